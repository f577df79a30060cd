import { mean } from 'd3-array';
import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { evenly, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import type { FrameRange, StepClock } from '../../src/story/clock.ts';
import { playheadAt, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { awards, shownSeries } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';
import { viewOf } from './view.ts';

/** Hertz: of a point that has no loss of its own yet, and of the way of training with the fewest errors. */
const [POINT, FEWEST] = [880, 1318.5] as const;
/** Training left, validation right. */
const PAN = 0.45;
/** The pitch range of the film's losses, in hertz. */
const RANGE = { lowestHertz: 110, highestHertz: 880 } as const;
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
  const { ways, pitch } = viewOf(trace);
  const own = shownSeries(trace);
  const s = scoring(story);
  const breath = Math.round(BREATH * story.fps);
  const pitchOf = (loss: number): number => lossPitch(loss, { ...pitch, ...RANGE });
  /** Notes in place of losses: a tick's pitch is that of what it stands for, two octaves up. */
  const notes = (losses: readonly number[]): readonly number[] =>
    losses.map((loss) => inTune(4 * pitchOf(loss)));

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
      return pitchOf(valueAt(losses, head));
    },
  });
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

  /** The ways of training from the worst to the best, each a note: a scale that falls to the best. */
  const rank = ({ start, end }: FrameRange, values: readonly number[]): void => {
    const falling = values.toSorted((a, b) => b - a);
    const range = { lowest: 0.5 * (falling.at(-1) || 1), highest: Math.max(1e-3, 1.01 * (falling[0] ?? 1)) };
    const pan = falling.map((_, i) => panOf(falling.length - 1 - i, falling.length, PAN));
    const scale = falling.map((value) =>
      inTune(lossPitch(value, { ...range, lowestHertz: 330, highestHertz: 1320 })),
    );
    s.ticks(evenly(start, end, falling.length), { pan, pitch: scale });
  };
  const means = (of: 'losses' | 'shares'): readonly number[] => ways.map((way) => mean(way[of]) ?? 0);

  for (const part of story.parts) {
    const to = part.end - breath;
    // Each epoch ticks at the pitch of the loss on new points: what falls, turns and rises again.
    if (part.kind === 'question')
      s.ticks(part.clock.landings, {
        pitch: notes(part.epochs.slice(1).map((k) => own.validationLoss[k] ?? 0)),
      });
    if (part.kind === 'task')
      s.ticks(evenly(part.validation.start, part.validation.end + story.fps, 8), { pitch: POINT });
    if (part.kind === 'learn') {
      s.ticks(part.clock.landings, { pitch: notes(own.validationLoss.slice(1)), pan: PAN });
      if (facts.shown.bestEpoch > 0) s.chime(part.bestFrame, { pan: PAN });
      if (facts.shown.bend !== null) s.alarm(part.bendFrame, { pan: PAN });
    }
    if (part.kind === 'runs') {
      const frames = evenly(part.drawing.start, part.drawing.end, runs.length);
      const gain = (GAIN.runs * 3) / Math.max(3, runs.length);
      runs.forEach(({ series }, i) => {
        const phrase = song([frames[i] ?? to, to], series.validationLoss, gain, undefined, params.epochs);
        s.voice(`run-${i + 1}`, { timbre: 1, pan: panOf(i, runs.length, PAN) }, [phrase]);
      });
      s.ticks(frames, {
        pitch: notes(runs.map(({ series }) => series.validationLoss.at(-1) ?? 0)),
        pan: runs.map((_, i) => panOf(i, runs.length, PAN)),
      });
    }
    if (part.kind === 'remedies')
      part.clocks.forEach((clock, i) => {
        const place = { timbre: 2 + i, pan: panOf(i + 1, ways.length, PAN) };
        const next = (part.growing[i + 1]?.start ?? to) - 2;
        const { course = [] } = ways[i + 1] ?? {};
        s.voice(`remedy-${i + 1}`, place, [song([clock.onsets[0] ?? 0, next], course, GAIN.remedy, clock)]);
        s.ticks(clock.landings, { pan: place.pan, pitch: notes(course.slice(1)) });
      });
    if (part.kind === 'test') {
      const { start, end } = part.dropping;
      const losses = ways[0]?.losses ?? [];
      // Each dot is heard where it comes to lie.
      s.ticks(evenly(start, end, losses.length), {
        pitch: notes(losses),
        pan: losses.map((_, i) => panOf(i, losses.length, PAN)),
      });
      const { winner, fewest } = awards(trace);
      if (ways.length > 1) rank(part.ranking, means('losses'));
      if (winner !== null) s.chime(part.ranking.end);
      if (fewest !== null && part.errors.end < part.end) {
        rank(part.errors, means('shares'));
        s.chime(part.errors.end, { pitch: FEWEST });
      }
      [ways[0], ways[winner ?? 0]].forEach((way, i) => {
        const level = [mean(way?.losses ?? []) ?? 0];
        s.voice(`test-${i + 1}`, { timbre: i, pan: i === 0 ? -PAN : PAN }, [
          song([i === 0 ? start : Math.max(start, part.ranking.end), to - breath], level, GAIN.test),
        ]);
      });
    }
  }
  return s.sheet();
}
