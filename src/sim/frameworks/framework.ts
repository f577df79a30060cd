/** The library whose rules and defaults an optimizer or a schedule follows. */
export const SEMANTICS = ['pytorch', 'keras', 'optax', 'tfjs'] as const;
/** A library whose rules and defaults are followed: `pytorch`, `keras`, `optax` or `tfjs`. */
export type Semantics = (typeof SEMANTICS)[number];

/** The libraries' names, with the versions whose source and values were compared. */
export const FRAMEWORKS: Readonly<Record<Semantics, { readonly name: string; readonly version: string }>> = {
  pytorch: { name: 'PyTorch', version: '2.15.0 (schedule-free: schedulefree 1.4.1)' },
  keras: { name: 'Keras', version: '3.15.1' },
  optax: { name: 'Optax', version: '0.2.8' },
  tfjs: { name: 'TensorFlow.js', version: '4.22.0' },
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
