import { describe, expect, it } from 'vitest';
import { LAYER_SEMANTICS, type LayerSemantics } from '../../../src/sim/frameworks/framework.ts';
import { initialNetwork } from '../../../src/sim/network/initial-weights.ts';
import {
  calculateGain,
  type InitializerKind,
  initializerDistribution,
  initializerSchema,
} from '../../../src/sim/network/initializers.ts';
import { architecture } from '../../../src/sim/network/network.ts';
import {
  deviationOf,
  drawWeights,
  narrowing,
  type WeightDistribution,
  ZERO,
} from '../../../src/sim/network/weight-distributions.ts';
import {
  attentionRule,
  embeddingRule,
  recurrentRule,
  weightRule,
} from '../../../src/sim/network/weight-rules.ts';
import { random } from '../../../src/sim/random.ts';
import { layersOracle } from '../../helpers/layer-oracles.ts';

const { init, gains } = layersOracle();
const measured = (what: string, framework: string) => {
  const found = init.find((one) => one.what === what && one.framework === framework);
  if (found === undefined) throw new Error(`the oracle has no ${framework} ${what}`);
  return found;
};

const boundOf = (of: WeightDistribution): number | undefined => ('bound' in of ? of.bound : undefined);
const dense = (semantics: LayerSemantics, inputs: number, units: number) =>
  weightRule(semantics, { kind: 'dense', inputs, units }).weights;
const conv = { kind: 'convolution', inputs: 64, units: 128, area: 9 } as const;
const made = (semantics: LayerSemantics, kind: InitializerKind) =>
  initializerDistribution({ semantics, kind }, { inputs: 1000, outputs: 500 });
const lstm = (semantics: LayerSemantics, inputs: number, units: number, optimized = false) =>
  recurrentRule(semantics, { cell: 'lstm', inputs, units, optimized });
const gru = (semantics: LayerSemantics, inputs: number, units: number) =>
  recurrentRule(semantics, { cell: 'gru', inputs, units });
const simple = (semantics: LayerSemantics, inputs: number, units: number) =>
  recurrentRule(semantics, { cell: 'simple', inputs, units });

