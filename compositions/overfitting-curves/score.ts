import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, type Song, scoring } from '../../audio/scoring.ts';
import { evenly } from '../../audio/spacing.ts';
import { viewOf } from '../../src/scene/overfitting/overfitting-view.ts';
import { exp, lerp } from '../../src/sim/maths.ts';
import { progress, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { labelLosses, shownSeries } from '../../src/story/overfitting/commentary.ts';
import { counts } from '../../src/story/overfitting/remedies.ts';
import { playheadAt, playheadOf, valueAt } from '../../src/story/playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import { type OverfittingStory, seenAgain } from './story.ts';

/** Training left, validation right. */
const PAN = 0.45;
/** The pitches of the film's losses, in hertz, as a telephone plays them; of equal losses validation is a fifth above training. */
const RANGE = { lowestHertz: 190, highestHertz: 590 } as const;
const FIFTH = 1.5;
/** A validation loss this many times its lowest so far is sung as it is; until then both voices keep to the scale. */
const SOUR = 1.1;
/** Level of both voices: softer while things are explained, louder as they part. */
const GAIN = { soft: 0.38, usual: 0.42, parting: 0.46, bent: 0.6 } as const;
/** Level of a note that is struck again because it lasts. */
const AGAIN = 0.85;
/** Seconds: the shortest note of a voice; one of a chord that rests, whose voices take turns; and the last two chords. */
const [NOTE, REST, CADENCE, HOME] = [0.24, 0.7, 2.9, 1.9] as const;
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
  const { pitch } = viewOf(trace);
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

  /** Both voices from a frame to another: a note is struck where a new epoch is reached and the last one has been heard; while
   * that lasts the voices are struck in turns, softer: low, high. */
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
      if (before === undefined || frame - before.frame >= frames(again ? REST : NOTE))
        notes.push({ frame, epoch, again });
    }
    let turn = 0;
    notes.forEach(({ frame, epoch, again }, i) => {
      const [low, high] = [trainNote(losses, epoch), validationNote(losses, epoch)];
      const phrase = {
        from: frame,
        to: notes[i + 1]?.frame ?? to,
        gain: (again ? AGAIN : 1) * (typeof gain === 'number' ? gain : gain(frame)),
        strikes: [frame],
      };
      turn = again ? turn + 1 : 0;
      if (turn % 2 === 0 || !again) songs.validation.push({ ...phrase, hertz: () => high });
      if (turn % 2 === 1 || !again) songs.train.push({ ...phrase, hertz: () => low });
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
    const to = part.end;
    switch (part.kind) {
      case 'question':
        sing(own, [part.start, to], along(part.clock, part.epochs));
        break;
      case 'task': {
        const { undoing, drawing, coming, checking } = part;
        // What was learned is undone; the cost of an answer falls along its curve; each point that comes to it has its own.
        const undone = (frame: number): number => Math.round(lerp(last, 0, eased(undoing, frame)));
        sing(own, [undoing.start, drawing.start], undone, GAIN.soft);
        alone(
          'train',
          [drawing.start, coming.start],
          (frame) => lerp(RANGE.highestHertz, RANGE.lowestHertz, eased(drawing, frame)),
          evenly(drawing.start, drawing.end, 6),
        );
        const losses = trace.shown[0]?.losses[0] ?? [];
        const count = Math.min(losses.length, 12);
        s.ticks(evenly(coming.start + frames(0.4), coming.end, count), {
          pitch: evenly(0, losses.length - 1, count).map((i) => 2 * inTune(pitchOf(losses[i] ?? 0))),
          pan: -PAN,
        });
        // Struck again and again while it is named.
        const strikes = Math.max(2, Math.round((checking.start - coming.start) / frames(REST)));
        alone(
          'train',
          [coming.start, checking.start],
          () => trainNote(own, 0),
          evenly(coming.start, checking.start - frames(REST), strikes),
        );
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
            (frame) => pitchOf(valueAt(label, playheadOf(epochAt(frame), last + 1))),
            evenly(part.again.start, part.again.end, 8),
          );
        sing(own, [turn, to], (frame) => Math.round(epochAt(frame)), GAIN.parting);
        break;
      }
      case 'remedy':
        sing(
          remedies[part.way - 1]?.runs[facts.shown.run]?.series ?? own,
          [part.start, to],
          along(part.clock),
        );
        break;
      case 'test': {
        const all = counts(trace);
        // Each remedy has a note of its own: the more runs it helps, the higher.
        const tone = (way: number): number =>
          inTune(RANGE.lowestHertz * exp((1.5 * Math.LN2 * (all[way]?.fewer ?? 0)) / runs.length));
        part.pairs.forEach(({ start }, way) => {
          alone(
            'validation',
            [start, Math.min(part.pairs[way + 1]?.start ?? start + frames(1), to)],
            () => FIFTH * tone(way),
          );
        });
        const best = all.reduce((most, { fewer }, way) => (fewer > (all[most]?.fewer ?? 0) ? way : most), 0);
        if (2 * (all[best]?.fewer ?? 0) > runs.length) s.chime(part.judging.start);
        // The best one is heard again, in steps, as long as they are judged.
        const from = Math.max(part.judging.start, (part.pairs.at(-1)?.end ?? to) + frames(0.4));
        for (let frame = from, step = 0; frame < to; frame += frames(REST), step += 1) {
          const until = Math.min(to, frame + frames(REST));
          const hertz = [1, FIFTH, 2, FIFTH][step % 4] ?? 1;
          alone(step % 2 === 0 ? 'train' : 'validation', [frame, until], () => tone(best) * hertz);
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
