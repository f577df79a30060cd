import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../../audio/index.ts';
import { inTune } from '../../../audio/scoring.ts';
import { learningRateTrio as film } from '../../../compositions/learning-rate-trio/index.ts';
import { EPSILON, viewOf } from '../../../src/scene/descent/descent-view.ts';
import { excessLoss } from '../../../src/sim/excess-loss.ts';
import type { FrameRange } from '../../../src/story/clock.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { playheadAt } from '../../../src/story/playhead.ts';
import { partsOf } from '../../../src/story/story.ts';
import { cents } from '../../audio/helpers.ts';

const trace = film.simulate(film.params.parse({}), '1');
const story = film.tell(trace, 30, DEFAULT_LOOK);
const sheet = film.score(trace, story, DEFAULT_LOOK);
const runs = partsOf(story, 'run');
const sampleAt = (frame: number): number => (frame * 48_000) / story.fps;

/** The note that belongs to a loss. */
function pitchOf(loss: number): number {
  const [lowest, highest] = viewOf(trace).excess;
  // Two octaves from 220 Hz on.
  const pitch = lossPitch(excessLoss(loss, trace.facts.leastLoss, EPSILON), { lowest, highest });
  return inTune(220 * Math.sqrt(pitch / 110));
}

describe.each(runs)('the sound of $id', (part) => {
  const run = trace.runs[part.run];
  if (run === undefined) throw new Error('no run');

  it('ticks at landings, on the frame that first shows the state at rest', () => {
    const ticks = sheet.events.filter(
      ({ kind, at }) =>
        kind === 'tick' && at >= sampleAt(part.start) && at <= sampleAt(part.clock.landings.at(-1) ?? 0),
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

  it('has the note of each state while that state is at rest', () => {
    const phrases = sheet.voices.find(({ id }) => id === run.id)?.phrases ?? [];
    let heard = 0;
    for (let k = 0; k < run.points.length - 1; k += 1) {
      const from = k === 0 ? (part.clock.onsets[0] ?? 0) : (part.clock.landings[k - 1] ?? 0);
      // Of quicker steps only every second or third is a note.
      const lasts = (step: number) =>
        (part.clock.onsets[step + 1] ?? from) - (part.clock.onsets[step] ?? from);
      if (lasts(k) < 5 || (k > 0 && lasts(k - 1) < 5)) continue;
      const at = sampleAt(from);
      const phrase = phrases.find(({ start, end }) => start <= at && at < end);
      if (phrase === undefined) continue;
      const [, hertz] = phrase.pitch.findLast(([sample]) => sample <= at) ?? [0, 0];
      expect(hertz).toBe(pitchOf(run.losses[k] ?? 0));
      heard += 1;
    }
    expect(heard).toBeGreaterThan(2);
  });
});

it('ends each run by its outcome: a chime if it comes to rest, an alarm if it never does', () => {
  const within = ({ start, end }: FrameRange) =>
    sheet.events
      .filter(({ kind, at }) => kind !== 'tick' && at >= sampleAt(start) && at < sampleAt(end))
      .map(({ kind }) => kind);
  expect(runs.map(within)).toEqual([['chime'], ['chime'], ['alarm']]);
});

it('ends on the chord over A, after that over D, each voice on the shortest way', () => {
  const last = sheet.voices
    .filter(({ id }) => id.startsWith('cadence'))
    .map(({ phrases }) => phrases.map(({ pitch }) => pitch[0]?.[1]));
  expect(last).toHaveLength(4);
  for (const [away = 0, home = 0] of last) {
    expect(inTune(home)).toBe(home);
    expect(Math.abs(cents(away, home))).toBeLessThan(520);
  }
});

it('plays the scan of all rates as a melody: high over the wrong dip, low where rates arrive', () => {
  const [sweep] = partsOf(story, 'sweep');
  const within = ({ start, end }: FrameRange) =>
    sheet.events
      .filter(({ kind, at }) => kind === 'tick' && at >= sampleAt(start) && at < sampleAt(end))
      .map(({ pitch }) => pitch);
  const [wrong = [], right = []] = sweep?.scan.map(within) ?? [];
  expect(wrong.length).toBeGreaterThan(5);
  expect(right.length).toBeGreaterThan(5);
  expect(right).toContain(220);
  expect(Math.min(...wrong)).toBeGreaterThan(220);
});

it('hears the fork: one note where a rate comes to rest, several where it never does', () => {
  const [sweep] = partsOf(story, 'sweep');
  const notesIn = (from: number, to: number) =>
    sheet.events
      .filter(({ kind, at }) => kind === 'tick' && at >= sampleAt(from) && at < sampleAt(to))
      .map(({ pitch }) => pitch);
  const [, rests, bounces] = sweep?.scan ?? [];
  const [before, after] = [
    notesIn((rests?.start ?? 0) + 6, (rests?.end ?? 0) - 20),
    notesIn(bounces?.start ?? 0, bounces?.end ?? 0),
  ];
  expect(new Set(before)).toEqual(new Set([220]));
  expect(new Set(after).size).toBeGreaterThan(2);
  const sung = (id: string, frame: number) =>
    sheet.voices
      .find((voice) => voice.id === id)
      ?.phrases[0]?.pitch.findLast(([sample]) => sample <= sampleAt(frame))?.[1];
  const middle = ({ start, end }: FrameRange) => Math.floor((start + end) / 2);
  const [one, fork] = [rests, bounces].map((range) => middle(range ?? { start: 0, end: 0 }));
  expect(sung('scan-1', one ?? 0)).toBe(sung('scan-2', one ?? 0));
  expect(sung('scan-1', fork ?? 0)).not.toBe(sung('scan-2', fork ?? 0));
});

it('lets a run that arrives rise to the octave of A, and one that is stuck sink away from it', () => {
  const notes = (id: string) => [
    ...new Set(
      sheet.voices
        .find((voice) => voice.id === id)
        ?.phrases.flatMap(({ pitch }) => pitch.map(([, hertz]) => hertz)),
    ),
  ];
  const [stuck, arrives] = [notes('call-1'), notes('call-2')];
  expect(arrives).toEqual(arrives.toSorted((a, b) => a - b));
  expect(arrives.at(-1)).toBe(880);
  expect(stuck).toEqual(stuck.toSorted((a, b) => b - a));
  expect(stuck.at(-1)).not.toBe(220);
  expect(notes('call-3')).toEqual([]);
});
