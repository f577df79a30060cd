import { LIBRARIES } from '../frameworks/framework.ts';
import { type ChosenKind, offeredKinds } from '../frameworks/offered.ts';
import {
  LOSS_FIELDS,
  LOSS_OFFERS,
  LOSS_SEMANTICS,
  type LossKind,
  type LossSemantics,
} from './loss-offers.ts';
import { type LossSettings, SAMPLE_RULES, type SampleLoss } from './loss-samples.ts';

/** A loss as data: `{ kind: 'softmax-cross-entropy', semantics: 'keras', smoothing: 0.1 }`. */
export type LossParams = ChosenKind<LossKind, LossSemantics, typeof LOSS_FIELDS>;

/** Every kind of loss, in the order in which they are listed. */
export const LOSS_KINDS = Object.keys(LOSS_OFFERS) as readonly LossKind[];

const reader = offeredKinds(
  { id: 'Loss', description: 'a loss', libraries: LOSS_SEMANTICS },
  LOSS_OFFERS,
  LOSS_FIELDS,
  ({ semantics = 'pytorch', reduction }) =>
    reduction === 'weighted-mean' && semantics !== 'keras' && semantics !== 'tfjs'
      ? `${LIBRARIES[semantics].name} has no mean by the weights' sum to choose, Keras and TensorFlow.js have`
      : undefined,
);

/** A loss as data; what its library does not have is refused by name. */
export const lossSchema = reader.schema;

type Numbers = ArrayLike<number>;

/** Samples whose loss is asked for. */
export interface LossInput {
  /** rows × units */
  readonly outputs: Numbers;
  readonly units: number;
  /** As many for each sample as {@link Loss.targets} says. */
  readonly targets: Numbers;
  /** A weight for each sample. */
  readonly weights?: Numbers | undefined;
}

/** A loss of many samples. */
export interface Loss {
  /** How many target numbers each sample has. */
  targets(units: number): number;
  /** The loss of each sample, by its weight. */
  each(input: LossInput): readonly number[];
  /** The loss of all, reduced as the library does. @param gradient receives ∂loss/∂outputs; it may be `outputs` itself */
  value(input: LossInput, gradient?: Float64Array): number;
}

const ERRORS: ReadonlySet<LossKind> = new Set([
  'mean-squared-error',
  'half-squared-error',
  'mean-absolute-error',
  'huber',
  'smooth-l1',
  'log-cosh',
  'log-loss',
]);
const BINARY: ReadonlySet<LossKind> = new Set([
  'binary-cross-entropy',
  'binary-cross-entropy-of-probabilities',
]);

/** Whether a library's loss takes a weight for each sample. PyTorch's of several classes has weights of classes alone. */
function takesWeights(kind: LossKind, semantics: LossSemantics): boolean {
  if (semantics === 'flax-nnx' || semantics === 'flax-linen') return false;
  return semantics !== 'pytorch' || ERRORS.has(kind) || BINARY.has(kind);
}

/** A sample's loss, the weight that it is multiplied by, and the weight that it adds to a mean by weights. */
interface Weighed extends SampleLoss {
  readonly weight: number;
  readonly share: number;
}

/**
 * Whether a mean is divided by the weights' sum; else by the number of samples. PyTorch does so for errors and for
 * classes, but not for one class, nor where the targets are probabilities.
 */
function byWeights(kind: LossKind, { semantics, reduction, targets }: LossSettings): boolean {
  if (reduction === 'weighted-mean' || semantics === 'scikit-learn') return true;
  return semantics === 'pytorch' && !BINARY.has(kind) && targets !== 'probabilities';
}

/** Kinds whose sum is over the outputs too, where the library sums outputs and not samples. */
const sumsOutputs = (kind: LossKind, semantics: LossSemantics): boolean =>
  ERRORS.has(kind) && semantics !== 'keras' && semantics !== 'scikit-learn';

