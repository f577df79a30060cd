import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { evenly } from '../../audio/spacing.ts';
import { viewOf } from '../../src/scene/overfitting/overfitting-view.ts';
import { lerp } from '../../src/sim/maths.ts';
import { progress, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { labelLosses, shownSeries } from '../../src/story/overfitting/commentary.ts';
import { clearWays, shares } from '../../src/story/overfitting/remedies.ts';
import { playheadAt, playheadOf, valueAt } from '../../src/story/playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import { type OverfittingStory, seenAgain } from './story.ts';

/** Training left, validation right. */
const PAN = 0.45;
/** The pitches of the film's losses, in hertz; of equal losses validation is a fifth above training. */
const RANGE = { lowestHertz: 110, highestHertz: 440 } as const;
const FIFTH = 1.5;
/** A validation loss this many times its lowest so far is sung as it is; until then both voices keep to the scale. */
const SOUR = 1.1;
/** Level of both voices: softer while things are explained, louder as they part. */
const GAIN = { soft: 0.3, usual: 0.42, parting: 0.46, bent: 0.6 } as const;
/** Level of a note that is struck again because it lasts. */
const AGAIN = 0.7;
/** Seconds: the shortest note of a voice and the longest, the pause before a part, and the last two chords. */
const [NOTE, HELD, BREATH, CADENCE, HOME] = [0.24, 2.6, 0.15, 2.9, 1.9] as const;
/** Hertz: a point that only checks. */
const POINT = 880;

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
  const { facts, remedies, runs, params } = trace;
  const { pitch, train, validation } = viewOf(trace);
  const own = shownSeries(trace);
  const last = params.epochs;
  const s = scoring(story);
  const frames = (seconds: number): number => Math.round(seconds * story.fps);
  const pitchOf = (loss: number): number => lossPitch(loss, { ...pitch, ...RANGE });
  const trainNote = ({ trainLoss }: Losses, epoch: number): number => inTune(pitchOf(trainLoss[epoch] ?? 0));
  const validationNote = ({ validationLoss }: Losses, epoch: number): number => {
    const loss = validationLoss[epoch] ?? 0;
    const sour = loss > SOUR * Math.min(...validationLoss.slice(0, epoch + 1));
    return FIFTH * (sour ? pitchOf(loss) : inTune(pitchOf(loss)));
  };
  const songs: { readonly train: Song[]; readonly validation: Song[] } = { train: [], validation: [] };

  /** Both voices from a frame to another: a note is struck where a new epoch is reached and the last one has been heard; one
   * that lasts is struck again, softer. */
  const sing = (
    losses: Losses,
    [from, to]: readonly [number, number],
    epochAt: (frame: number) => number,
    gain: number | ((frame: number) => number) = GAIN.usual,
  ): void => {
    const notes: { readonly frame: number; readonly epoch: number; readonly again: boolean }[] = [];
    for (let frame = from; frame < to; frame += 1) {
      const [epoch, before] = [epochAt(frame), notes.at(-1)];
      const again = epoch === before?.epoch;
      if (before === undefined || frame - before.frame >= frames(again ? HELD : NOTE))
        notes.push({ frame, epoch, again });
    }
    notes.forEach(({ frame, epoch, again }, i) => {
      const [low, high] = [trainNote(losses, epoch), validationNote(losses, epoch)];
      const phrase = {
        from: frame,
        to: notes[i + 1]?.frame ?? to,
        gain: (again ? AGAIN : 1) * (typeof gain === 'number' ? gain : gain(frame)),
        strikes: [frame],
      };
      songs.train.push({ ...phrase, hertz: () => low });
      songs.validation.push({ ...phrase, hertz: () => high });
    });
  };
  /** One voice alone, on a note of the scale at each frame. */
  const alone = (
    voice: keyof typeof songs,
    [from, to]: readonly [number, number],
    hertz: (frame: number) => number,
    strikes: readonly number[] = [from],
  ): void => {
    songs[voice].push({ from, to, gain: GAIN.usual, hertz: inKey(hertz), strikes });
  };
  const along =
    (clock: StepClock, epochs?: readonly number[]) =>
    (frame: number): number => {
      const { done } = playheadAt(clock, frame);
      return epochs?.[done] ?? done;
    };
  const eased = (range: { start: number; end: number }, frame: number) => easeInOut(progress(range, frame));

  for (const part of story.parts) {
    const to = part.end - frames(BREATH);
    switch (part.kind) {
      case 'question':
        sing(own, [part.start, to], along(part.clock, part.epochs));
        break;
      case 'task': {
        const { undoing, drawing, coming, numbered, checking } = part;
        // What was learned is undone; the cost of an answer falls along its curve; each point that comes to it has its own.
        const undone = (frame: number): number => Math.round(lerp(last, 0, eased(undoing, frame)));
        sing(own, [undoing.start, part.moving.start], undone, GAIN.soft);
        alone(
          'train',
          [drawing.start, coming.start],
          (frame) => lerp(RANGE.highestHertz, RANGE.lowestHertz, eased(drawing, frame)),
          evenly(drawing.start, drawing.end, 6),
        );
        const losses = trace.shown[0]?.losses[0] ?? [];
        const count = Math.min(losses.length, 12);
        s.ticks(evenly(coming.start + frames(0.4), coming.end, count), {
          pitch: evenly(0, losses.length - 1, count).map((i) => 4 * inTune(pitchOf(losses[i] ?? 0))),
          pan: -PAN,
        });
        alone('train', [numbered.start, checking.start], () => pitchOf(own.trainLoss[0] ?? 0));
        s.ticks(evenly(checking.start, checking.end, 8), { pitch: POINT, pan: PAN });
        sing(own, [checking.start, to], () => 0, GAIN.soft);
        break;
      }
      case 'learn':
        sing(own, [part.start, to], along(part.clock), (frame) =>
          frame < part.bestFrame ? GAIN.usual : frame < part.bendFrame ? GAIN.parting : GAIN.bent,
        );
        if (facts.shown.bestEpoch > 0) s.chime(part.bestFrame, { pan: PAN });
        if (facts.shown.bend !== null) s.alarm(part.bendFrame, { pan: PAN });
        break;
      case 'why': {
        const label = labelLosses(trace);
        const epochAt = (frame: number): number => seenAgain(part, trace, frame);
        const turn = label.length === 0 ? part.start : Math.min(part.checking.start, to);
        // The loss of the label asked about, alone; then what that comes to.
        if (label.length > 0)
          alone(
            'train',
            [part.start, turn],
            (frame) => 2 * pitchOf(valueAt(label, playheadOf(epochAt(frame), last + 1))),
            evenly(part.again.start, part.again.end, 8),
          );
        sing(own, [turn, to], (frame) => Math.round(epochAt(frame)), GAIN.parting);
        break;
      }
      case 'runs': {
        const { moving, drawing } = part;
        const means = { trainLoss: train.mean, validationLoss: validation.mean };
        sing(own, [part.start, drawing.start], () => last, GAIN.soft);
        sing(means, [drawing.start, to], (frame) => Math.round(last * eased(drawing, frame)));
        s.ticks(evenly(moving.start, moving.end, runs.length), {
          pitch: runs.map((run) => 4 * validationNote(run.series, last)),
          pan: runs.map((_, i) => panOf(i, runs.length, PAN)),
        });
        break;
      }
      case 'remedies':
        part.clocks.forEach((clock, i) => {
          const losses = remedies[i]?.runs[facts.shown.run]?.series ?? own;
          const [from, until] = [part.growing[i], part.growing[i + 1]].map((range) => range?.start);
          sing(losses, [from ?? clock.onsets[0] ?? 0, (until ?? to) - 2], along(clock));
        });
        break;
      case 'test': {
        const all = shares(trace);
        const highest = Math.max(1e-3, 1.01 * Math.max(...all));
        const tone = (way: number): number =>
          inTune(
            lossPitch(all[way] ?? 0, { lowest: highest / 8, highest, lowestHertz: 220, highestHertz: 880 }),
          );
        // Each bar has a note of its own: the more errors, the higher.
        part.bars.forEach(({ start, end }, way) => {
          alone('validation', [start, Math.min(part.bars[way + 1]?.start ?? end + frames(1), to)], () =>
            tone(way),
          );
        });
        const { better, worse } = clearWays(trace);
        if (better.length > 0) s.chime(part.judging.start);
        else if (worse.length > 0) s.alarm(part.judging.start);
        // The best one is heard again beside no remedy, as long as they are judged.
        const best = tone(all.indexOf(Math.min(...all)));
        const from = Math.max(part.judging.start, (part.bars.at(-1)?.end ?? to) + frames(1));
        for (let frame = from; frame < to; frame += frames(HELD)) {
          const until = Math.min(to, frame + frames(HELD));
          alone('train', [frame, until], () => tone(0) / 2);
          alone('validation', [frame, until], () => best);
        }
        break;
      }
      case 'lesson': {
        const { back, start, end } = part;
        const cadence = end - frames(CADENCE);
        // Both voices come together again as the run goes back to its best epoch.
        const returned = back.end > back.start ? facts.shown.bestEpoch : last;
        sing(own, [start, cadence], (frame) => Math.round(lerp(last, returned, eased(back, frame))));
        s.cadence(cadence, end - frames(HOME));
      }
    }
  }
  s.voice('train', { timbre: 0, pan: -PAN }, songs.train);
  s.voice('validation', { timbre: 1, pan: PAN }, songs.validation);
  return s.sheet();
}
