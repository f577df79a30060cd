import { fixed } from '../../src/story/numbers.ts';
import type { AnyWords } from '../../src/story/wording.ts';
import { hundredths } from './figures.ts';

const percent = (share: number): string => `${hundredths(share)}%`;
type Projection = 'pca' | 'star';

/** A whole number with a comma before each three digits. */
const whole = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** A digit with its article. */
const aDigit = (digit: number): string => (digit === 8 ? `an ${digit}` : `a ${digit}`);

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);
const epochs = (n: number): string => (n === 1 ? '1 epoch' : `${n} epochs`);

/** The words of the film in English; the other languages have the same keys. */
export const english = {
  title: () => 'Feature space',
  subtitle: ({ points, steps }: { points: number; steps: number }) =>
    `${whole(points)} images, ${epochs(steps)}, one fixed view`,

  dataHeading: () => 'Ten classes',
  viewHeading: () => 'From image to point',
  cloudHeading: () => 'Before training',
  trainingHeading: () => 'Training',
  classHeading: ({ digit }: { digit: number }) => `One class: the ${digit}s`,
  sampleHeading: ({ digit }: { digit: number }) => `One image: ${aDigit(digit)}`,

  digit: ({ digit }: { digit: number }) => String(digit),
  pixels: () => 'image',
  layer: ({ units }: { units: number }) => String(units),
  point: () => 'point',
  readoutEpoch: () => 'epoch',
  readoutAccuracy: () => 'accuracy',
  readoutWrong: () => 'wrong (ringed)',
  readoutRight: () => 'right',
  readoutClass: () => 'it is a',
  readoutGuess: () => 'the network says',
  sure: () => 'sure',
  outOf: ({ step, steps }: { step: number; steps: number }) => `${step} / ${steps}`,
  percentage: ({ share }: { share: number }) => `${fixed(100 * share, 1)}%`,
  count: ({ n }: { n: number }) => whole(n),
  chart: ({ epsilon }: { epsilon: number }) => `loss + ${epsilon}, log`,
  chartEpochs: () => 'epochs',
  plane: ({ projection, share }: { projection: Projection; share: number }) =>
    projection === 'pca'
      ? `principal plane: ${percent(share)} of the variance`
      : `star coordinates: ${percent(share)} of the variance`,
  takenFor: ({ digit }: { digit: number }) => `the ${digit}s are taken for`,
  changes: () => 'changes',

  captionDrawn: ({ varied }: { varied: boolean }) =>
    varied ? 'Ten digits, drawn in strokes; no two are alike.' : 'Ten digits, drawn in strokes.',
  captionRead: () => 'Ten classes of images, read from a file.',
  captionSplit: ({ train, test }: { train: number; test: number }) =>
    `${whole(train)} to learn from, ${whole(test)} to be tested on.`,
  captionCode: ({ projection, dimensions }: { projection: Projection; dimensions: number }) =>
    projection === 'pca'
      ? `Its last hidden layer makes ${dimensions} numbers of an image.`
      : 'It gives each image ten probabilities.',
  captionPoint: ({ projection }: { projection: Projection }) =>
    projection === 'pca'
      ? 'Seen from one fixed side, they are one point.'
      : 'Ten axes pull at a point, one for each class.',
  captionVariance: ({ share, epoch }: { share: number; epoch: number }) =>
    `Chosen at epoch ${epoch}, it shows ${percent(share)} of the variance.`,
  captionCloud: ({ mixed }: { mixed: boolean }) =>
    mixed ? 'Before training, all classes share one cloud.' : 'Even before training, the classes differ.',
  captionRings: ({ wrong }: { wrong: number }) =>
    `A ring means a wrong guess: ${percent(wrong)} of them now.`,
  captionEpoch: ({ train }: { train: number }) => `In an epoch the network sees ${whole(train)} images once.`,
  captionLinear: () => 'Between epochs, points move in straight lines.',
  captionFirst: ({ digit, epoch, share }: { digit: number; epoch: number; share: number }) =>
    `The ${digit}s come first: ${percent(share)} right at epoch ${epoch}.`,
  captionHalfway: ({ epoch, share, wrong }: { epoch: number; share: number; wrong: number }) =>
    `Half-time, epoch ${epoch}: ${percent(share)} right, ${whole(wrong)} still wrong.`,
  captionNone: ({ share }: { share: number }) => `No class gets to ${percent(share)} right.`,
  captionTrained: ({ epoch, share, apart }: { epoch: number; share: number; apart: boolean }) =>
    apart
      ? `Epoch ${epoch}: ${percent(share)} right, in clusters of their own.`
      : `Epoch ${epoch}: ${percent(share)} right, but the classes overlap.`,
  captionDiverged: ({ epoch }: { epoch: number }) => `After epoch ${epoch} the training diverges.`,
  captionClass: ({ digit }: { digit: number }) => `The ${digit}s alone: the class with most mistakes.`,
  captionClassPerfect: ({ digit }: { digit: number }) => `The ${digit}s alone, from start to end.`,
  captionMistakes: ({
    digit,
    wrong,
    images,
    guess,
    taken,
    guesses,
  }: {
    digit: number;
    wrong: number;
    images: number;
    guess: number | null;
    taken: number;
    guesses: number;
  }) =>
    guess === null
      ? `In the end all ${whole(images)} ${digit}s are right.`
      : guesses === 1
        ? `${whole(wrong)} of ${whole(images)} stay wrong, taken for ${aDigit(guess)}.`
        : 2 * taken > wrong
          ? `${whole(wrong)} of ${whole(images)} stay wrong, mostly taken for ${aDigit(guess)}.`
          : `${whole(wrong)} of ${whole(images)} stay wrong, taken for ${guesses} other digits.`,
  captionSample: ({ changes }: { changes: number }) =>
    changes === 0
      ? 'One image; the network never changed its mind.'
      : `One image: the network changed its mind ${times(changes)}.`,
  captionStar: () => 'The star: how sure it is of each of the ten.',
  captionVerdict: ({ guess, share, digit }: { guess: number; share: number; digit: number }) =>
    guess === digit
      ? `In the end it says ${guess} with ${percent(share)}: right.`
      : `In the end it says ${guess} with ${percent(share)}, but it is ${aDigit(digit)}.`,

  ending: ({ mixed, apart }: { mixed: boolean; apart: boolean }) =>
    apart ? (mixed ? 'One cloud became clusters' : 'The clusters are apart') : 'The classes still overlap',
  before: () => 'before training',
  after: ({ epoch }: { epoch: number }) => `after ${epochs(epoch)}`,
  right: ({ share }: { share: number }) => `${percent(share)} right`,
};

/** The words of the film in one language. */
export type Texts = AnyWords<typeof english>;
