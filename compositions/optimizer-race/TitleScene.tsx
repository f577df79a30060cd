import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Path } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import type en from './en.json';
import { isOneName } from './field.ts';
import { wholeFrame } from './layout.ts';
import { paths, trail } from './Paths.tsx';
import { mapArea, surfaceMap } from './Surface.tsx';
import type { RaceTrace } from './simulation.ts';
import type { RacePart, RaceStory } from './story.ts';
import { viewOf } from './view.ts';

/** The film's name over its first surface, on which its most surprising moment happens. */
export function titleScene(
  m: Moment<RaceStory['parts'][number], keyof typeof en>,
  { runs, clock }: RacePart<'title'>,
  trace: RaceTrace,
): ReactElement {
  const { stage } = m;
  const { safe, width, height, captions } = stage;
  const view = viewOf(trace, 0);
  const lanes = new Set(trace.runs.map(({ lane }) => lane)).size;
  const surfaces = new Set(trace.params.races.map(({ surface }) => surface)).size;
  const [first] = view.runs;
  const oneName = first !== undefined && isOneName(view.runs.map(({ optimizer }) => optimizer));
  const subtitle = oneName
    ? m.say('subtitleName', { name: titleOf(first.optimizer.kind), libraries: view.runs.length })
    : m.say('subtitle', { optimizers: Math.max(lanes, view.runs.length), races: surfaces });
  const name = m.block(m.say('title'), safe.width, {
    size: SIZE.title,
    bold: true,
    anchor: 'middle',
    leading: 1.15,
  });
  const below = m.block(subtitle, safe.width, { size: SIZE.large, anchor: 'middle' });
  const [centre, top] = [safe.x + safe.width / 2, safe.y + 172];
  const area = mapArea(view, wholeFrame(stage));
  const band = top + name.height + 60 + below.height + 60;
  return (
    <g>
      {surfaceMap(m, view, area, { axes: 0 })}
      {each(runs, ({ points, lane }) => (
        <Path d={trail(points, area)} stroke={runColour(stage.theme, lane)} width={5} strokeOpacity={0.3} />
      ))}
      {paths(m, clock, runs, area, { focus: 0, size: 1.6 })}
      {shade(stage, 'top', { x: 0, y: 0, width, height: 1.35 * band })}
      {shade(stage, 'bottom', { x: 0, y: captions.y - 120, width, height: height - captions.y + 120 })}
      {name.at([centre, top])}
      {below.at([centre, top + name.height + 64])}
    </g>
  );
}

/** The picture darkens towards an edge with words on it. */
function shade({ theme }: Stage, edge: 'top' | 'bottom', { x, y, width, height }: Rect): ReactElement {
  const [first, last] = edge === 'top' ? [0.92, 0] : [0, 0.92];
  const stop = (offset: number, opacity: number): ReactElement => (
    <stop offset={offset} stopColor={theme.background} stopOpacity={opacity} />
  );
  return (
    <g>
      <defs>
        <linearGradient id={`shade-${edge}`} x1={0} y1={0} x2={0} y2={1}>
          {stop(0, first)}
          {stop(edge === 'top' ? 0.62 : 0.38, 0.84)}
          {stop(1, last)}
        </linearGradient>
      </defs>
      <rect x={x} y={y} width={width} height={height} fill={`url(#shade-${edge})`} />
    </g>
  );
}
