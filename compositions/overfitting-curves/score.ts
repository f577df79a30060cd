import { mean } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { panOf, type Song, scoring } from '../../audio/scoring.ts';
import type { StepClock } from '../../src/story/clock.ts';
import { playheadAt, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { awards, shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';
import { viewOf } from './view.ts';

/** Hertz: of a point, and of the way of training with the fewest errors. */
const [POINT, FEWEST] = [880, 1318.5] as const;
/** Training left, validation right. */
const PAN = 0.45;
/** The pitch range of the film's losses, in hertz. */
const RANGE = { lowestHertz: 110, highestHertz: 880 } as const;
/** Ticks a second, at most. */
const TICKS = 5;
const GAIN = { opening: 0.3, start: 0.18, learn: 0.5, runs: 0.2, remedy: 0.34, test: 0.2 } as const;
/** Seconds of silence before a part begins, and before the end. */
const BREATH = 0.3;

/**
 * The sound of overfitting: training and validation loss are two voices, and the gap is the interval between them. Then
 * the runs end on a chord; with a remedy the validation loss sings alone, from where its card stands; the mean test losses
 * without a remedy and of the best one are the last interval.
 */
export function score(trace: OverfittingTrace, story: OverfittingStory): CueSheet {
  const { runs, params, facts } = trace;
  const { ways, tests, pitch } = viewOf(trace);
  const own = shownSeries(trace);
  const s = scoring(story);
  const breath = Math.round(BREATH * story.fps);

  /** Losses sung from a frame to another, at the epochs of a clock. */
  const song = (
    [from, to]: readonly [number, number],
    losses: readonly number[],
    gain: number,
    clock?: StepClock,
    first = 0,
  ): Song => ({
    from,
    to,
    gain,
    hertz: (frame) => {
      const head = clock === undefined ? playheadOf(first, losses.length) : playheadAt(clock, frame);
      return lossPitch(valueAt(losses, head), { ...pitch, ...RANGE });
    },
  });
  /** Some frames, as far apart as can be told apart. */
  const ticks = (frames: readonly number[], place: Parameters<typeof s.ticks>[1] = {}): void => {
    let free = 0;
    const heard = frames.filter((frame) => {
      if (frame < free) return false;
      free = frame + story.fps / TICKS;
      return true;
    });
    s.ticks(heard, place);
  };
  const spread = (from: number, to: number, count: number): readonly number[] =>
    Array.from({ length: count }, (_, i) => Math.round(from + ((to - from) * (i + 1)) / count));

  const sung = (losses: readonly number[]): readonly Song[] =>
    story.parts.flatMap((part) => {
      const to = part.end - breath;
      if (part.kind === 'question') {
        const shown = part.epochs.map((epoch) => losses[epoch] ?? 0);
        return [song([part.clock.onsets[0] ?? 0, to], shown, GAIN.opening, part.clock)];
      }
      if (part.kind === 'task') return [song([part.moving.end, to], losses, GAIN.start)];
      return part.kind === 'learn'
        ? [song([part.clock.onsets[0] ?? 0, to], losses, GAIN.learn, part.clock)]
        : [];
    });
  s.voice('train', { timbre: 0, pan: -PAN }, sung(own.trainLoss));
  s.voice('validation', { timbre: 1, pan: PAN }, sung(own.validationLoss));

  for (const part of story.parts) {
    const to = part.end - breath;
    if (part.kind === 'question') ticks(part.clock.landings);
    if (part.kind === 'task')
      ticks(spread(part.validation.start, part.validation.end + story.fps, 8), { pitch: POINT });
    if (part.kind === 'learn') {
      ticks(part.clock.landings);
      if (facts.shown.bestEpoch > 0) s.chime(part.bestFrame, { pan: PAN });
      if (facts.shown.bend !== null) s.alarm(part.bendFrame, { pan: PAN });
    }
    if (part.kind === 'runs') {
      const frames = spread(part.drawing.start, part.drawing.end, runs.length);
      const gain = (GAIN.runs * 3) / Math.max(3, runs.length);
      runs.forEach(({ series }, i) => {
        const phrase = song([frames[i] ?? to, to], series.validationLoss, gain, undefined, params.epochs);
        s.voice(`run-${i + 1}`, { timbre: 1, pan: panOf(i, runs.length, PAN) }, [phrase]);
      });
      ticks(frames, { pitch: POINT });
    }
    if (part.kind === 'remedies')
      part.clocks.forEach((clock, i) => {
        const place = { timbre: 2 + i, pan: panOf(i + 1, ways.length, PAN) };
        const next = (part.growing[i + 1]?.start ?? to) - 2;
        s.voice(`remedy-${i + 1}`, place, [
          song([clock.onsets[0] ?? 0, next], ways[i + 1] ?? [], GAIN.remedy, clock),
        ]);
        ticks(clock.landings, place);
      });
    if (part.kind === 'test') {
      const { start, end } = part.dropping;
      ticks(spread(start, end, 8), { pitch: POINT });
      const { winner, fewest } = awards(trace);
      if (winner !== null) s.chime(part.ranking.end);
      if (fewest !== null && part.errors.end < part.end) s.chime(part.errors.end, { pitch: FEWEST });
      [tests[0], tests[winner ?? 0]].forEach((losses, i) => {
        const level = [mean(losses ?? []) ?? 0];
        s.voice(`test-${i + 1}`, { timbre: i, pan: i === 0 ? -PAN : PAN }, [
          song([i === 0 ? start : Math.max(start, part.ranking.end), to - breath], level, GAIN.test),
        ]);
      });
    }
  }
  return s.sheet();
}
