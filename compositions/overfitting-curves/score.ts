import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { evenly } from '../../audio/spacing.ts';
import { lerp } from '../../src/sim/maths.ts';
import { progress, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { playheadAt, playheadOf, valueAt } from '../../src/story/playhead.ts';
import { clearWays, labelLosses, ranking, shares, shownSeries, spared } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';
import { viewOf } from './view.ts';

/** Training left, validation right. */
const PAN = 0.45;
/** The pitches of the film's losses, in hertz; of equal losses validation is a fifth above training. */
const RANGE = { lowestHertz: 110, highestHertz: 440 } as const;
const FIFTH = 1.5;
/** A validation loss this many times its lowest so far is sung as it is; until then both voices keep to the scale. */
const SOUR = 1.1;
/** Level of both voices: softer while things are explained, louder as they part. */
const GAIN = {
  opening: 0.42,
  task: 0.4,
  learn: 0.4,
  parting: 0.46,
  bent: 0.7,
  runs: 0.4,
  remedy: 0.42,
  test: 0.44,
  answer: 0.42,
  end: 0.44,
} as const;
/** Seconds: the shortest note of a voice and the longest, the pause before a part, and the last chord. */
const [NOTE, HELD, BREATH, CADENCE] = [0.24, 2.6, 0.3, 3] as const;
/** Hertz: a validation point, and the last chord, an A major, note by note. */
const POINT = 880;
const LAST = [440, 550, 660, 880] as const;

/** The losses of one training. */
interface Losses {
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
}

/**
 * The sound of overfitting: training and validation loss are two voices a fifth apart that descend together, note by note,
 * in one scale. As they part the interval widens, validation leaves the scale, and both grow louder. With a remedy they
 * keep together or not; in the end they meet in the chord that the film rests on.
 */
export function score(trace: OverfittingTrace, story: OverfittingStory): CueSheet {
  const { facts, remedies, runs } = trace;
  const { pitch, train, validation } = viewOf(trace);
  const own = shownSeries(trace);
  const s = scoring(story);
  const seconds = (length: number): number => Math.round(length * story.fps);
  const pitchOf = (loss: number): number => lossPitch(loss, { ...pitch, ...RANGE });
  const trainNote = ({ trainLoss }: Losses, epoch: number): number => inTune(pitchOf(trainLoss[epoch] ?? 0));
  const validationNote = ({ validationLoss }: Losses, epoch: number): number => {
    const loss = validationLoss[epoch] ?? 0;
    const sour = loss > SOUR * Math.min(...validationLoss.slice(0, epoch + 1));
    return FIFTH * (sour ? pitchOf(loss) : inTune(pitchOf(loss)));
  };
  const songs: { readonly train: Song[]; readonly validation: Song[] } = { train: [], validation: [] };

  /** Both voices from a frame to another: a note is struck where a new epoch is reached and the last one has been heard. */
  const sing = (
    losses: Losses,
    [from, to]: readonly [number, number],
    epochAt: (frame: number) => number,
    gainAt: (frame: number) => number,
  ): void => {
    const notes: { readonly frame: number; readonly epoch: number }[] = [];
    for (let frame = from; frame < to; frame += 1) {
      const [epoch, last] = [epochAt(frame), notes.at(-1)];
      if (last === undefined || (epoch !== last.epoch && frame - last.frame >= seconds(NOTE)))
        notes.push({ frame, epoch });
    }
    notes.forEach(({ frame, epoch }, i) => {
      const [low, high] = [trainNote(losses, epoch), validationNote(losses, epoch)];
      const phrase = {
        from: frame,
        to: Math.min(notes[i + 1]?.frame ?? to, frame + seconds(HELD)),
        gain: gainAt(frame),
        strikes: [frame],
      };
      songs.train.push({ ...phrase, hertz: () => low });
      songs.validation.push({ ...phrase, hertz: () => high });
    });
  };
  const along =
    (clock: StepClock, epochs?: readonly number[]) =>
    (frame: number): number => {
      const { done } = playheadAt(clock, frame);
      return epochs?.[done] ?? done;
    };
  const pair = (way: number): Losses =>
    (way === 0 ? runs : remedies[way - 1]?.runs)?.[facts.shown.run]?.series ?? own;

  for (const part of story.parts) {
    const to = part.end - seconds(BREATH);
    const last = trace.params.epochs;
    if (part.kind === 'question') {
      sing(own, [part.clock.onsets[0] ?? 0, to], along(part.clock, part.epochs), () => GAIN.opening);
    }
    if (part.kind === 'task') {
      sing(
        own,
        [part.moving.end, part.pricing.start],
        () => 0,
        () => GAIN.task,
      );
      // The price of an answer falls as it is drawn.
      const price = (frame: number): number =>
        lerp(RANGE.highestHertz, RANGE.lowestHertz, progress(part.pricing, frame));
      songs.train.push({
        from: part.pricing.start,
        to,
        gain: GAIN.task,
        hertz: price,
        strikes: [part.pricing.start],
      });
      s.ticks(evenly(part.validation.start, part.validation.end + story.fps, 8), { pitch: POINT });
    }
    if (part.kind === 'learn') {
      sing(own, [part.clock.onsets[0] ?? 0, to], along(part.clock), (frame) =>
        frame < part.bestFrame ? GAIN.learn : frame < part.bendFrame ? GAIN.parting : GAIN.bent,
      );
      if (facts.shown.bestEpoch > 0) s.chime(part.bestFrame, { pan: PAN });
      if (facts.shown.bend !== null) s.alarm(part.bendFrame, { pan: PAN });
    }
    if (part.kind === 'runs') {
      const drawn = (frame: number): number => Math.round(last * easeInOut(progress(part.drawing, frame)));
      const means = { trainLoss: train.mean, validationLoss: validation.mean };
      sing(means, [part.drawing.start, to], drawn, () => GAIN.runs);
      s.ticks(evenly(part.moving.start, part.moving.end, runs.length), {
        pitch: runs.map((run) => 4 * validationNote(run.series, last)),
        pan: runs.map((_, i) => panOf(i, runs.length, PAN)),
      });
    }
    if (part.kind === 'remedies')
      part.clocks.forEach((clock, i) => {
        const until = (part.growing[i + 1]?.start ?? to) - 2;
        sing(pair(i + 1), [clock.onsets[0] ?? 0, until], along(clock), () => GAIN.remedy);
      });
    if (part.kind === 'test') {
      const all = shares(trace);
      const highest = Math.max(1e-3, 1.01 * Math.max(...all));
      const tone = (way: number): number =>
        inTune(
          lossPitch(all[way] ?? 0, { lowest: highest / 8, highest, lowestHertz: 220, highestHertz: 880 }),
        );
      // Each bar has a note of its own: the more errors, the higher; the last one is held.
      ranking(trace).forEach((way, i) => {
        const { start } = part.bars[i] ?? part;
        const until = Math.min(part.bars[i + 1]?.start ?? start + seconds(HELD), to);
        songs.validation.push({
          from: start,
          to: until,
          gain: GAIN.test,
          strikes: [start],
          hertz: () => tone(way),
        });
      });
      const { better, worse } = clearWays(trace);
      const [best] = ranking(trace);
      if (better.length > 0) s.chime(part.judging.start);
      else if (worse.length > 0) s.alarm(part.judging.start);
      // The best one is heard again beside no remedy, as long as they are judged.
      const from = Math.max(part.judging.end, (part.bars.at(-1)?.start ?? to) + seconds(HELD));
      for (let frame = from; frame < to; frame += seconds(HELD)) {
        const until = Math.min(to, frame + seconds(HELD));
        const held = { from: frame, to: until, gain: GAIN.test, strikes: [frame] };
        songs.train.push({ ...held, hertz: () => tone(0) / 2 });
        songs.validation.push({ ...held, hertz: () => tone(best ?? 0) });
      }
    }
    if (part.kind === 'answer') {
      const bent = labelLosses(trace, 0);
      const turn = bent.length === 0 ? part.start : Math.min(part.again.end, to);
      if (bent.length > 0) {
        const { bend } = facts.shown;
        const epochAt = (frame: number): number =>
          lerp((bend?.epoch ?? 1) - 1, last, easeInOut(progress(part.again, frame)));
        const loss = (frame: number): number => pitchOf(valueAt(bent, playheadOf(epochAt(frame), last + 1)));
        songs.train.push({
          from: part.back.start,
          to: turn,
          gain: GAIN.answer,
          strikes: [part.back.start, part.again.start],
          hertz: (frame) => 2 * loss(frame),
        });
      }
      sing(
        pair(spared(trace) ?? 0),
        [turn, to],
        () => last,
        () => GAIN.answer,
      );
    }
    if (part.kind === 'lesson') {
      const cadence = part.end - seconds(CADENCE);
      // Both voices come together again as the run goes back to its best epoch.
      const { start, end } = part.back;
      sing(
        own,
        [part.start, cadence],
        (frame) =>
          end > start
            ? Math.round(lerp(last, facts.shown.bestEpoch, easeInOut(progress(part.back, frame))))
            : last,
        () => GAIN.answer,
      );
      const rest = { from: cadence, to: part.end - seconds(0.9), gain: GAIN.end, strikes: [cadence] };
      songs.train.push({ ...rest, hertz: () => LAST[0] / 2 });
      songs.validation.push({ ...rest, hertz: () => LAST[2] / 2 });
      s.ticks(evenly(cadence, cadence + seconds(0.75), LAST.length), { pitch: LAST });
      s.chime(cadence + seconds(1), { pitch: LAST[3], gain: 0.24 });
    }
  }
  s.voice('train', { timbre: 0, pan: -PAN }, songs.train);
  s.voice('validation', { timbre: 1, pan: PAN }, songs.validation);
  return s.sheet();
}
