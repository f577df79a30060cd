import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { evenly, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { progress, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { playheadAt } from '../../src/story/playhead.ts';
import { shares, shownSeries, spared, standouts } from './messages.ts';
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
  task: 0.26,
  learn: 0.34,
  parting: 0.46,
  bent: 0.7,
  runs: 0.4,
  remedy: 0.42,
  test: 0.3,
  answer: 0.36,
  end: 0.4,
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
        [part.moving.end, to],
        () => 0,
        () => GAIN.task,
      );
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
      const { start, end } = part.dropping;
      const all = shares(trace);
      const highest = Math.max(1e-3, 1.01 * Math.max(...all));
      // Each card is heard where it stands: the more errors, the higher.
      s.ticks(evenly(start, end, all.length), {
        pitch: all.map((share) =>
          inTune(lossPitch(share, { lowest: highest / 8, highest, lowestHertz: 330, highestHertz: 1320 })),
        ),
        pan: all.map((_, i) => panOf(i, all.length, PAN)),
      });
      const { best, harm } = standouts(trace);
      if (best !== null) s.chime(part.best.start);
      if (harm !== null) s.alarm(part.harm.start);
      for (const [way, range] of [
        [best, part.best],
        [harm, part.harm],
      ] as const)
        if (way !== null)
          sing(
            pair(way),
            [range.end, Math.min(range.end + seconds(HELD), to)],
            () => last,
            () => GAIN.test,
          );
    }
    if (part.kind === 'answer') {
      const cadence = part.end - seconds(CADENCE);
      const turn = Math.min(part.circling.start, cadence);
      sing(
        own,
        [part.moving.end, turn],
        () => last,
        () => GAIN.answer,
      );
      sing(
        pair(spared(trace) ?? 0),
        [turn, cadence],
        () => last,
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
