import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../../audio/index.ts';
import { synthesizeStem } from '../../../audio/node.ts';
import { learningRateTrio as film } from '../../../compositions/learning-rate-trio/index.ts';
import { playhead } from '../../../compositions/learning-rate-trio/playhead.ts';
import type { RunBeat } from '../../../compositions/learning-rate-trio/story.ts';
import { excessLoss, viewOf } from '../../../compositions/learning-rate-trio/view.ts';
import { cents, pitchAt } from '../../audio/helpers.ts';

const trace = film.simulate(film.params.parse({}), '1');
const story = film.tell(trace, 30);
const sheet = film.score(trace, story);
const runs = story.beats.filter((beat): beat is RunBeat => beat.kind === 'run');
const sampleAt = (frame: number): number => (frame * 48_000) / story.fps;

/** The pitch that belongs to a loss. */
function pitchOf(loss: number): number {
  const [lowest, highest] = viewOf(trace).excess;
  return lossPitch(excessLoss(loss, trace.facts.leastLoss), { lowest, highest });
}

describe.each(runs)('the sound of $id', (beat) => {
  const run = trace.runs[beat.run];
  if (run === undefined) throw new Error('no run');

  it('ticks at every landing, on the frame that first shows the state at rest', () => {
    const ticks = sheet.events.filter(
      ({ kind, at }) => kind === 'tick' && at >= sampleAt(beat.start) && at < sampleAt(beat.end),
    );
    expect(ticks).toHaveLength(run.points.length - 1);
    ticks.forEach(({ at }, k) => {
      const frame = (at * story.fps) / 48_000;
      expect(playhead(run, beat.clock, frame).done).toBe(k + 1);
      expect(playhead(run, beat.clock, frame - 1).done).toBe(k);
    });
  });

  it('has the pitch of each state while that state is at rest, to 5 cents', async () => {
    const stem = await synthesizeStem(sheet, run.id);
    let heard = 0;
    for (let k = 0; k < run.points.length - 1; k += 1) {
      const from = k === 0 ? (beat.clock.onsets[0] ?? 0) : (beat.clock.landings[k - 1] ?? 0);
      const to = beat.clock.moves[k] ?? from;
      // A window of 2048 samples has to fit in, clear of the fade at a phrase's start.
      if (sampleAt(to) - sampleAt(from) < 2048 + 2 * 480) continue;
      const middle = (from + to) / 2 / story.fps;
      expect(Math.abs(cents(pitchAt(stem, middle), pitchOf(run.losses[k] ?? 0)))).toBeLessThanOrEqual(5);
      heard += 1;
    }
    expect(heard).toBeGreaterThan(30);
  });
});

it('ends each run as it ended: a chime for rest, an alarm for what never rests', () => {
  const within = ({ start, end }: RunBeat) =>
    sheet.events
      .filter(({ kind, at }) => kind !== 'tick' && at >= sampleAt(start) && at < sampleAt(end))
      .map(({ kind }) => kind);
  expect(runs.map(within)).toEqual([['chime'], ['chime'], ['alarm']]);
});
