import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, scoring } from '../../audio/scoring.ts';
import { arrivalOf, endOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import { finalists, peakOf } from './commentary.ts';
import { modelsOf } from './models.ts';
import type { BiasVarianceTrace, ModelRun } from './simulation.ts';
import type { BiasVarianceStory } from './story.ts';
import { viewOf } from './view.ts';

const GAIN = { voice: 0.42, held: 0.26, chime: 0.24 } as const;
/** Seconds before the end of a part at which its voice falls silent; of the last chords. */
const [BREATH, CADENCE] = [0.4, 3.4] as const;

/**
 * The sound: a fit is a note, the higher the worse it is on new points; the flexible model's jump about, the simple one's stay.
 * Errors by degree, by size, by penalty are one voice that falls to its best and rises again. A best is a chime.
 */
export function score(trace: BiasVarianceTrace, story: BiasVarianceStory): CueSheet {
  const models = modelsOf(trace);
  const s = scoring(story);
  const noise = trace.params.noise * trace.params.noise;
  const [, top] = viewOf(trace).errors;
  // No error is below the noise but by luck.
  const pitchOf = (error: number): number =>
    lossPitch(error - 0.8 * noise, {
      lowest: Math.max(0.01 * noise, 1e-9),
      highest: 4 * Math.max(top, noise),
      lowestHertz: 165,
      highestHertz: 880,
    });
  const frames = (seconds: number): number => Math.round(seconds * story.fps);
  const expected = ({ parts }: ModelRun): number => parts.expected;

  /** The notes of states that a clock arrives at, each of its own pitch. */
  const strike = (clock: StepClock, values: readonly number[], from = 0, pan = 0): void =>
    s.ticks(
      values.slice(from).map((_, k) => arrivalOf(clock, k + from)),
      { pan, pitch: values.slice(from).map((value) => inTune(pitchOf(value))) },
    );
  /** A voice along a list of runs, on its clock. */
  const sing = (
    id: string,
    part: { clock: StepClock; end: number },
    errors: readonly number[],
    timbre: number,
  ): void =>
    s.voice(id, { timbre }, [
      {
        from: part.clock.onsets[0] ?? 0,
        to: part.end - frames(BREATH),
        hertz: inKey((frame) => pitchOf(valueAt(errors, playheadAt(part.clock, frame, errors.length)))),
        gain: GAIN.voice,
        settles: true,
      },
    ]);

  for (const part of partsOf(story, 'question')) {
    const count = part.clock.onsets.length;
    strike(part.clock, models.over.losses.slice(0, count).toReversed());
  }
  for (const part of partsOf(story, 'world')) {
    s.voice('world', { timbre: 1 }, [
      {
        from: part.start,
        to: part.end - frames(BREATH),
        hertz: () => inTune(pitchOf(noise)),
        gain: GAIN.held,
      },
    ]);
    s.chime(part.truth.start, { gain: GAIN.chime, pitch: 660 });
  }
  for (const part of partsOf(story, 'panels')) {
    strike(part.clock, models.over.losses, 1, 0.3);
    const { panels } = viewOf(trace);
    // The means of all four are heard as they are seen, from the left to the right.
    (['right', 'over', 'under', 'wrong'] as const).forEach((name, i) => {
      s.voice(`mean-${name}`, { timbre: i, pan: panOf(i % 2, 2, 0.5) }, [
        {
          from: part.mean.start + frames(0.15 * i),
          to: part.end - frames(BREATH),
          hertz: () => inTune(pitchOf(noise + (panels[name].parts.bias2 + panels[name].parts.variance) / 2)),
          gain: GAIN.held,
        },
      ]);
    });
    s.chime(part.judged.start, { gain: GAIN.chime, pitch: 880 });
  }
  for (const part of partsOf(story, 'degrees')) {
    const errors = [models.degrees[0], ...models.degrees].flatMap((run) => (run ? [expected(run)] : []));
    strike(part.clock, errors, 1);
    sing('degrees', part, errors, 0);
    s.chime(part.best.start, { gain: GAIN.chime });
    s.chime(part.check.start, { gain: GAIN.chime, pitch: 784 });
  }
  for (const part of partsOf(story, 'data')) {
    strike(part.clock, models.moreOver.map(expected), 1, -0.4);
    sing('data', part, models.moreOver.map(expected), 0);
    s.chime(part.endFrame, { gain: GAIN.chime });
  }
  for (const part of partsOf(story, 'ridge')) {
    strike(part.clock, models.ridge.map(expected), 1);
    sing('ridge', part, models.ridge.map(expected), 1);
    s.chime(part.best.start, { gain: GAIN.chime });
  }
  for (const part of partsOf(story, 'beyond')) {
    const errors = models.beyond.map(expected);
    sing('beyond', part, errors, 2);
    const peak = peakOf(models);
    if (peak !== undefined) s.alarm(arrivalOf(part.clock, models.beyond.indexOf(peak)));
    s.chime(endOf(part.clock), { gain: GAIN.chime });
  }
  for (const part of partsOf(story, 'answer')) {
    const runs = finalists(trace);
    s.ticks(
      runs.map((_, i) => part.grow.start + Math.round((0.35 + 0.13 * i) * (part.grow.end - part.grow.start))),
      { pitch: runs.map((run) => inTune(pitchOf(expected(run)))) },
    );
    s.cadence(story.frames - frames(2 * CADENCE), story.frames - frames(CADENCE));
  }
  return s.sheet();
}
