import type { ReactElement } from 'react';
import { Leaderboard, type Standing } from '../../src/scene/parts/Leaderboard.tsx';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { logged } from '../../src/story/numbers.ts';
import type { Moment } from './Charts.tsx';
import { judged, placeOf } from './messages.ts';
import { orderAt, standingAt } from './standings.ts';
import type { RunTrace } from './trace.ts';

/** What a row has besides its name. */
const BESIDE = 270;

/** The runs at the step that the board shows, the best first, with their last values until then. */
export function ranking(m: Moment, rect: Rect, trace: RunTrace): ReactElement {
  const { lines, stations } = trace;
  const run = m.story.parts.find((part) => part.kind === 'run');
  const stops = run?.kind === 'run' ? run.stops : [];
  const stepOf = (state: number): number => stops[state] ?? stations.at(-1) ?? 0;
  const order = orderAt(trace, stations.at(-1) ?? 0);
  const atEnd = [{ state: stops.length - 1, start: 0, end: 0, before: order, after: order }];
  const standing = (own: number, state: number): Standing => {
    const at = stepOf(state);
    const values = orderAt(trace, at).map((other) => standingAt(trace, other, at));
    const value = standingAt(trace, own, at);
    if (typeof value !== 'number')
      return { place: '', value: value === 'out' ? m.say('out', { what: 'NaN' }) : m.say('none'), out: true };
    const equal = values.filter((other) => other === value).length;
    return { place: `${1 + values.indexOf(value)}${equal > 1 ? '=' : ''}`, value: logged(value), out: false };
  };
  const name = { size: SIZE.small, bold: true } as const;
  return (
    <Leaderboard
      stage={m.stage}
      frame={m.frame}
      fps={m.story.fps}
      rect={rect}
      runs={lines.map(({ id }, lane) => ({ lane, label: shortened(m.stage, id, rect.width - BESIDE, name) }))}
      board={m.part.kind === 'run' ? m.part.board : atEnd}
      heading={(state) => [
        m.say('ranking', { place: placeOf(trace, stepOf(state)) }),
        shortened(m.stage, judged(trace)?.name ?? '', rect.width / 2, { size: SIZE.small }),
      ]}
      standing={standing}
    />
  );
}
