import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../../audio/index.ts';
import { synthesizeStem } from '../../../audio/node.ts';
import { learningRateTrio as film } from '../../../compositions/learning-rate-trio/index.ts';
import { EPSILON, viewOf } from '../../../src/scene/descent/descent-view.ts';
import { excessLoss } from '../../../src/sim/excess-loss.ts';
import type { FrameRange } from '../../../src/story/clock.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { playheadAt } from '../../../src/story/playhead.ts';
import { partsOf } from '../../../src/story/story.ts';
import { cents, pitchAt } from '../../audio/helpers.ts';

const trace = film.simulate(film.params.parse({}), '1');
const story = film.tell(trace, 30, DEFAULT_LOOK);
const sheet = film.score(trace, story, DEFAULT_LOOK);
const runs = partsOf(story, 'run');
const sampleAt = (frame: number): number => (frame * 48_000) / story.fps;

/** The pitch that belongs to a loss. */
function pitchOf(loss: number): number {
  const [lowest, highest] = viewOf(trace).excess;
  return lossPitch(excessLoss(loss, trace.facts.leastLoss, EPSILON), { lowest, highest });
}

describe.each(runs)('the sound of $id', (part) => {
  const run = trace.runs[part.run];
  if (run === undefined) throw new Error('no run');

  it('ticks at landings, on the frame that first shows the state at rest', () => {
    const ticks = sheet.events.filter(
      ({ kind, at }) => kind === 'tick' && at >= sampleAt(part.start) && at < sampleAt(part.end),
    );
    const landed = ticks.map(
      ({ at }) => playheadAt(part.clock, (at * story.fps) / 48_000, run.points.length).done,
    );
    // Later steps come faster than six a second, where not each of them has a tick.
    expect(landed.slice(0, 4)).toEqual([1, 2, 3, 4]);
    ticks.forEach(({ at }, i) => {
      const frame = (at * story.fps) / 48_000;
      expect(playheadAt(part.clock, frame - 1, run.points.length).done).toBe((landed[i] ?? 0) - 1);
    });
  });

  it('has the pitch of each state while that state is at rest, to 5 cents', async () => {
    const stem = await synthesizeStem(sheet, run.id);
    let heard = 0;
    for (let k = 0; k < run.points.length - 1; k += 1) {
      const from = k === 0 ? (part.clock.onsets[0] ?? 0) : (part.clock.landings[k - 1] ?? 0);
      const to = part.clock.moves[k] ?? from;
      // A window of 2048 samples has to fit in, clear of the fade at a phrase's start.
      if (sampleAt(to) - sampleAt(from) < 2048 + 2 * 480) continue;
      const middle = (from + to) / 2 / story.fps;
      expect(Math.abs(cents(pitchAt(stem, middle), pitchOf(run.losses[k] ?? 0)))).toBeLessThanOrEqual(5);
      heard += 1;
    }
    expect(heard).toBeGreaterThan(30);
  });
});

it('ends each run by its outcome: a chime if it comes to rest, an alarm if it never does', () => {
  const within = ({ start, end }: FrameRange) =>
    sheet.events
      .filter(({ kind, at }) => kind !== 'tick' && at >= sampleAt(start) && at < sampleAt(end))
      .map(({ kind }) => kind);
  expect(runs.map(within)).toEqual([['chime'], ['chime'], ['alarm']]);
});