/** What was measured, our rule for it, and rows and columns of what was drawn. */
const CASES: readonly [
  framework: string,
  what: string,
  rule: WeightDistribution,
  rows: number,
  columns: number,
][] = [
  ['torch', 'nn.Linear(1000,500).weight', dense('pytorch', 1000, 500), 500, 1000],
  [
    'torch',
    'nn.Linear(1000,500).bias',
    weightRule('pytorch', { kind: 'dense', inputs: 1000, units: 500 }).biases,
    1,
    500,
  ],
  ['torch', 'nn.Linear(8,4).weight', dense('pytorch', 8, 4), 4, 8],
  ['torch', 'nn.Conv2d(64,128,3).weight', weightRule('pytorch', conv).weights, 128, 576],
  ['torch', 'nn.Conv2d(64,128,3).bias', weightRule('pytorch', conv).biases, 1, 128],
  [
    'torch',
    'nn.ConvTranspose2d(64,128,3).weight',
    weightRule('pytorch', { ...conv, kind: 'transposed-convolution' }).weights,
    64,
    1152,
  ],
  [
    'torch',
    'nn.ConvTranspose2d.bias',
    weightRule('pytorch', { ...conv, kind: 'transposed-convolution' }).biases,
    1,
    128,
  ],
  ['torch', 'nn.Embedding(1000,200).weight', embeddingRule('pytorch', 200), 1000, 200],
  ['torch', 'nn.LSTM(100,256).weight_ih_l0', lstm('pytorch', 100, 256).input, 1024, 100],
  ['torch', 'nn.LSTM(100,256).weight_hh_l0', lstm('pytorch', 100, 256).recurrent, 1024, 256],
  ['torch', 'nn.LSTM(100,256).bias_ih_l0', lstm('pytorch', 100, 256).biases, 1, 1024],
  ['torch', 'nn.GRU(100,256).weight_hh_l0', gru('pytorch', 100, 256).recurrent, 768, 256],
  ['torch', 'nn.RNN(100,256).weight_ih_l0', simple('pytorch', 100, 256).input, 256, 100],
  [
    'torch',
    'nn.MultiheadAttention(256,4).in_proj_weight',
    attentionRule('pytorch', 256).projections,
    768,
    256,
  ],
  ['torch', 'nn.MultiheadAttention(256,4).out_proj.weight', attentionRule('pytorch', 256).output, 256, 256],
  [
    'torch',
    'init.kaiming_uniform_ (defaults: a=0, fan_in, leaky_relu)',
    made('pytorch', 'he-uniform'),
    500,
    1000,
  ],
  ['torch', 'init.kaiming_normal_', made('pytorch', 'he-normal'), 500, 1000],
  ['torch', 'init.xavier_uniform_', made('pytorch', 'glorot-uniform'), 500, 1000],
  ['torch', 'init.xavier_normal_', made('pytorch', 'glorot-normal'), 500, 1000],
  [
    'torch',
    'init.trunc_normal_ (defaults mean 0 std 1 a=-2 b=2)',
    made('pytorch', 'truncated-normal'),
    500,
    1000,
  ],
  [
    'torch',
    'init.trunc_normal_(std=0.02)',
    initializerDistribution({ kind: 'truncated-normal', deviation: 0.02 }, { inputs: 1, outputs: 1 }),
    500,
    1000,
  ],
  ['torch', 'init.orthogonal_', { kind: 'orthogonal' }, 500, 1000],
  ['keras', 'Dense 1000->500 kernel', dense('keras', 1000, 500), 1000, 500],
  ['keras', 'Dense bias', weightRule('keras', { kind: 'dense', inputs: 8, units: 4 }).biases, 1, 4],
  ['keras', 'Dense 8->4 kernel', dense('keras', 8, 4), 8, 4],
  ['keras', 'Conv2D 64->128 3x3 kernel', weightRule('keras', conv).weights, 576, 128],
  [
    'keras',
    'Conv2D 2->5 3x3 kernel',
    weightRule('keras', { kind: 'convolution', inputs: 2, units: 5, area: 9 }).weights,
    18,
    5,
  ],
  [
    'keras',
    'DepthwiseConv2D 3x3 64 kernel (3,3,64,1)',
    weightRule('keras', { kind: 'depthwise-convolution', inputs: 64, units: 1, area: 9 }).weights,
    9,
    64,
  ],
  [
    'keras',
    'Conv2DTranspose 64->128 3x3 kernel (3,3,128,64)',
    weightRule('keras', { ...conv, kind: 'transposed-convolution' }).weights,
    1152,
    64,
  ],
  ['keras', 'Embedding', embeddingRule('keras', 200), 1000, 200],
  ['keras', 'LSTM 100->256 kernel', lstm('keras', 100, 256).input, 100, 1024],
  ['keras', 'LSTM recurrent_kernel', lstm('keras', 100, 256).recurrent, 256, 1024],
  ['keras', 'GRU 100->256 kernel', gru('keras', 100, 256).input, 100, 768],
  ['keras', 'GRU recurrent_kernel', gru('keras', 100, 256).recurrent, 256, 768],
  ['keras', 'SimpleRNN 100->256 kernel', simple('keras', 100, 256).input, 100, 256],
  ['keras', 'SimpleRNN recurrent_kernel', simple('keras', 100, 256).recurrent, 256, 256],
  [
    'keras',
    'MultiHeadAttention(4,64) E=256 multi_head_attention/query/kernel',
    attentionRule('keras', 256).projections,
    256,
    256,
  ],
  [
    'keras',
    'MultiHeadAttention(4,64) E=256 multi_head_attention/attention_output/kernel',
    attentionRule('keras', 256).output,
    256,
    256,
  ],
  ['keras', 'initializers.he_normal (1000,500)', made('keras', 'he-normal'), 1000, 500],
  ['keras', 'initializers.he_uniform (1000,500)', made('keras', 'he-uniform'), 1000, 500],
  ['keras', 'initializers.lecun_normal (1000,500)', made('keras', 'lecun-normal'), 1000, 500],
  ['keras', 'initializers.lecun_uniform (1000,500)', made('keras', 'lecun-uniform'), 1000, 500],
  ['keras', 'initializers.glorot_normal (1000,500)', made('keras', 'glorot-normal'), 1000, 500],
  ['keras', 'initializers.glorot_uniform (1000,500)', made('keras', 'glorot-uniform'), 1000, 500],
  ['keras', 'initializers.truncated_normal (1000,500)', made('keras', 'truncated-normal'), 1000, 500],
  ['flax', 'nnx.Linear 1000->500 kernel', dense('flax-nnx', 1000, 500), 1000, 500],
  ['flax', 'nnx.Linear 8->4', dense('flax-linen', 8, 4), 8, 4],
  ['flax', 'nnx.Conv 64->128 3x3', weightRule('flax-nnx', conv).weights, 576, 128],
  [
    'flax',
    'nnx.ConvTranspose 64->128 3x3',
    weightRule('flax-nnx', { ...conv, kind: 'transposed-convolution' }).weights,
    576,
    128,
  ],
  ['flax', 'nnx.Embed(1000,200)', embeddingRule('flax-nnx', 200), 1000, 200],
  ['flax', 'nnx.GRUCell dense_i.kernel', gru('flax-nnx', 100, 256).input, 100, 768],
  ['flax', 'nnx.GRUCell dense_h.kernel', gru('flax-nnx', 100, 256).recurrent, 256, 768],
  ['flax', 'nnx.OptimizedLSTMCell dense_h.kernel', lstm('flax-nnx', 100, 256, true).recurrent, 256, 1024],
  ['flax', 'nnx.SimpleCell dense_h.kernel', simple('flax-nnx', 100, 256).recurrent, 256, 256],
  ['flax', 'nnx.LSTMCell hf.kernel', lstm('flax-nnx', 100, 256).recurrent, 256, 256],
  ['flax', 'linen.OptimizedLSTMCell hf.kernel', lstm('flax-linen', 100, 256).recurrent, 256, 256],
  ['flax', 'nnx.MultiHeadAttention query.kernel', attentionRule('flax-nnx', 256).projections, 256, 256],
  ['flax', 'nnx.MultiHeadAttention out.kernel', attentionRule('flax-linen', 256).output, 256, 256],
  ['tfjs', 'dense 1000->500 kernel', dense('tfjs', 1000, 500), 1000, 500],
  ['tfjs', 'dense 8->4', dense('tfjs', 8, 4), 8, 4],
  ['tfjs', 'conv2d 64->128 3x3', weightRule('tfjs', conv).weights, 576, 128],
  [
    'tfjs',
    'depthwiseConv2d',
    weightRule('tfjs', { kind: 'depthwise-convolution', inputs: 64, units: 1, area: 9 }).weights,
    9,
    64,
  ],
  ['tfjs', 'embedding', embeddingRule('tfjs', 200), 1000, 200],
  ['tfjs', 'lstm 400->24 kernel', lstm('tfjs', 400, 24).input, 400, 96],
  ['tfjs', 'lstm recurrent', lstm('tfjs', 400, 24).recurrent, 24, 96],
  ['tfjs', 'gru 400->24 kernel', gru('tfjs', 400, 24).input, 400, 72],
  ['tfjs', 'gru recurrent', gru('tfjs', 400, 24).recurrent, 24, 72],
  ['tfjs', 'simpleRNN 400->24 kernel', simple('tfjs', 400, 24).input, 400, 24],
  ['tfjs', 'simpleRNN recurrent', simple('tfjs', 400, 24).recurrent, 24, 24],
  ['tfjs', 'initializers.heNormal (1000,500)', made('tfjs', 'he-normal'), 1000, 500],
  ['tfjs', 'initializers.heUniform (1000,500)', made('tfjs', 'he-uniform'), 1000, 500],
  ['tfjs', 'initializers.leCunNormal (1000,500)', made('tfjs', 'lecun-normal'), 1000, 500],
  ['tfjs', 'initializers.leCunUniform (1000,500)', made('tfjs', 'lecun-uniform'), 1000, 500],
  ['tfjs', 'initializers.glorotNormal (1000,500)', made('tfjs', 'glorot-normal'), 1000, 500],
  ['tfjs', 'initializers.glorotUniform (1000,500)', made('tfjs', 'glorot-uniform'), 1000, 500],
  ['tfjs', 'initializers.truncatedNormal (1000,500)', made('tfjs', 'truncated-normal'), 1000, 500],
];

