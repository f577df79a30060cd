/**
 * What claims about learning curves ask of a run, worked out anew: claims must not trust what chose the captions. Not to be
 * used by what chooses them, see src/sim/learning-curve.ts for that.
 */

/** A loss rises or falls by more than this share of it, or it stays about the same. */
const ABOUT = 0.02;

/** The losses of a run after each epoch. */
interface Losses {
  readonly trainLoss: readonly number[];
  readonly validationLoss: readonly number[];
}

const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

/** The epoch with the lowest validation loss, the first of them if there are several. */
export const lowestOf = ({ validationLoss }: Losses): number =>
  validationLoss.indexOf(Math.min(...validationLoss));

/** Whether the validation loss has risen since it was at its lowest. */
export const rises = ({ validationLoss }: Losses): boolean =>
  last(validationLoss) > (1 + ABOUT) * Math.min(...validationLoss);

/** Whether the training loss has fallen since the validation loss was at its lowest. */
export const falls = (losses: Losses): boolean =>
  last(losses.trainLoss) < (losses.trainLoss[lowestOf(losses)] ?? Number.NaN);

/** Whether some epoch comes that many epochs after the lowest loss until then. */
export const runsOut = (losses: readonly number[], patience: number): boolean =>
  losses.some((_, k) => {
    const until = losses.slice(0, k + 1);
    return k - until.indexOf(Math.min(...until)) >= patience;
  });

/** Which of some labels are given from exactly an epoch on to the end. @param given after each epoch, of each label whether it is */
export const givenSince = (given: readonly (readonly boolean[])[], epoch: number): readonly number[] =>
  (given[0] ?? []).flatMap((_, i) => {
    const own = given.map((at) => at[i] ?? false);
    return epoch > 0 && own[epoch - 1] === false && own.slice(epoch).every(Boolean) ? [i] : [];
  });
