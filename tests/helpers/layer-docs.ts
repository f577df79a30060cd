import type { z } from 'zod';
import {
  binaryMetric,
  METRIC_FIELDS,
  METRIC_OFFERS,
  type MetricKind,
  type MetricSemantics,
} from '../../src/sim/binary-metrics.ts';
import { judgeStopping, STOPPING_FIELDS, STOPPING_OFFERS } from '../../src/sim/early-stopping-rules.ts';
import { type LayerSemantics, LIBRARIES, type Library } from '../../src/sim/frameworks/framework.ts';
import { type Offer, offering, type Settings } from '../../src/sim/frameworks/offers.ts';
import { ACTIVATION_FIELDS, ACTIVATION_OFFERS } from '../../src/sim/network/activation-offers.ts';
import { ACTIVATION_KINDS, createActivation } from '../../src/sim/network/activation-registry.ts';
import { batchNormStep, freshStatistics } from '../../src/sim/network/batch-norm.ts';
import { INITIALIZER_FIELDS, INITIALIZER_OFFERS } from '../../src/sim/network/initializers.ts';
import { LOSS_FIELDS, LOSS_OFFERS } from '../../src/sim/network/loss-offers.ts';
import { createLoss, LOSS_KINDS, type LossParams } from '../../src/sim/network/loss-registry.ts';
import { layerNorm, NORM_FIELDS, NORM_OFFERS, rmsNorm } from '../../src/sim/network/normalisation.ts';
import { deviationOf, type WeightDistribution } from '../../src/sim/network/weight-distributions.ts';
import { embeddingRule, recurrentRule, weightRule } from '../../src/sim/network/weight-rules.ts';
import {
  CLIPPING_FIELDS,
  CLIPPING_OFFERS,
  type ClippingKind,
  clipGradients,
} from '../../src/sim/optimizers/gradient-clipping.ts';
import { type BatchLoss, REPORTERS, reportedLoss } from '../../src/sim/reported-loss.ts';
import { createPlateau, PLATEAU_FIELDS, PLATEAU_OFFER } from '../../src/sim/schedules/plateau.ts';
import { AVERAGE_FIELDS, AVERAGE_OFFERS, weightAverage } from '../../src/sim/weight-averages.ts';

const number = (x: number): string => String(Number(x.toPrecision(6))).replaceAll('-', '−');
const listed = (values: readonly number[]): string => values.map(number).join(', ');

const told = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) =>
      value === undefined
        ? `${name}?`
        : `${name} ${value === null ? '**to be said**' : typeof value === 'number' ? number(value) : String(value)}`,
    )
    .join(', ');

/** Rows of a table, those of several libraries that say the same made one. */
function rows<Where extends Library>(
  kind: string,
  offer: Offer<Where>,
  cells: (library: Where) => readonly string[],
  withSettings = true,
): readonly string[] {
  const all = offering(offer).map((library) => {
    const settings: Settings = (offer.in as Readonly<Partial<Record<Library, Settings>>>)[library] ?? {};
    return {
      name: LIBRARIES[library].name,
      rest: [...(withSettings ? [told(settings)] : []), ...cells(library)].join(' | '),
    };
  });
  const different = [...new Set(all.map(({ rest }) => rest))];
  return different.map((rest) => {
    const names = all.filter((one) => one.rest === rest).map(({ name }) => name);
    return `| \`${kind}\` | ${names.join(', ')} | ${rest} |`;
  });
}

const header = (...columns: readonly string[]): readonly string[] => [
  `| ${columns.join(' | ')} |`,
  `|${columns.map(() => '---|').join('')}`,
];

const distribution = (of: WeightDistribution): string => {
  if (of.kind === 'constant') return number(of.value);
  if (of.kind === 'normal') return 'normal';
  if (of.kind === 'uniform') return `uniform within ±${number(of.bound)}`;
  return of.kind === 'truncated-normal' ? `normal, cut at ±${number(of.bound)}` : of.kind;
};

const activations = [
  ...header('kind', 'library', 'settings', 'at −1', 'at 1', 'slope at 0'),
  ...ACTIVATION_KINDS.flatMap((kind) =>
    rows<LayerSemantics>(kind, ACTIVATION_OFFERS[kind], (semantics) => {
      const { value, derivative } = createActivation({ kind, semantics });
      return [
        number(value(-1)),
        number(value(1)),
        kind === 'thresholded-relu' ? 'none' : number(derivative(0)),
      ];
    }),
  ),
];

