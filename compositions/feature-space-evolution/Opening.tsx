import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import type { Spot } from '../../src/scene/orbit.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Dot, Line } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect, squareIn } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { type FrameRange, progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { imagePanel, type Specimen, specimensOf } from './pictures.tsx';
import { imagesLayout, networkLayout } from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import type { FeaturePart } from './story.ts';
import { pointAt, type View } from './view.ts';

/** The film's name beside the cloud, or above it. */
export function title(m: Moment, { labels }: FeatureTrace, shown: number): ReactElement | null {
  if (shown === 0) return null;
  const { safe, format } = m.stage;
  const landscape = format === 'landscape';
  const room = landscape ? safe.width * 0.42 : safe.width;
  const anchor = landscape ? 'start' : 'middle';
  const x = landscape ? safe.x : safe.x + safe.width / 2;
  const name = m.block(m.say('title'), room, { size: SIZE.title, bold: true, anchor, leading: 1.1 });
  const below = m.block(m.say('subtitle', { points: labels.length }), room, { size: SIZE.large, anchor });
  const top = landscape ? safe.y + 330 : safe.y + (format === 'portrait' ? 190 : 160);
  return (
    <g>
      {name.at([x, top], shown)}
      {below.at([x, top + name.height + (format === 'square' ? 62 : 74)], shown)}
    </g>
  );
}

/** Share of the time that one image takes to come out of its point. */
const EACH = 0.45;

/** An image of each class comes out of its point; a line keeps them together. */
export function images(
  m: Moment,
  part: FeaturePart<'points'>,
  trace: FeatureTrace,
  view: View,
  head: Playhead,
): ReactElement {
  const specimens = specimensOf(trace);
  return outOfPoints(m, specimens, imageCells(m, specimens.length), part.images, (index) =>
    pointAt(trace, view, index, head),
  );
}

/**
 * Images come out of their points, one after the other, to their places; lines keep them together.
 *
 * @param tied opacity of the lines
 */
export function outOfPoints(
  m: Moment,
  specimens: readonly Specimen[],
  places: readonly Rect[],
  range: FrameRange,
  pointOf: (index: number) => Spot,
  tied = 1,
): ReactElement {
  const out = progress(range, m.frame);
  return each(specimens, (specimen, i) => {
    const [x, y] = pointOf(specimen.index);
    const to = places[i] ?? m.stage.body;
    const turn = ((1 - EACH) * i) / Math.max(1, specimens.length - 1);
    const at = easeInOut(clamp((out - turn) / EACH, 0, 1));
    const rect = mixRect({ x: x - 4, y: y - 4, width: 8, height: 8 }, to, at);
    const colour = classColour(m.stage.theme, specimen.digit);
    return (
      <Fade in={Math.min(1, 4 * at)}>
        <Fade in={m.leave(0.25)}>
          <Line
            from={edgeOf(rect, [x, y])}
            to={[x, y]}
            stroke={colour}
            width={2.5}
            strokeOpacity={0.75 * tied}
          />
          <Dot at={[x, y]} r={11} fill={colour} stroke={m.stage.theme.text} width={3} />
        </Fade>
        {imagePanel(m, specimen, rect, Math.min(8, to.width / 14) * at)}
      </Fade>
    );
  });
}

/** Where a line from the middle of a rectangle to a place leaves it. */
function edgeOf({ x, y, width, height }: Rect, [px, py]: readonly [number, number]) {
  const [cx, cy] = [x + width / 2, y + height / 2];
  const reach = Math.max(Math.abs(px - cx) / (width / 2), Math.abs(py - cy) / (height / 2), 1);
  return [cx + (px - cx) / reach, cy + (py - cy) / reach] as const;
}

function imageCells({ stage }: Moment, count: number): readonly Rect[] {
  const perRow = stage.format === 'landscape' ? 2 : 5;
  return cells(imagesLayout(stage)('images'), count, perRow, 14).map(squareIn);
}

/** The images go, except the traced one: it becomes what the network is given. */
export function chosenImage(m: Moment, trace: FeatureTrace): ReactElement {
  const specimens = specimensOf(trace);
  const places = imageCells(m, specimens.length);
  const { image } = networkLayout(m.stage);
  const moved = m.between(0, 0.9);
  return each(specimens, (specimen, i) => {
    const from = places[i] ?? image;
    if (specimen.index === trace.facts.traced)
      return imagePanel(m, specimen, mixRect(from, image, moved), 8 + 2 * moved);
    return <Fade in={1 - m.between(0, 0.35)}>{imagePanel(m, specimen, from, 8)}</Fade>;
  });
}
