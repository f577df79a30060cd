/** Every library whose rules are followed somewhere, with the version whose source and values were compared. */
export const LIBRARIES = {
  pytorch: { name: 'PyTorch', version: '2.15.0' },
  keras: { name: 'Keras', version: '3.15.1' },
  optax: { name: 'Optax', version: '0.2.8' },
  'flax-nnx': { name: 'Flax NNX', version: '0.12.8' },
  'flax-linen': { name: 'Flax Linen', version: '0.12.8' },
  tfjs: { name: 'TensorFlow.js', version: '4.22.0' },
  'scikit-learn': { name: 'scikit-learn', version: '1.9.1' },
  lightning: { name: 'Lightning', version: '2.6.5' },
  transformers: { name: 'Transformers', version: '5.23.0' },
  xgboost: { name: 'XGBoost', version: '3.2.0' },
  lightgbm: { name: 'LightGBM', version: '4.7.0' },
  catboost: { name: 'CatBoost', version: '1.2.10' },
  torchmetrics: { name: 'TorchMetrics', version: '1.9.0' },
} as const;

/** A library by its name in params: `pytorch`, `flax-nnx`, `scikit-learn` … */
export type Library = keyof typeof LIBRARIES;

/** The library whose rules and defaults an optimizer or a schedule follows. */
export const SEMANTICS = ['pytorch', 'keras', 'optax', 'tfjs'] as const;
/** A library whose rules and defaults are followed: `pytorch`, `keras`, `optax` or `tfjs`. */
export type Semantics = (typeof SEMANTICS)[number];

/** The libraries whose layers, first weights and losses can be followed. The losses of Flax are those of Optax. */
export const LAYER_SEMANTICS = [
  'pytorch',
  'keras',
  'flax-nnx',
  'flax-linen',
  'tfjs',
  'scikit-learn',
] as const satisfies readonly Library[];
/** A library whose layers, first weights and losses are followed. */
export type LayerSemantics = (typeof LAYER_SEMANTICS)[number];

/** The optimizers' libraries, with the versions whose source and values were compared. */
export const FRAMEWORKS: Readonly<Record<Semantics, { readonly name: string; readonly version: string }>> = {
  pytorch: { name: 'PyTorch', version: '2.15.0 (schedule-free: schedulefree 1.4.1)' },
  keras: LIBRARIES.keras,
  optax: LIBRARIES.optax,
  tfjs: LIBRARIES.tfjs,
};

/** The format of parameters, gradients and state. Hyper-parameters are doubles, as in the libraries. */
export const PRECISIONS = ['float64', 'float32'] as const;
/** The numbers that a library computes with: `float64`, or `float32` rounded after every operation. */
export type Precision = (typeof PRECISIONS)[number];

/** What every rule may be told about the library it follows. By default PyTorch in double precision. */
export interface Framework {
  readonly semantics?: Semantics;
  readonly precision?: Precision;
}