const LAYERED = { pytorch: {}, keras: {}, 'flax-nnx': {}, 'flax-linen': {}, tfjs: {} };
const DENSE = { title: 'dense', in: { ...LAYERED, 'scikit-learn': {} } };
const OTHER = { title: 'other', in: LAYERED };
const drawn = (of: WeightDistribution, rowCount: number, columns: number): readonly string[] => [
  distribution(of),
  number(deviationOf(of, rowCount, columns)),
];
const weights = [
  ...header('layer', 'library', 'weights', 'their deviation', 'biases'),
  ...rows<LayerSemantics>(
    'dense 8 → 4',
    DENSE,
    (semantics) => {
      const rule = weightRule(semantics, { kind: 'dense', inputs: 8, units: 4 });
      return [...drawn(rule.weights, 4, 8), distribution(rule.biases)];
    },
    false,
  ),
  ...rows<LayerSemantics>(
    'convolution 2 → 5, 3 × 3',
    OTHER,
    (semantics) => {
      const rule = weightRule(semantics, { kind: 'convolution', inputs: 2, units: 5, area: 9 });
      return [...drawn(rule.weights, 5, 18), distribution(rule.biases)];
    },
    false,
  ),
  ...rows<LayerSemantics>(
    'embedding, 200 features',
    OTHER,
    (semantics) => [...drawn(embeddingRule(semantics, 200), 1000, 200), 'none'],
    false,
  ),
  ...rows<LayerSemantics>(
    'LSTM 100 → 256, inputs',
    OTHER,
    (semantics) => {
      const rule = recurrentRule(semantics, { cell: 'lstm', inputs: 100, units: 256 });
      const forget = rule.forgetBias === null ? '' : `, of the forget gate ${rule.forgetBias}`;
      return [...drawn(rule.input, 1024, 100), `${distribution(rule.biases)}${forget}`];
    },
    false,
  ),
  ...rows<LayerSemantics>(
    'LSTM 100 → 256, recurrent',
    OTHER,
    (semantics) => {
      const { recurrent, drawn: how } = recurrentRule(semantics, { cell: 'lstm', inputs: 100, units: 256 });
      const [kind = '', deviation = ''] = drawn(recurrent, 256, how === 'whole' ? 1024 : 256);
      return [recurrent.kind === 'orthogonal' ? `${kind}, ${how}` : kind, deviation, 'as above'];
    },
    false,
  ),
];

const SAMPLE = [1, 2, 3, 4];
const norms = [
  ...header('kind', 'library', 'settings', 'of 1, 2, 3, 4', 'mean and variance after'),
  ...rows<LayerSemantics>('layer-norm', NORM_OFFERS['layer-norm'], (semantics) => [
    listed(layerNorm({ semantics }, SAMPLE)),
    '',
  ]),
  ...rows<LayerSemantics>('rms-norm', NORM_OFFERS['rms-norm'], (semantics) => [
    listed(rmsNorm({ semantics }, SAMPLE)),
    '',
  ]),
  ...rows<LayerSemantics>('batch-norm', NORM_OFFERS['batch-norm'], (semantics) => {
    const batch = SAMPLE.map((x) => [x]);
    const { outputs, running } = batchNormStep({ semantics }, batch, freshStatistics(1));
    return [listed(outputs.flat()), listed([...running.mean, ...running.variance])];
  }),
];

/** Logits 2, 1, 0 (or 2) of class 0; probabilities that are sure and wrong; of the log loss, sure and right. */
function lossOf(params: LossParams): number {
  const loss = createLoss(params);
  const units = /binary/.test(params.kind) ? 1 : 3;
  const probabilities = /probabilities|log-loss/.test(params.kind);
  const outputs = units === 1 ? [probabilities ? 1 : 2] : probabilities ? [1, 0, 0] : [2, 1, 0];
  const label = probabilities && units === 3 ? 1 : 0;
  return loss.value({ outputs, units, targets: loss.targets(units) === 1 ? [label] : [1, 0, 0] });
}
const losses = [
  ...header('kind', 'library', 'settings', 'example'),
  ...LOSS_KINDS.flatMap((kind) =>
    rows<Library>(kind, LOSS_OFFERS[kind], (semantics) => [
      number(lossOf({ kind, semantics } as LossParams)),
    ]),
  ),
];

const CLASSES = { outputs: [2, 1, 0, -1, 0.5, -0.3, 1.2, 0.1, -1, 0, 3, 1], units: 4, targets: [0, 3, 2] };
const means = [
  ...header('library', 'plain', 'smoothing 0.1', 'class weights 1, 2, 0.5, 3', 'both'),
  ...(['pytorch', 'keras', 'flax-nnx', 'tfjs'] as const).map((semantics) => {
    const of = (more: Partial<LossParams>): string => {
      try {
        return number(createLoss({ kind: 'softmax-cross-entropy', semantics, ...more }).value(CLASSES));
      } catch {
        return 'none';
      }
    };
    const classWeights = [1, 2, 0.5, 3];
    const cells = [
      of({}),
      of({ smoothing: 0.1 }),
      of({ classWeights }),
      of({ smoothing: 0.1, classWeights }),
    ];
    return `| ${semantics === 'flax-nnx' ? LIBRARIES.optax.name : LIBRARIES[semantics].name} | ${cells.join(' | ')} |`;
  }),
];

const clipped = (
  kind: ClippingKind,
  semantics: 'pytorch' | 'keras' | 'optax' | 'tfjs',
  gradients: number[][],
) =>
  clipGradients(
    { kind, semantics, limit: 1 },
    gradients,
    'float64',
    gradients.map(() => ({ values: [1, 0], units: 1 })),
  )
    .gradients.map((list) => `[${listed(list)}]`)
    .join(', ');