describe('first weights are distributed as the library draws them', () => {
  it.each(CASES)('%s %s', (framework, what, rule, rows, columns) => {
    const { std = 0, min = 0, max = 0, bound, std_rule: deviation } = measured(what, framework);
    const ours = deviationOf(rule, rows, columns);
    // Five standard errors of a deviation; a deviation of few uniform values errs less than one of normal ones.
    const error = (5 * ours) / Math.sqrt(2 * rows * columns);
    expect(Math.abs(ours - std)).toBeLessThanOrEqual(error);
    if (deviation !== undefined) expect(ours).toBeCloseTo(deviation, 9);
    const limit = boundOf(rule);
    if (bound !== undefined) expect(limit ?? 0).toBeCloseTo(bound, 9);
    if (limit === undefined) return;
    expect(Math.max(-min, max)).toBeLessThanOrEqual(limit * (1 + 1e-6));
    if (rule.kind === 'uniform' && rows * columns > 1000)
      expect(Math.max(-min, max)).toBeGreaterThan(0.99 * limit);
  });

  it.each<[WeightDistribution, rows: number, columns: number]>([
    [{ kind: 'uniform', bound: 0.3 }, 60, 50],
    [{ kind: 'normal', deviation: 0.7 }, 60, 50],
    [dense('keras', 70, 90), 35, 90],
    [dense('flax-nnx', 70, 90), 35, 90],
    [dense('tfjs', 70, 90), 35, 90],
    [dense('scikit-learn', 70, 90), 35, 90],
    [
      initializerDistribution({ kind: 'truncated-normal', deviation: 3 }, { inputs: 1, outputs: 1 }),
      100,
      100,
    ],
    [{ kind: 'orthogonal' }, 30, 80],
    [{ kind: 'orthogonal' }, 80, 30],
  ])('and as the closed form says: %j', (rule, rows, columns) => {
    const drawn = drawWeights(rule, rows, columns, random('1', 'weights'));
    const want = deviationOf(rule, rows, columns);
    const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    const deviation = Math.sqrt(drawn.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / drawn.length);
    expect(Math.abs(mean)).toBeLessThan((4 * want) / Math.sqrt(drawn.length));
    expect(Math.abs(deviation / want - 1)).toBeLessThan(4 / Math.sqrt(2 * drawn.length));
    const limit = boundOf(rule) ?? Number.POSITIVE_INFINITY;
    expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(drawWeights(rule, rows, columns, random('1', 'weights'))).toEqual(drawn);
  });

  it('orthogonal weights are orthonormal in their shorter direction', () => {
    for (const [rows, columns] of [
      [6, 15],
      [15, 6],
      [9, 9],
    ] as const) {
      const drawn = drawWeights({ kind: 'orthogonal' }, rows, columns, random('1', 'weights'));
      const at = (r: number, c: number) => drawn[r * columns + c] ?? Number.NaN;
      const [count, length] = rows <= columns ? [rows, columns] : [columns, rows];
      for (let a = 0; a < count; a += 1) {
        for (let b = 0; b <= a; b += 1) {
          const product = Array.from({ length }, (_, i) =>
            rows <= columns ? at(a, i) * at(b, i) : at(i, a) * at(i, b),
          ).reduce((sum, x) => sum + x, 0);
          expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThan(1e-13);
        }
      }
    }
  });

  it('a normal distribution cut at two deviations is 0.8796 as wide', () => {
    expect(narrowing(2)).toBeCloseTo(0.87962566103423978, 14);
  });

  it('of scikit-learn, biases too, and narrower for logistic units', () => {
    const rule = (logistic: boolean, inputs: number, units: number) =>
      weightRule('scikit-learn', { kind: 'dense', inputs, units, logistic });
    expect(boundOf(rule(false, 8, 4).biases)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(boundOf(rule(false, 8, 4).weights)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(boundOf(rule(true, 8, 4).weights)).toBeCloseTo(0.408248, 6);
  });
});

describe('recurrent layers', () => {
  it('start the forget gate at 1 in Keras alone', () => {
    const biases = LAYER_SEMANTICS.filter((one) => one !== 'scikit-learn').map(
      (one) => lstm(one, 5, 3).forgetBias,
    );
    expect(biases).toEqual([null, 1, null, null, null]);
    expect(gru('keras', 5, 3).forgetBias).toBeNull();
    expect(measured('LSTM bias', 'keras').blocks).toEqual([0, 1, 0, 0]);
    expect(measured('lstm bias', 'tfjs').blocks).toEqual([0, 0, 0, 0]);
  });

  it('are orthogonal over all gates together, or gate by gate', () => {
    const whole = (what: string, framework: string): boolean =>
      (measured(what, framework).off_identity_first_gate ?? 0) > 0.1;
    expect(lstm('keras', 5, 3).drawn === 'whole').toBe(whole('LSTM recurrent_kernel', 'keras'));
    expect(lstm('tfjs', 5, 3).drawn === 'whole').toBe(whole('lstm recurrent', 'tfjs'));
    expect(gru('flax-nnx', 5, 3).drawn === 'whole').toBe(whole('nnx.GRUCell dense_h.kernel', 'flax'));
    expect(lstm('flax-nnx', 5, 3, true).drawn).toBe('whole');
    expect(lstm('flax-nnx', 5, 3).drawn).toBe('by gate');
    expect(gru('flax-linen', 5, 3).drawn).toBe('by gate');
  });

  it('add up two biases in PyTorch, and in the GRU of Keras', () => {
    expect([simple, gru, lstm].map((cell) => cell('pytorch', 5, 3).biasesPerUnit)).toEqual([2, 2, 2]);
    expect([simple, gru, lstm].map((cell) => cell('keras', 5, 3).biasesPerUnit)).toEqual([1, 2, 1]);
  });
});

describe('a network before its first step', () => {
  const started = (semantics: LayerSemantics, kind: 'tanh' | 'sigmoid' = 'tanh') =>
    initialNetwork(architecture([40, 30, 3], kind, semantics), '1');
  it.each(LAYER_SEMANTICS)('has weights and biases of %s', (semantics) => {
    const { parameters } = started(semantics);
    const { weights, biases } = weightRule(semantics, { kind: 'dense', inputs: 40, units: 30 });
    const of = (values: Float64Array): number =>
      Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
    const want = deviationOf(weights, 30, 40);
    expect(Math.abs(of(parameters.subarray(0, 1200)) / want - 1)).toBeLessThan(0.07);
    expect(of(parameters.subarray(1200, 1230)) > 0).toBe(biases !== ZERO);
    expect(started(semantics)).toEqual(started(semantics));
  });

  it('of scikit-learn is narrower for logistic units, in the last layer too, and has one activation', () => {
    const most = (kind: 'tanh' | 'sigmoid', from: number, to: number): number =>
      Math.max(...started('scikit-learn', kind).parameters.subarray(from, to).map(Math.abs));
    expect(most('sigmoid', 0, 1200) / most('tanh', 0, 1200)).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(most('sigmoid', 1230, 1320) / most('tanh', 1230, 1320)).toBeCloseTo(Math.sqrt(1 / 3), 12);
    const mixed = { sizes: [2, 3, 3, 1], activations: ['relu', 'tanh'], semantics: 'scikit-learn' } as const;
    expect(() => initialNetwork(mixed, '1')).toThrow(
      'scikit-learn has one activation function for all hidden layers, not ["relu","tanh"]',
    );
  });
});

describe('gains are those of PyTorch', () => {
  it.each(Object.entries(gains).filter(([name]) => !/conv/.test(name)))('%s', (name, want) => {
    const [, kind = '', slope] = /^(\w+?)(?:\((.*)\))?$/.exec(name) ?? [];
    const ours = kind === 'linear' ? 'identity' : kind.replaceAll('_', '-');
    const gain = () =>
      calculateGain(ours, slope === undefined ? undefined : slope === 'sqrt5' ? Math.sqrt(5) : Number(slope));
    if (typeof want === 'number') expect(gain()).toBeCloseTo(want, 12);
    else
      expect(gain).toThrow(
        /PyTorch knows no gain for \w+; it does for identity, sigmoid, tanh, relu, selu and leaky-relu/,
      );
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each<[() => unknown, string]>([
    [() => weightRule('scikit-learn', conv), 'scikit-learn has no convolutions'],
    [() => attentionRule('tfjs', 8), 'TensorFlow.js has no attention'],
    [() => embeddingRule('scikit-learn', 8), 'scikit-learn has no embeddings'],
    [() => lstm('scikit-learn', 1, 1), 'scikit-learn has no recurrent layers'],
    [
      () => weightRule('pytorch', { ...conv, kind: 'depthwise-convolution' }),
      'PyTorch has no layer of depthwise convolution, Keras and TensorFlow.js have',
    ],
    [() => dense('keras', 0, 4), 'inputs must be a whole number, 1 or more, not 0'],
    [
      () => initializerSchema.parse({ kind: 'lecun-normal' }),
      'PyTorch has no LeCun normal, Keras, Flax NNX, Flax Linen and TensorFlow.js have',
    ],
    [() => made('scikit-learn', 'he-normal'), 'scikit-learn has no He normal'],
    [
      () =>
        initializerDistribution(
          { kind: 'he-normal', semantics: 'keras', gain: 2 },
          { inputs: 1, outputs: 1 },
        ),
      "Keras's He normal has no gain; it has no settings",
    ],
  ])('%#', (refused, message) => {
    expect(refused).toThrow(message);
  });
});
