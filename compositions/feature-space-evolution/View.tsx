import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Encoding } from '../../src/scene/parts/Encoding.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { classMark } from '../../src/scene/theme.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import { progress } from '../../src/story/clock.ts';
import { chosenImage } from './Opening.tsx';
import { imagePanel, tracedOf } from './pictures.tsx';
import { networkLayout } from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import type { FeaturePart } from './story.ts';
import { isStar } from './view.ts';

/** How one image becomes one point: the network makes a few numbers of it, which are its place. */
export function networkScene(m: Moment, part: FeaturePart<'network'>, trace: FeatureTrace): ReactElement {
  const { image } = networkLayout(m.stage);
  return (
    <g>
      {network(m, trace, m.between(0.5, 0.5), progress(part.pulse, m.frame), m.through(part.point))}
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
      {network(m, trace, 1, 1, 1)}
      {imagePanel(m, tracedOf(trace), image, 10)}
    </Fade>
  );
}

const nameBelow = (m: Moment, words: string, { x, y, width, height }: Rect) =>
  m.text(words, [x + width / 2, y + height + 44], { fill: 'quiet', anchor: 'middle' });

/** The layers, and the way from the one that the film shows to the point. */
function network(m: Moment, trace: FeatureTrace, there: number, pulse: number, point: number): ReactElement {
  const { image, network: room, plane } = networkLayout(m.stage);
  const { picture, params, code } = trace;
  const sizes = [picture.width * picture.height, ...params.network.hidden, CLASSES];
  return (
    <Encoding
      stage={m.stage}
      input={image}
      network={room}
      plane={plane}
      sizes={sizes}
      shown={sizes.length - (isStar(trace) ? 1 : 2)}
      code={code}
      written={!isStar(trace)}
      pulse={pulse}
      point={point}
      name={m.say('point')}
      there={there}
    />
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
