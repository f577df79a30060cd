import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { CloudView } from '../../src/scene/cloud-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { type Callout, Callouts } from '../../src/scene/parts/Callouts.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { SideTitle } from '../../src/scene/parts/SideTitle.tsx';
import { mixRect, type Rect, squareIn } from '../../src/scene/rect.ts';
import { classMark } from '../../src/scene/theme.ts';
import type { FrameRange } from '../../src/story/clock.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { imagePanel, type Specimen, specimensOf } from './pictures.tsx';
import { networkLayout, openingLayout } from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import { spotOf } from './view.ts';

/** The film's name beside the cloud, or above it. */
export const title = (m: Moment, { labels, params }: FeatureTrace, shown: number): ReactElement => (
  <SideTitle
    m={m}
    rect={openingLayout(m.stage)('title')}
    title={m.say('title')}
    subtitle={m.say('subtitle', {
      points: labels.length,
      source: params.data.images === undefined ? 'drawn' : 'read',
    })}
    shown={shown}
  />
);

/** How faint the lines are that tie images to points: all ten cross the picture. */
const TIED = 0.4;

/** An image of each class, tied to its point wherever that goes. */
export function images(m: Moment, trace: FeatureTrace, view: CloudView, head: Playhead): ReactElement {
  const specimens = specimensOf(trace);
  const places = imageCells(m, specimens.length);
  return outOfPoints(m, trace, specimens, places, { start: -1, end: 0 }, view, head, TIED);
}

/** Images come out of their points to their places. @param tied opacity of the lines that keep them together */
export function outOfPoints(
  m: Moment,
  trace: FeatureTrace,
  specimens: readonly Specimen[],
  places: readonly Rect[],
  range: FrameRange,
  view: CloudView,
  head: Playhead,
  tied = 1,
): ReactElement {
  const callouts = specimens.map((specimen, i): Callout => {
    const [x, y] = spotOf(trace, view, specimen.index, head);
    const to = places[i] ?? m.stage.body;
    return {
      at: [x, y],
      to,
      colour: classMark(m.stage.theme, specimen.digit),
      draw: (rect, grown) => imagePanel(m, specimen, rect, Math.min(8, to.width / 14) * grown),
    };
  });
  return (
    <Callouts
      stage={m.stage}
      frame={m.frame}
      range={range}
      callouts={callouts}
      tied={tied}
      marked={m.leave(0.13)}
    />
  );
}

function imageCells({ stage }: Moment, count: number): readonly Rect[] {
  const perRow = stage.format === 'square' ? 10 : 5;
  return cells(openingLayout(stage)('images'), count, perRow, 14).map(squareIn);
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
