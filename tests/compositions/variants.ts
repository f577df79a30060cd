/** For each film the variant with the longest labels: with the defaults it represents all variants in other languages. */
export const LONGEST_LABELS: Readonly<Record<string, string>> = {
  'learning-rate-trio': 'five runs, one diverging',
  'feature-space-evolution': 'many epochs',
  'overfitting-curves': 'many seeds, remedies that do harm',
  'optimizer-race': 'three races of seven, some diverging',
  'training-run': 'long, slow to change',
  'linear-regression': 'every gradient wrong',
  backpropagation: 'three units a layer, twenty layers',
  'decision-boundary': 'six cuts, many starts',
  'bias-variance': 'as many terms as points',
  trees: 'CatBoost, deep, all there are',
  attention: 'copying five digits, hidden by True',
};

/** Params with which films that train do so in a moment; their pictures are just as full. */
export const QUICK: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'overfitting-curves': { network: { hidden: [8] } },
  'feature-space-evolution': { data: { train: 200 }, network: { hidden: [8, 3] } },
  'decision-boundary': { steps: 200, widths: [2, 4], starts: 2 },
  trees: { trees: 20, rounds: 20 },
  attention: { steps: 40, batch: 8, data: { train: 60, test: 60 } },
};

/** Params with which the laws are checked in addition to the defaults, by film: the film's extremes. */
export const VARIANTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  trees: {
    'CatBoost, deep, all there are': {
      library: 'catboost',
      depth: 6,
      trees: 200,
      rounds: 40,
      data: { shape: 'spirals', points: 250, noise: 0.1 },
    },
    'LightGBM, nothing cut': { library: 'lightgbm', data: { points: 30 } },
    'two spots, one cut, full steps': {
      data: { shape: 'blobs', points: 10, noise: 0 },
      trees: 2,
      rounds: 1,
      rate: 1,
    },
    'XGBoost, much noise': { library: 'xgboost', depth: 3, data: { shape: 'xor', points: 200, noise: 0.4 } },
  },
  backpropagation: {
    'three units a layer, twenty layers': {
      hidden: [3, 3],
      depth: 20,
      scales: [0.5, 2.25, 8],
      activation: 'sigmoid',
    },
    'one unit, nothing to learn': {
      hidden: [1],
      activation: 'relu',
      sample: { x: [0, 0], y: 1 },
      scales: [100],
    },
    'no clipping, three layers': { semantics: 'scikit-learn', depth: 3, width: 2, scales: [0.01, 100] },
    'Keras, everything explodes': { semantics: 'keras', scales: [4], sample: { y: 1 }, hidden: [2, 3] },
  },
  attention: {
    'copying five digits, hidden by True': {
      task: 'copy',
      digits: 5,
      mask: 'multihead',
      steps: 60,
      batch: 8,
      data: { train: 60, test: 60 },
    },
    'one head of a layer, sorting two digits': {
      task: 'sort',
      digits: 2,
      model: { layers: 1, heads: 1, hidden: 4 },
      steps: 30,
      batch: 4,
      data: { train: 40, test: 30 },
    },
    'one update': { steps: 1, batch: 1, data: { train: 20, test: 20 }, model: { heads: 2 }, mask: 'keras' },
  },
  'learning-rate-trio': {
    'one run': { learningRates: [0.3] },
    'five runs, one diverging': { learningRates: [0.001, 0.02, 0.46, 0.65, 1.2], steps: 60 },
    'tilted to the left': { objective: { b: -0.22 } },
    'equal wells': { objective: { b: 0 } },
    'beyond the fold': { objective: { b: 0.7 }, start: 2 },
    'one step': { steps: 1 },
    'many steps': { steps: 2000, learningRates: [0.0001, 0.5] },
    'far start': { start: -5, learningRates: [0.000123, 0.005, 0.3] },
    'steep hill': { objective: { a: 10, b: -10 }, start: 1.2, learningRates: [0.001, 0.02, 0.03] },
  },
  'feature-space-evolution': {
    'star coordinates': { data: { train: 300, test: 200 }, epochs: 12, projection: { kind: 'star' } },
    'two epochs, few images': { data: { train: 20, test: 20 }, epochs: 2 },
    'many epochs': { data: { train: 40, test: 30, size: 8 }, epochs: 200 },
    'one layer, large images': {
      data: { train: 60, test: 60, size: 28 },
      epochs: 4,
      network: { hidden: [2] },
    },
    'wide layers, many points': {
      data: { train: 60, test: 3000 },
      epochs: 3,
      network: { hidden: [16, 16, 16, 40] },
    },
    diverging: { data: { train: 200, test: 60 }, epochs: 12, network: { learningRate: 10, batch: 4 } },
    'all alike': { data: { train: 40, test: 40, variety: 0, noise: 0 }, epochs: 30 },
  },
  'overfitting-curves': {
    'waves, no wrong labels, no remedies': {
      data: { truth: 'wave', train: 30, validation: 40, flipped: 0 },
      network: { hidden: [6] },
      epochs: 12,
      remedies: [],
    },
    'two epochs, one remedy that never stops': {
      data: { train: 8, validation: 20 },
      network: { hidden: [4] },
      epochs: 2,
      remedies: [{ kind: 'early-stopping', patience: 300 }],
    },
    'many epochs, one kind four times': {
      data: { train: 16, validation: 40, flipped: 0.4 },
      network: { hidden: [3], learningRate: 0.05 },
      epochs: 300,
      remedies: [1, 3, 100, 300].map((patience) => ({ kind: 'early-stopping', patience })),
    },
    'many seeds, remedies that do harm': {
      data: { train: 20, validation: 40 },
      network: { hidden: [6], batch: 20, learningRate: 0.1, spread: 10 },
      epochs: 30,
      seeds: 32,
      remedies: [
        { kind: 'weight-decay', strength: 10 },
        { kind: 'dropout', share: 0.9 },
        { kind: 'more-data', times: 10 },
      ],
    },
    'nothing learned': {
      data: { train: 400, validation: 100 },
      network: { hidden: [2], learningRate: 0.00001, spread: 0.1, batch: 400 },
      epochs: 5,
      remedies: [{ kind: 'dropout', share: 0.0123 }],
    },
  },
  'optimizer-race': {
    'one optimizer': {
      races: [{ surface: 'beale', start: [1, 1.6], optimizers: [{ kind: 'nesterov', learningRate: 0.002 }] }],
    },
    'three races of seven, some diverging': {
      races: ['rosenbrock', 'himmelblau', 'beale'].map((surface) => ({
        surface,
        start: [-1.5, 2],
        steps: 60,
        optimizers: ['adamw', 'adam', 'rmsprop', 'adagrad', 'nesterov', 'momentum', 'sgd'].map((kind) => ({
          kind,
          learningRate: 0.02,
        })),
      })),
    },
    'one kind four times, all diverging': {
      races: [
        {
          surface: 'ravine',
          start: [9, -9],
          steps: 40,
          optimizers: [0.0900001, 0.1, 0.5, 100].map((learningRate) => ({ kind: 'sgd', learningRate })),
        },
      ],
    },
    'one step': {
      races: [
        { surface: 'saddle', start: [1.5, 0], steps: 1, optimizers: [{ kind: 'adam' }, { kind: 'sgd' }] },
        { surface: 'ravine', start: [0, 0], steps: 1, optimizers: [{ kind: 'adam' }] },
      ],
    },
    'many steps, long names': {
      races: [
        {
          surface: 'himmelblau',
          start: [-0.27, -0.92],
          steps: 2000,
          optimizers: [0.000123, 0.000123, 0.01].map((learningRate) => ({ kind: 'momentum', learningRate })),
        },
      ],
    },
    'one name, four libraries': {
      races: [
        {
          surface: 'ravine',
          start: [-4, -2],
          steps: 30,
          optimizers: ['pytorch', 'keras', 'optax', 'tfjs'].map((semantics) => ({
            kind: 'rmsprop',
            semantics,
            learningRate: 0.1,
          })),
        },
      ],
    },
    'another field each time': {
      races: [
        {
          surface: 'rosenbrock',
          start: [-10, 10],
          optimizers: [{ kind: 'sgd' }, { kind: 'adagrad', learningRate: 2 }],
        },
        {
          surface: 'saddle',
          start: [0.5, -2],
          steps: 50,
          optimizers: [
            { kind: 'adam', learningRate: 0.1 },
            { kind: 'adamw', learningRate: 0.1 },
          ],
        },
        {
          surface: 'saddle',
          start: [2, 10],
          steps: 30,
          optimizers: [{ kind: 'adam', learningRate: 10 }, { kind: 'sgd' }],
        },
      ],
    },
  },
  'training-run': {
    short: { duration: 20, smoothing: 0 },
    'long, slow to change': {
      duration: 70,
      smoothing: 0.999,
      events: { rise: 0, flat: 0.2, plateau: 0.1, spike: 3, cut: 0.95 },
    },
    'one series, on another axis': { map: { train: 'val_accuracy', step: 'step' } },
  },
  'linear-regression': {
    'every gradient wrong': {
      scaling: 'standard',
      rate: 0.0123,
      lab: ['sign', 'sign-w', 'sum', 'sum-w', 'sum-b'],
      batch: { size: 4, epochs: 50, rate: 0.012345 },
    },
    'as it is, at its limit': {
      scaling: 'raw',
      rate: 7.0089e-7,
      lab: ['unscaled', 'sign-b'],
      predict: -250.5,
    },
    'beyond the limit': { rate: 0.6, steps: 60, lab: ['rate-low', 'sum'], batch: { rate: 3, size: 1 } },
    'one step, no lab': { steps: 1, lab: [], start: { w: 0.2, b: 30 }, predict: 1e6 },
    'far start': { start: { w: -1e6, b: 1e6 }, steps: 2000, batch: { size: 100, epochs: 1 } },
  },
  'decision-boundary': {
    'six cuts, many starts': {
      hidden: [6],
      semantics: 'scikit-learn',
      steps: 150,
      widths: [1, 2, 3, 4, 12],
      starts: 20,
    },
    'moons, two layers': {
      data: { shape: 'moons', noise: 0.1 },
      activation: 'sigmoid',
      hidden: [4, 3],
      semantics: 'keras',
      steps: 80,
      widths: [2, 6],
      starts: 3,
    },
    'spirals, three layers of eight': {
      data: { shape: 'spirals', points: 400, noise: 0 },
      activation: 'relu',
      hidden: [8, 8, 8],
      semantics: 'flax-nnx',
      optimizer: 'momentum',
      steps: 40,
      widths: [1],
      starts: 1,
    },
    'blobs, one cut': { data: { shape: 'blobs' }, hidden: [1], steps: 60, widths: [1], starts: 1 },
    'one step, ten points': { data: { points: 10, noise: 0.4 }, steps: 1, starts: 1 },
    diverging: {
      data: { shape: 'xor' },
      rate: 10,
      optimizer: 'sgd',
      activation: 'relu',
      steps: 40,
      starts: 2,
    },
  },
  'bias-variance': {
    'as many terms as points': {
      points: 21,
      redraws: 30,
      overfit: 20,
      wrong: { powers: 'odd', degree: 40 },
      ridge: [1e-12, 1e-9, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1, 1e6],
    },
    'double descent': { redraws: 30, doubleDescent: true },
    'few points, few redraws': {
      truth: 'step',
      points: 6,
      redraws: 10,
      underfit: 0,
      overfit: 5,
      wrong: { degree: 10 },
      ridge: [0.0123],
    },
    'mostly noise': { truth: 'bell', noise: 2, redraws: 30, overfit: 3, underfit: 2, wrong: { degree: 1 } },
    'many points, little noise': { truth: 'cubic', noise: 0.05, points: 100, redraws: 20, overfit: 20 },
  },
};
