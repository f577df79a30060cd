import type { Given } from '../frameworks/offered.ts';
import { clamp, exp, ln, log1p } from '../maths.ts';
import { exact, machineEpsilon, rounding } from '../optimizers/arithmetic.ts';
import { sigmoid } from './activations.ts';
import type { LOSS_FIELDS, LossKind, LossSemantics } from './loss-offers.ts';
import { vectorActivation } from './vector-activations.ts';

/** Settings of a loss with a library's defaults filled in. */
export interface LossSettings extends Given<typeof LOSS_FIELDS> {
  readonly semantics: LossSemantics;
}

type Values = readonly number[];

/** The loss of one sample, and its slope by each output. */
export interface SampleLoss {
  readonly loss: number;
  readonly slopes: Values;
}

/** The loss of a sample. @param outputs all its units; @param target class or values; @param shares of the classes, if they are weighted within a sample */
type SampleRule = (outputs: Values, target: Values, shares: Values | undefined) => SampleLoss;

const mean = (values: Values): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** A mean over the outputs of a function of their errors. */
const ofErrors =
  (value: (error: number) => number, slope: (error: number) => number): SampleRule =>
  (outputs, target) => {
    const errors = outputs.map((z, k) => z - (target[k] ?? Number.NaN));
    return { loss: mean(errors.map(value)), slopes: errors.map((e) => slope(e) / errors.length) };
  };

const huber = (delta: number, scale = 1): SampleRule =>
  ofErrors(
    (e) => scale * (Math.abs(e) <= delta ? 0.5 * e * e : delta * (Math.abs(e) - 0.5 * delta)),
    (e) => scale * clamp(e, -delta, delta),
  );

/** What a sample should give each class, after smoothing: (1 − ε) q + ε/K. */
function wantedShares({ smoothing = 0, targets }: LossSettings, target: Values, classes: number): Values {
  const share = smoothing / classes;
  return Array.from({ length: classes }, (_, k) => {
    const whole = targets === 'probabilities' ? (target[k] ?? Number.NaN) : target[0] === k ? 1 : 0;
    return (1 - smoothing) * whole + share;
  });
}

/** PyTorch's way of class weights: the term of each class by its own weight. */
const weighted = (wanted: Values, shares: Values | undefined): Values =>
  shares === undefined ? wanted : wanted.map((q, k) => q * (shares[k] ?? Number.NaN));

/** −Σ q ln p without the terms of q = 0. */
const crossed = (wanted: Values, logs: Values): number =>
  wanted.reduce((sum, q, k) => (q === 0 ? sum : sum - q * (logs[k] ?? Number.NaN)), 0);

const logSoftmax = vectorActivation({ kind: 'log-softmax' });

function softmaxCrossEntropy(settings: LossSettings): SampleRule {
  const least = settings.semantics === 'scikit-learn' ? Number.EPSILON : 0;
  return (outputs, target, shares) => {
    const wanted = weighted(wantedShares(settings, target, outputs.length), shares);
    const logs = logSoftmax.value(outputs);
    const total = wanted.reduce((sum, q) => sum + q, 0);
    // scikit-learn clips the probability, and then takes the gradient as if it did not.
    const clipped = least === 0 ? logs : logs.map((log) => ln(clamp(exp(log), least, 1 - least)));
    return {
      loss: crossed(wanted, clipped),
      slopes: logs.map((log, k) => total * exp(log) - (wanted[k] ?? 0)),
    };
  };
}

/** ln(1 + e⁻ᶻ), stable. */
const softMinus = (z: number): number => Math.max(-z, 0) + log1p(exp(-Math.abs(z)));

const smoothed = ({ smoothing = 0 }: LossSettings, target: Values): number =>
  (target[0] ?? Number.NaN) * (1 - smoothing) + smoothing / 2;

function binaryCrossEntropy(settings: LossSettings): SampleRule {
  const { positiveWeight = 1, semantics } = settings;
  return ([z = Number.NaN], target) => {
    const t = smoothed(settings, target);
    const weight = 1 + (positiveWeight - 1) * t;
    const slopes = [1 - t - weight * sigmoid(-z)];
    if (semantics === 'scikit-learn')
      return { loss: ofProbability(sigmoid(z), t, Number.EPSILON).loss, slopes };
    return { loss: (1 - t) * z + weight * softMinus(z), slopes };
  };
}