/**
 * The loss described by data such as `{ kind: 'huber', semantics: 'tfjs', delta: 0.5 }`. Of samples with losses l and
 * weights w the libraries take different means:
 *
 *     Σ w l / n      Keras, TensorFlow.js (its `tf.losses` leaves samples of weight 0 out of n), PyTorch for one class
 *     Σ w l / Σ w    PyTorch for several classes (w of the target's class) and for errors, scikit-learn
 *
 * With smoothing PyTorch weights the term of each class, the others the sample by its target's class.
 *
 * @throws Error of one line for a loss or a setting that the library does not have. Its functions throw a RangeError for
 *   a class that does not exist and for too few or many weights of classes, an Error for weights of samples that the
 *   library does not take
 */
export function createLoss(params: LossParams): Loss {
  const { kind, semantics = 'pytorch', ...given } = reader.whole(params);
  const settings: LossSettings = { semantics, ...given };
  const { classWeights, ignoredClass, reduction } = settings;
  const sample = SAMPLE_RULES[kind](settings);
  const isTorch = semantics === 'pytorch';
  const targetsOf = (units: number): number =>
    ERRORS.has(kind) || settings.targets === 'probabilities' ? units : 1;

  function weigh({ outputs, units, targets, weights }: LossInput): readonly Weighed[] {
    if (weights !== undefined && !takesWeights(kind, semantics)) {
      throw new Error(
        `${LIBRARIES[semantics].name}'s ${LOSS_OFFERS[kind].title} takes no weights of samples`,
      );
    }
    const perSample = targetsOf(units);
    const classes = BINARY.has(kind) ? 2 : units;
    if (classWeights !== undefined && classWeights.length !== classes) {
      throw new RangeError(`${classes} classes need as many weights, not ${classWeights.length}`);
    }
    return Array.from({ length: outputs.length / units }, (_, r) => {
      const row = Array.from({ length: units }, (_, k) => outputs[r * units + k] ?? Number.NaN);
      const target = Array.from({ length: perSample }, (_, k) => targets[r * perSample + k] ?? Number.NaN);
      const label = perSample === 1 ? (target[0] ?? Number.NaN) : target.indexOf(Math.max(...target));
      if (ignoredClass !== undefined && label === ignoredClass) {
        return { loss: 0, slopes: row.map(() => 0), weight: 0, share: 0 };
      }
      if (perSample === 1 && !ERRORS.has(kind) && !BINARY.has(kind) && row[label] === undefined) {
        throw new RangeError(`sample ${r} is of class ${label}, but there are ${units}, from 0 on`);
      }
      const ofClass = classWeights === undefined ? 1 : (classWeights[label] ?? Number.NaN);
      const own = weights?.[r] ?? 1;
      const within = isTorch ? classWeights : undefined;
      return {
        ...sample(row, target, within),
        weight: isTorch ? own : own * ofClass,
        share: own * ofClass,
      };
    });
  }

  function divisor(all: readonly Weighed[], units: number, weights: Numbers | undefined): number {
    if (reduction === 'sum') return sumsOutputs(kind, semantics) ? 1 / units : 1;
    if (byWeights(kind, settings)) return all.reduce((sum, { share }) => sum + share, 0);
    if (semantics === 'tfjs' && weights !== undefined) return all.filter(({ weight }) => weight !== 0).length;
    return all.length;
  }

  return {
    targets: targetsOf,
    each: (input) => weigh(input).map(({ loss, weight }) => loss * weight),
    value: (input, gradient) => {
      const all = weigh(input);
      const by = divisor(all, input.units, input.weights);
      all.forEach(({ slopes, weight }, r) => {
        slopes.forEach((slope, k) => {
          if (gradient !== undefined) gradient[r * input.units + k] = (slope * weight) / by;
        });
      });
      return all.reduce((sum, { loss, weight }) => sum + loss * weight, 0) / by;
    },
  };
}
