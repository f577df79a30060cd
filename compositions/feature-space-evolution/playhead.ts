import { clamp, lerp } from '../../src/sim/maths.ts';
import { positionAt, progress } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureBeat, isEpochsBeat } from './story.ts';

/**
 * Where between the epochs a frame is, for picture and sound alike. Between two epochs nothing is known: places and
 * losses are the straight line from one to the next.
 */
export interface Playhead {
  /** The epoch behind, and the share of the way to the next. */
  readonly epoch: number;
  readonly t: number;
  /** Epochs done: what is read out, and whose predictions are drawn. */
  readonly done: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** The moment at a number of epochs, with a fraction. */
export const between = (trace: FeatureTrace, at: number): Playhead => {
  const last = trace.predictions.length - 1;
  const epoch = Math.min(Math.floor(at), last);
  const t = clamp(at - epoch, 0, 1);
  const done = t === 1 ? epoch + 1 : epoch;
  const [run] = trace.runs;
  const [from = 0, to = from] = [run?.losses[epoch], run?.losses[epoch + 1]];
  return { epoch, t, done, loss: lerp(from, to, t), accuracy: run?.series.accuracy[done] ?? 0 };
};

/** Reads a beat at a frame: before the training epoch 0, after it the last one. */
export function playhead(trace: FeatureTrace, beat: FeatureBeat, frame: number): Playhead {
  const last = trace.predictions.length - 1;
  if (!isEpochsBeat(beat)) return between(trace, beat.kind === 'end' ? last : 0);
  const begin = beat.clock.onsets[0] ?? beat.start;
  if (frame < begin && beat.rewind.end > beat.rewind.start) {
    return between(trace, last * (1 - easeInOut(progress(beat.rewind, frame))));
  }
  const { step, t } = positionAt(beat.clock, frame, last + 1);
  return between(trace, step + t);
}

/** The epochs, from 1 on, at which the traced image's prediction is another than the epoch before. */
export function changesOf({ predictions, facts: { traced } }: FeatureTrace): readonly number[] {
  return predictions.flatMap((predicted, k) =>
    k > 0 && predicted[traced] !== predictions[k - 1]?.[traced] ? [k] : [],
  );
}