/** Where each library holds probabilities: from `least` to 1 − `least`, in the format that it computes with. */
function clipOf({ semantics, precision }: LossSettings): readonly [low: number, high: number] {
  const single = semantics === 'tfjs' || precision === 'float32';
  const least = semantics === 'scikit-learn' ? machineEpsilon(single ? 'float32' : 'float64') : 1e-7;
  return single ? [Math.fround(least), Math.fround(1 - least)] : [least, 1 - least];
}

/** Cross-entropy of probabilities that libraries first divide by their sum (Keras, TensorFlow.js) and hold within bounds. */
function ofProbabilities(settings: LossSettings): SampleRule {
  const { semantics } = settings;
  const divides = semantics === 'keras' || semantics === 'tfjs';
  const [low, high] = semantics === 'pytorch' ? [0, Number.POSITIVE_INFINITY] : clipOf(settings);
  return (outputs, target, shares) => {
    if (semantics === 'scikit-learn') refuseAboveOne(outputs);
    const wanted = weighted(wantedShares(settings, target, outputs.length), shares);
    const sum = divides ? outputs.reduce((total, p) => total + p, 0) : 1;
    const own = outputs.map((p) => p / sum);
    const loss = crossed(
      wanted,
      own.map((p) => ln(clamp(p, low, high))),
    );
    // Outside its bounds a clipped probability has no slope.
    const by = own.map((p, k) => (p < low || p > high || wanted[k] === 0 ? 0 : -(wanted[k] ?? 0) / p));
    const drift = divides ? by.reduce((total, g, k) => total + g * (own[k] ?? 0), 0) : 0;
    return { loss, slopes: by.map((g) => (g - drift) / sum) };
  };
}

function refuseAboveOne(probabilities: Values): void {
  const wrong = probabilities.find((p) => p > 1);
  if (wrong !== undefined)
    throw new RangeError(`scikit-learn's log_loss refuses probabilities above 1: ${wrong}`);
}

/** −t ln p − (1 − t) ln(1 − p) of a probability held within bounds. @param round to the format of the probability */
function ofProbability(given: number, t: number, least: number, high = 1 - least, round = exact): SampleLoss {
  const p = clamp(round(given), least, high);
  const inside = p === round(given);
  return {
    loss: -(t === 0 ? 0 : t * ln(p)) - (t === 1 ? 0 : (1 - t) * ln(round(1 - p))),
    slopes: [inside ? (p - t) / (p * (1 - p)) : 0],
  };
}

/** PyTorch holds each logarithm at −100 or above, and the denominator of the slope at 1e-12. */
function torchProbability(p: number, t: number): SampleLoss {
  const log = (x: number): number => Math.max(ln(x), -100);
  return { loss: -t * log(p) - (1 - t) * log(1 - p), slopes: [(p - t) / Math.max(p * (1 - p), 1e-12)] };
}

/** TensorFlow.js goes back to logits from the clipped probability, in single precision. */
function tfjsProbability(given: number, t: number, [low, high]: readonly [number, number]): SampleLoss {
  const p = clamp(Math.fround(given), low, high);
  const z = ln(Math.fround(p / Math.fround(1 - p)));
  const slope = given < low || given > high ? 0 : (sigmoid(z) - t) / (p * (1 - p));
  return { loss: (1 - t) * z + softMinus(z), slopes: [slope] };
}

/** The least probability that the learners of boosted trees take the logarithm of. */
const FLOORS: Partial<Record<LossSemantics, number>> = { xgboost: 1e-16, lightgbm: 1e-15 };

/** XGBoost and LightGBM hold p and 1 − p each above a floor of its own. */
const flooredProbability = (p: number, t: number, floor: number): SampleLoss => ({
  loss: -(t === 0 ? 0 : t * ln(Math.max(p, floor))) - (t === 1 ? 0 : (1 - t) * ln(Math.max(1 - p, floor))),
  slopes: [(p - t) / Math.max(p * (1 - p), floor)],
});

