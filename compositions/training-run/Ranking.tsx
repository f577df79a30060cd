import type { ReactElement } from 'react';
import { Leaderboard } from '../../src/scene/parts/Leaderboard.tsx';
import { shortened } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import { logged } from '../../src/story/numbers.ts';
import type { Moment } from './Charts.tsx';
import { judged, placeOf, ranked } from './messages.ts';
import type { RunTrace } from './trace.ts';

/** What a row has besides its name. */
const BESIDE = 270;

/** The ranking at a step, worked out once for all its rows and frames. */
const rankedAt = rememberFor((trace: RunTrace, at: number) => ranked(trace, at), String);

/** The runs at the step that the board shows, the best first, with their last values until then. */
export function ranking(m: Moment, rect: Rect, trace: RunTrace): ReactElement {
  const { lines, facts } = trace;
  const run = m.story.parts.find((part) => part.kind === 'run');
  const [stops, board] = run?.kind === 'run' ? [run.stops, run.board] : [[], []];
  const end = facts.axes.steps[1];
  const last = { start: m.story.frames, end: m.story.frames, state: stops.length - 1 };
  const order = rankedAt(trace, end).map((one) => one.run);
  const stepOf = (state: number): number => (state === last.state ? end : (stops[state] ?? end));
  const name = { size: SIZE.small, bold: true } as const;
  return (
    <Leaderboard
      stage={m.stage}
      frame={m.part.kind === 'end' ? m.story.frames : m.frame}
      fps={m.story.fps}
      rect={rect}
      runs={lines.map(({ id }, lane) => ({ lane, label: shortened(m.stage, id, rect.width - BESIDE, name) }))}
      board={m.part.kind === 'end' ? [{ ...last, before: order, after: order }] : board}
      heading={(state) => [
        m.say('ranking', { place: placeOf(trace, stepOf(state)) }),
        shortened(m.stage, judged(trace)?.name ?? '', rect.width / 2, { size: SIZE.small }),
      ]}
      standing={(own, state) => {
        const standing = rankedAt(trace, stepOf(state)).find((one) => one.run === own);
        const { value = null, place = null, tied = false } = standing ?? {};
        return typeof value === 'number'
          ? { place: `${place}${tied ? '=' : ''}`, value: logged(value), out: false }
          : { place: '', value: value === 'out' ? m.say('out', { what: 'NaN' }) : m.say('none'), out: true };
      }}
    />
  );
}