const clippings = [
  ...header('kind', 'library', 'settings', 'of [3, 0], [0, 4]', 'of [∞, 0], [0, 4]'),
  ...(Object.keys(CLIPPING_OFFERS) as ClippingKind[]).flatMap((kind) =>
    rows(kind, CLIPPING_OFFERS[kind], (semantics) => [
      clipped(kind, semantics, [
        [3, 0],
        [0, 4],
      ]),
      clipped(kind, semantics, [
        [Number.POSITIVE_INFINITY, 0],
        [0, 4],
      ]),
    ]),
  ),
];

const BATCHES: readonly BatchLoss[] = [
  { rows: 4, loss: 1, penalty: 0.5 },
  { rows: 4, loss: 2, penalty: 0.5 },
  { rows: 2, loss: 6, penalty: 0.5 },
];
const reports = [
  ...header('library', 'training', 'validation'),
  ...REPORTERS.map((library) => {
    const of = (when: 'training' | 'validation'): string =>
      library === 'scikit-learn' && when === 'validation'
        ? 'none'
        : number(reportedLoss(library, when, BATCHES));
    return `| ${LIBRARIES[library].name} | ${of('training')} | ${of('validation')} |`;
  }),
];

const SCORED = { scores: [2, 0.3, -1, 0.2], targets: [1, 1, 0, 1] };
const metrics = [
  ...header('kind', 'library', 'settings', 'of scores 2, 0.3, −1, 0.2 for 1, 1, 0, 1'),
  ...(Object.keys(METRIC_OFFERS) as MetricKind[]).flatMap((kind) =>
    rows<MetricSemantics>(kind, METRIC_OFFERS[kind], (semantics) => [
      number(binaryMetric({ kind, semantics }, [SCORED])),
    ]),
  ),
];

const COURSE = [1, 0.9, 0.9, 0.9, 0.9, 0.95, 0.8];
const plateaus = [
  ...header('library', 'settings', 'falls after epoch'),
  ...offering(PLATEAU_OFFER).map((semantics) => {
    const { start, next } = createPlateau({ semantics, patience: 2 }, 1);
    let state = start;
    const falls = COURSE.flatMap((loss, k) => {
      const { rate } = state;
      state = next(state, loss);
      return state.rate < rate ? [k] : [];
    });
    return `| ${LIBRARIES[semantics].name} | ${told(PLATEAU_OFFER.in[semantics])} | ${listed(falls)} |`;
  }),
];

const stops = [
  ...header('kind', 'library', 'settings', 'stops after epoch', 'keeps that of'),
  ...(Object.keys(STOPPING_OFFERS) as (keyof typeof STOPPING_OFFERS)[]).flatMap((kind) =>
    rows<Library>(kind, STOPPING_OFFERS[kind], (semantics) => {
      const { stop = Number.NaN, kept } = judgeStopping(
        { kind, semantics, patience: 2 } as Parameters<typeof judgeStopping>[0],
        COURSE,
      );
      return [number(stop), number(kept)];
    }),
  ),
];

const averages = [
  ...header('kind', 'library', 'settings', 'of 1, 2, 3, decay 0.9'),
  ...(['exponential', 'mean'] as const).flatMap((kind) =>
    rows<Library>(kind, AVERAGE_OFFERS[kind], (semantics) => {
      const params = { kind, semantics, ...(kind === 'mean' ? {} : { decay: 0.9 }) };
      const { init, update } = weightAverage(params as Parameters<typeof weightAverage>[0]);
      let state = init(1);
      return [
        listed(
          [1, 2, 3].map((x) => {
            ({ state } = update(state, [x]));
            return state.average[0] ?? Number.NaN;
          }),
        ),
      ];
    }),
  ),
];

const FIELDS: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  activation: ACTIVATION_FIELDS,
  initializer: INITIALIZER_FIELDS,
  norm: NORM_FIELDS,
  loss: LOSS_FIELDS,
  clipping: CLIPPING_FIELDS,
  metric: METRIC_FIELDS,
  plateau: PLATEAU_FIELDS,
  stopping: STOPPING_FIELDS,
  average: AVERAGE_FIELDS,
};
const settings = [
  ...header('of', 'setting', 'what it is'),
  ...Object.entries(FIELDS).flatMap(([of, fields]) =>
    Object.entries(fields).map(([name, field]) => `| ${of} | \`${name}\` | ${field.description} |`),
  ),
];

const initializers = [
  ...header('kind', 'library', 'settings'),
  ...(Object.keys(INITIALIZER_OFFERS) as (keyof typeof INITIALIZER_OFFERS)[]).flatMap((kind) =>
    rows<LayerSemantics>(kind, INITIALIZER_OFFERS[kind], () => []),
  ),
];

/** The tables of docs/layers.md, as the rules have them. */
export const layerTables: Readonly<Record<string, readonly string[]>> = {
  activations,
  weights,
  initializers,
  norms,
  losses,
  means,
  clippings,
  reports,
  metrics,
  plateaus,
  stops,
  averages,
  settings,
};
