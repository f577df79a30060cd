import type { ReactElement } from 'react';
import { Leaderboard } from '../../src/scene/parts/Leaderboard.tsx';
import { shortened, textWidth } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import type { Position } from '../../src/scene/stations.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import { logged } from '../../src/story/numbers.ts';
import { judged, lostAt, placeOf, ranked, stepText } from './messages.ts';
import type { Moment } from './moment.ts';
import type { RunTrace } from './trace.ts';

/** What a row has besides its name: its place and its marker, and space before its value. */
const BESIDE = 130;
/** The least room for a value. */
const LEAST = 120;

/** The ranking at a step, worked out once for all its rows and frames. */
const rankedAt = rememberFor((trace: RunTrace, at: number) => ranked(trace, at), String);

/** The runs at the step that the film has come to, the best first, with their last values until then. */
export function ranking(m: Moment, rect: Rect, trace: RunTrace, { step }: Position): ReactElement {
  const { lines, facts } = trace;
  const run = m.story.parts.find((part) => part.kind === 'run');
  const board = run?.kind === 'run' ? run.board : [];
  const end = facts.axes.steps[1];
  const last = { start: m.story.frames, end: m.story.frames, state: 0 };
  const order = rankedAt(trace, end).map((one) => one.run);
  const labelOf = (id: string, run: number): string => {
    const n = facts.equal[run] ?? 0;
    return n === 0 ? id : m.say('several', { name: id, n });
  };
  /** What stands at the right of a row at a step: a value, with its step where the log of a run has ended before. */
  const standing = (own: number, at: number) => {
    const {
      value = null,
      place = null,
      tied = false,
    } = rankedAt(trace, at).find((one) => one.run === own) ?? {};
    if (value === 'out')
      return {
        place: '',
        value: m.say('outFrom', { at: stepText(lostAt(trace, own)?.at ?? at) }),
        out: true,
      };
    if (value === null) return { place: '', value: m.say('none'), out: false };
    const last = judged(trace, own)?.steps.at(-1) ?? end;
    const words = last < at ? m.say('until', { value: logged(value), at: stepText(last) }) : logged(value);
    return { place: `${place}${tied ? '=' : ''}`, value: words, out: false };
  };
  const name = { size: SIZE.small, bold: true } as const;
  const widest = Math.max(
    ...lines.map((_, run) => textWidth(m.stage, standing(run, end).value, name)),
    LEAST,
  );
  return (
    <Leaderboard
      stage={m.stage}
      frame={m.part.kind === 'end' ? m.story.frames : m.frame}
      fps={m.story.fps}
      rect={rect}
      runs={lines.map(({ id }, lane) => ({
        lane,
        label: shortened(m.stage, labelOf(id, lane), rect.width - BESIDE - widest, name),
      }))}
      board={m.part.kind === 'end' ? [{ ...last, before: order, after: order }] : board}
      heading={() => [
        m.say('ranking', { place: placeOf(trace, step) }),
        shortened(m.stage, judged(trace)?.name ?? '', rect.width / 2, { size: SIZE.small }),
      ]}
      standing={(own) => standing(own, step)}
    />
  );
}
