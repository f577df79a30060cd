import { plain } from '../../src/story/numbers.ts';
import type { AnyWords } from '../../src/story/wording.ts';
import type { Effect } from './facts.ts';
import { hundredths, lossText } from './figures.ts';
import type { RemedyKind } from './params.ts';

const percent = (share: number): string => `${hundredths(share)}%`;
const epochs = (n: number): string => (n === 1 ? '1 epoch' : `${n} epochs`);

/** A remedy and how much of it. A type, not an interface: messages hold plain records. */
type RemedyValues = { kind: RemedyKind; amount: number };
type EffectValues = { kind: RemedyKind; effect: Effect; final: number; without: number };

/** The words of the film in English; the other languages have the same keys. */
export const english = {
  title: () => 'Overfitting',
  subtitle: () => 'When a network learns the noise',

  dataHeading: () => 'The task',
  learnHeading: ({ seeds }: { seeds: number }) => `${seeds} networks learn`,
  remedyHeading: ({ remedy, remedies, kind }: { remedy: number; remedies: number; kind: RemedyKind }) =>
    remedies === 1
      ? english.remedyName({ kind })
      : `Remedy ${remedy} of ${remedies}: ${english.remedyName({ kind }).toLowerCase()}`,
  remediesChapter: ({ remedies }: { remedies: number }) => `${remedies} remedies`,
  compareHeading: ({ remedies }: { remedies: number }) => (remedies === 0 ? 'What is left' : 'What helped'),
  epochOutOf: ({ epoch, epochs: all }: { epoch: number; epochs: number }) => `epoch ${epoch} / ${all}`,

  truth: () => 'truth',
  wrongLabel: () => 'wrong label',
  boundary: () => 'learned',
  train: () => 'training',
  validation: () => 'validation',
  gap: () => 'gap',
  epoch: () => 'epoch',
  loss: () => 'loss',
  band: ({ seeds }: { seeds: number }) => `mean ± 1 σ, ${seeds} runs`,
  best: ({ epoch }: { epoch: number }) => `least: epoch ${epoch}`,
  stop: ({ epoch }: { epoch: number }) => `early stop: ${epoch}`,
  without: () => 'no remedy',
  remedyName: ({ kind }: { kind: RemedyKind }) => {
    switch (kind) {
      case 'weight-decay':
        return 'Weight decay';
      case 'dropout':
        return 'Dropout';
      case 'more-data':
        return 'More data';
      case 'early-stopping':
        return 'Early stopping';
    }
  },
  remedyLabel: ({ kind, amount }: RemedyValues) => {
    switch (kind) {
      case 'weight-decay':
        return `weight decay ${plain(amount)}`;
      case 'dropout':
        return `dropout ${percent(amount)}`;
      case 'more-data':
        return `${plain(amount)} × the data`;
      case 'early-stopping':
        return `patience ${plain(amount)}`;
    }
  },
  remedyRow: (values: RemedyValues) =>
    values.kind === 'early-stopping'
      ? `early stopping, ${english.remedyLabel(values)}`
      : english.remedyLabel(values),
  stoppedAt: ({ epoch, kept }: { epoch: number; kept: number }) => `stop: ${epoch}, keeps ${kept}`,
  effect: ({ kind, effect }: { kind: RemedyKind; effect: Effect }) => {
    switch (effect) {
      case 'better':
        // What it keeps was chosen by the very points that judge it here.
        if (kind === 'early-stopping') return 'lower, but chosen on these points';
        return 'ends lower, with a lower best';
      case 'calmer':
        return 'ends lower, its best is not';
      case 'none':
        return 'ends about the same';
      case 'worse':
        return 'ends higher';
    }
  },
  validationLoss: () => 'validation loss',
  classPoints: ({ label, count }: { label: 0 | 1; count: number }) =>
    `${count} of class ${label === 1 ? 'A' : 'B'}`,
  wrongCount: ({ wrong }: { wrong: number }) => (wrong === 1 ? '1 wrong label' : `${wrong} wrong labels`),
  truthLong: () => 'true boundary',
  checking: ({ validation }: { validation: number }) => `${validation} for checking`,
  bestValue: () => 'least',
  finalValue: () => 'at the end',

  captionTask: ({ train }: { train: number }) => `${train} points, two classes: learn to tell them apart.`,
  captionTruth: ({ wrong }: { wrong: number }) =>
    wrong === 0
      ? 'The dashed line is the truth, and every label is right.'
      : wrong === 1
        ? 'The dashed line is the truth. One label is wrong: noise.'
        : `The dashed line is the truth. ${wrong} labels are wrong: noise.`,
  captionValidation: ({ validation }: { validation: number }) =>
    `${validation} more points, never learned, are for checking.`,
  captionRuns: ({ seeds }: { seeds: number }) => `${seeds} runs: thin lines. Their mean: thick, with a band.`,
  captionShape: () => 'Both losses fall: what is learned so far is true.',
  captionOnlyTrain: () => 'Training helps with the learned points only.',
  captionBest: ({ epoch }: { epoch: number }) => `Epoch ${epoch}: the least validation loss of the mean.`,
  captionNever: () => 'The validation loss is never lower than at the start.',
  captionNoise: ({ noise }: { noise: boolean }) =>
    noise
      ? 'From here on the boundary bends around wrong labels.'
      : 'From here on it fits its own points, not the truth.',
  captionApart: () => 'Training loss falls on. Validation loss rises.',
  captionApartStill: () => 'Neither loss gets lower from here on.',
  captionGap: ({ best, final }: { best: number; final: number }) =>
    `The gap was ${lossText(best)} at its best; it ends at ${lossText(final)}.`,
  captionNoOverfit: ({ epochs: all }: { epochs: number }) =>
    `After ${epochs(all)} it has hardly overfitted, if at all.`,
  captionRemedy: ({
    kind,
    amount,
    epochs: all,
    points,
  }: RemedyValues & { epochs: number; points: number }) => {
    switch (kind) {
      case 'weight-decay':
        return 'Weight decay pulls every weight towards zero.';
      case 'dropout':
        return `Dropout switches off ${percent(amount)} of the units at random.`;
      case 'more-data':
        return `More data: ${points * amount} points instead of ${points}.`;
      case 'early-stopping':
        return amount >= all
          ? `Early stopping waits ${epochs(amount)}: it never stops.`
          : `Early stopping: ${epochs(amount)} with no new best end it.`;
    }
  },
  captionEffect: ({ kind, effect, final, without }: EffectValues) => {
    const [a, b] = [lossText(final), lossText(without)];
    if (kind === 'early-stopping' && effect === 'better')
      return `Each run keeps its own best: ${a}, not ${b}.`;
    switch (effect) {
      case 'better':
        return `It ends at ${a}, not ${b}, and its best is lower too.`;
      case 'calmer':
        return `It ends at ${a}, not ${b}; its best is no lower.`;
      case 'none':
        return a === b
          ? `It ends at ${a} as well: no real change.`
          : `It ends at ${a}, not ${b}: no real change.`;
      case 'worse':
        return `It ends at ${a}, not ${b}: here it does harm.`;
    }
  },
  captionWinner: ({ kind, final }: { kind: RemedyKind | null; final: number }) =>
    kind === null
      ? `No remedy ends lower than ${lossText(final)}, without any.`
      : `Lowest at the end: ${english.remedyName({ kind }).toLowerCase()}, ${lossText(final)}.`,
  captionLesson: () => 'Only points it never learned can show overfitting.',
};

/** The words of the film in one language. */
export type Texts = AnyWords<typeof english>;
