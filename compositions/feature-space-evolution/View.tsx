import { max } from 'd3-array';
import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Arrow } from '../../src/scene/parts/Arrow.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { ForwardPass } from '../../src/scene/parts/ForwardPass.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { unitPlace } from '../../src/scene/parts/Graph.tsx';
import { Dot, Path } from '../../src/scene/parts/shapes.tsx';
import { px } from '../../src/scene/px.ts';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classMark } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { fixed } from '../../src/story/numbers.ts';
import { chosenImage } from './Opening.tsx';
import { imagePanel, tracedOf } from './pictures.tsx';
import { networkLayout } from './sights.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import type { FeaturePart } from './story.ts';

/** Maximum number of units drawn per layer. */
const DRAWN = 10;
/** The numbers of a layer are written out if it has no more units than this, and they are no larger. */
const [WRITTEN, LARGEST] = [3, 100];

/** How one image becomes one point: the network makes a few numbers of it, which are its place. */
export function networkScene(m: Moment, part: FeaturePart<'network'>, trace: FeatureTrace): ReactElement {
  const { image } = networkLayout(m.stage);
  return (
    <g>
      {network(m, trace, {
        shown: m.between(0.5, 0.5),
        pulse: progress(part.pulse, m.frame),
        point: m.through(part.point),
      })}
      {chosenImage(m, trace)}
      <Fade in={m.between(0.6, 0.4)}>{nameBelow(m, m.say('pixels'), image)}</Fade>
    </g>
  );
}

/** What is left of it when the cloud becomes the whole picture. */
export function networkGoes(m: Moment, trace: FeatureTrace): ReactElement {
  const { image } = networkLayout(m.stage);
  return (
    <Fade in={1 - m.between(0, 0.35)}>
      {network(m, trace, { shown: 1, pulse: 1, point: 1 })}
      {imagePanel(m, tracedOf(trace), image, 10)}
    </Fade>
  );
}

const nameBelow = (m: Moment, words: string, { x, y, width, height }: Rect) =>
  m.text(words, [x + width / 2, y + height + 44], { fill: 'quiet', anchor: 'middle' });

interface Progress {
  readonly shown: number;
  /** The image on its way through the layers. */
  readonly pulse: number;
  /** The way from the layer to the point. */
  readonly point: number;
}

function network(m: Moment, trace: FeatureTrace, { shown: entered, pulse, point }: Progress): ReactElement {
  const { theme, format } = m.stage;
  const { image, network: room, plane } = networkLayout(m.stage);
  const projection = trace.params.projection.kind;
  const sizes = [trace.picture.width * trace.picture.height, ...trace.params.network.hidden, CLASSES];
  // The layer that the film shows is highlighted, with units sized by their activation.
  const shown = sizes.length - (projection === 'star' ? 1 : 2);
  const strongest = Math.max(max(trace.code, Math.abs) ?? 0, 1e-9);
  const strengthOf = (unit: number): number => Math.abs(trace.code[unit] ?? 0) / strongest;
  const arrived = clamp((pulse - 1) * shown + 1, 0, 1);
  const layers = sizes.map((units, layer) => ({
    units: Math.min(DRAWN, units),
    of: units,
    colour: layer === shown ? theme.focus : theme.line,
    sizes: layer === shown ? trace.code.map((_, unit) => 0.7 + 0.8 * strengthOf(unit) * arrived) : [],
  }));
  const place = (layer: number, unit: number) => unitPlace(room, layers, layer, unit);
  const [x, top] = place(shown, 0);
  const [, foot] = place(0, DRAWN - 0.5);
  const middle = room.y + room.height / 2;
  // From that layer across the later ones on wide screens, straight down on others.
  const wide = format === 'landscape';
  const over = plane.y + 40;
  const written =
    trace.code.length <= WRITTEN &&
    strongest < LARGEST &&
    place(shown, 1)[1] - place(shown, 0)[1] > SIZE.small &&
    projection !== 'star';
  return (
    <Fade in={entered}>
      <Arrow
        from={[image.x + image.width + 12, middle]}
        to={[room.x - 4, middle]}
        colour={theme.quiet}
        width={6}
      />
      <ForwardPass
        stage={m.stage}
        rect={room}
        layers={layers}
        target={shown}
        pulse={pulse}
        strengths={trace.code.map((_, unit) => strengthOf(unit))}
        foot={foot + 44}
      />
      {written &&
        each(trace.code, (value, unit) => {
          const [left, y] = place(shown, unit);
          return m.text(fixed(value, 1).replace('-', '−'), [left + 22, y + SIZE.small * 0.36], {
            size: SIZE.small,
            bold: true,
            fill: 'focus',
            opacity: arrived,
          });
        })}
      <Fade in={point}>
        {wide && (
          <Path
            d={`M${px(x)} ${px(top - 40)}V${px(over)}H${px(plane.x - 30)}`}
            stroke={theme.focus}
            width={6}
            round
          />
        )}
        <Arrow
          from={wide ? [plane.x - 31, over] : [x, foot + 60]}
          to={wide ? [plane.x - 6, over] : [x, plane.y - 6]}
          colour={theme.focus}
          width={6}
        />
        {nameBelow(m, m.say('point'), plane)}
      </Fade>
    </Fade>
  );
}

/** The point of the traced image, in its own light. */
export function tracedPoint(
  m: Moment,
  trace: FeatureTrace,
  at: readonly [number, number],
  shown: number,
): ReactElement {
  const { theme } = m.stage;
  const colour = classMark(theme, trace.labels[trace.facts.traced] ?? 0);
  return (
    <Fade in={shown}>
      <Glow at={at} r={16} colour={colour} />
      <Dot at={at} r={16} fill={colour} stroke={theme.text} width={4} />
    </Fade>
  );
}