function ofBinaryProbability(settings: LossSettings): SampleRule {
  const { semantics } = settings;
  const clip = clipOf(settings);
  const floor = FLOORS[semantics];
  return ([p = Number.NaN], target) => {
    const t = smoothed(settings, target);
    if (semantics === 'pytorch') return torchProbability(p, t);
    if (semantics === 'tfjs') return tfjsProbability(p, t, clip);
    if (floor !== undefined) return flooredProbability(p, t, floor);
    if (semantics === 'scikit-learn') refuseAboveOne([p]);
    return ofProbability(p, t, ...clip, rounding(settings.precision ?? 'float64'));
  };
}

/** ε of TensorFlow.js' logLoss, and single-precision rounding. */
const [LOG_LOSS_EPSILON, f] = [Math.fround(1e-7), Math.fround];

const tfjsLogLoss: SampleRule = (outputs, target) => {
  const terms = outputs.map((p, k) => {
    const y = target[k] ?? Number.NaN;
    const [yes, no] = [f(f(p) + LOG_LOSS_EPSILON), f(f(1 - p) + LOG_LOSS_EPSILON)];
    return { loss: -y * ln(yes) - (1 - y) * ln(no), slope: -y / yes + (1 - y) / no };
  });
  return {
    loss: mean(terms.map(({ loss }) => loss)),
    slopes: terms.map(({ slope }) => slope / outputs.length),
  };
};

/**
 * The loss of one sample in each library, with its slopes. K outputs z (or probabilities p), targets t, errors e = z − t:
 *
 *     mean-squared-error   (1/K) Σ e²           half-squared-error  half of it
 *     mean-absolute-error  (1/K) Σ |e|          log-cosh            (1/K) Σ ln cosh e
 *     huber                (1/K) Σ ½ e² up to δ, δ (|e| − δ/2) beyond      δ → `delta`
 *     smooth-l1            Huber / β with δ = β                            β → `beta`
 *     softmax-cross-entropy −Σ q ln softmax(z),  q = (1 − ε) [k = t] + ε/K          ε → `smoothing`
 *     binary-cross-entropy −t ln σ(z) − (1 − t) ln(1 − σ(z)),  t smoothed to t (1 − ε) + ε/2
 *     … of-probabilities   the same of p, held away from 0 and 1: logarithms at −100 in PyTorch (of one class; of several
 *                          not at all), p within 1e-7 in Keras and TensorFlow.js, within the machine epsilon in
 *                          scikit-learn, above 1e-16 in XGBoost and 1e-15 in LightGBM
 *     log-loss             (1/K) Σ −t ln(p + 1e-7) − (1 − t) ln(1 − p + 1e-7), which can be below 0
 *
 * Sources: torch.nn.functional, keras.losses, optax.losses, tf.losses and tf.metrics, sklearn.metrics.log_loss.
 */
export const SAMPLE_RULES: Readonly<Record<LossKind, (settings: LossSettings) => SampleRule>> = {
  'mean-squared-error': () =>
    ofErrors(
      (e) => e * e,
      (e) => 2 * e,
    ),
  'half-squared-error': () =>
    ofErrors(
      (e) => 0.5 * e * e,
      (e) => e,
    ),
  'mean-absolute-error': ({ semantics }) =>
    // TensorFlow.js gives |z − t| the slope −1 at 0 (and tf.losses, which takes |t − z|, 1); the others 0.
    ofErrors(Math.abs, (e) => (e === 0 && semantics === 'tfjs' ? -1 : Math.sign(e))),
  huber: ({ delta = 1 }) => huber(delta),
  'smooth-l1': ({ beta = 1 }) => huber(beta, 1 / beta),
  'log-cosh': () =>
    ofErrors(
      (e) => Math.abs(e) + log1p(exp(-2 * Math.abs(e))) - Math.LN2,
      (e) => 2 * sigmoid(2 * e) - 1,
    ),
  'softmax-cross-entropy': softmaxCrossEntropy,
  'binary-cross-entropy': binaryCrossEntropy,
  'cross-entropy-of-probabilities': ofProbabilities,
  'binary-cross-entropy-of-probabilities': ofBinaryProbability,
  'log-loss': () => tfjsLogLoss,
};
