import type { Layer } from './network.ts';

interface Decay {
  /** λ, the weight decay; 0 by default. */
  readonly weightDecay?: number;
  /** Whether biases decay too, as in PyTorch with a single parameter group; by default only weights do. */
  readonly decayBiases?: boolean;
}

/** The update rule. */
export type UpdateRule =
  | ({ readonly kind: 'sgd'; readonly learningRate: number; readonly momentum?: number } & Decay)
  | ({
      /** `adam` adds λ x to the gradient, `adamw` subtracts it from the parameters directly. */
      readonly kind: 'adam' | 'adamw';
      readonly learningRate: number;
      /** 0.9 by default. */
      readonly beta1?: number;
      /** 0.999 by default. */
      readonly beta2?: number;
      /** 10⁻⁸ by default. */
      readonly epsilon?: number;
    } & Decay);

/** An update rule's state between updates. */
export interface UpdateMemory {
  /** Velocity (sgd) or running mean of the gradients (adam). */
  readonly mean: Float64Array;
  /** Running mean of the squared gradients (adam). */
  readonly squares: Float64Array;
  /** β₁ᵗ and β₂ᵗ as running products. */
  readonly beta1Power: number;
  readonly beta2Power: number;
}

/** The initial state. */
export const freshMemory = (parameters: number): UpdateMemory => ({
  mean: new Float64Array(parameters),
  squares: new Float64Array(parameters),
  beta1Power: 1,
  beta2Power: 1,
});

type Kernel = (from: number, to: number, decay: number) => void;

/** Runs a kernel over all weights and all biases, each with its own decay. */
function everywhere(
  layers: readonly Layer[],
  { weightDecay = 0, decayBiases = false }: Decay,
  run: Kernel,
): void {
  for (const { weightsAt, biasesAt, end } of layers) {
    run(weightsAt, biasesAt, weightDecay);
    run(biasesAt, end, decayBiases ? weightDecay : 0);
  }
}

/**
 * One update of `parameters` and `memory` **in place**:
 *
 *     sgd    g ← g + λ x,   v ← μ v + g,   x ← x − η v
 *     adam   g ← g + λ x,   m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²,   x ← x − η m̂ / (√v̂ + ε)
 *     adamw  x ← x − η λ x,   then as adam with λ = 0
 *
 * with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). η → `learningRate`, λ → `weightDecay`, μ → `momentum`, ε → `epsilon`.
 * Source: PyTorch, torch.optim.SGD, Adam and AdamW; the same as src/sim/optimizers, here for typed arrays.
 *
 * @returns the memory to pass to the next update; it shares the arrays of the given one
 */
export function update(
  rule: UpdateRule,
  layers: readonly Layer[],
  parameters: Float64Array,
  gradient: Float64Array,
  memory: UpdateMemory,
): UpdateMemory {
  const { mean, squares } = memory;
  const rate = rule.learningRate;
  if (rule.kind === 'sgd') {
    const momentum = rule.momentum ?? 0;
    everywhere(layers, rule, (from, to, decay) => {
      for (let i = from; i < to; i += 1) {
        const x = parameters[i] as number;
        const v = momentum * (mean[i] as number) + ((gradient[i] as number) + decay * x);
        mean[i] = v;
        parameters[i] = x - rate * v;
      }
    });
    return memory;
  }
  const { kind, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = rule;
  const beta1Power = memory.beta1Power * beta1;
  const beta2Power = memory.beta2Power * beta2;
  const apart = kind === 'adamw';
  everywhere(layers, rule, (from, to, decay) => {
    const kept = apart ? 1 - rate * decay : 1;
    const pull = apart ? 0 : decay;
    for (let i = from; i < to; i += 1) {
      const x = parameters[i] as number;
      const g = (gradient[i] as number) + pull * x;
      const m = beta1 * (mean[i] as number) + (1 - beta1) * g;
      const v = beta2 * (squares[i] as number) + (1 - beta2) * g * g;
      mean[i] = m;
      squares[i] = v;
      parameters[i] =
        kept * x - (rate * (m / (1 - beta1Power))) / (Math.sqrt(v / (1 - beta2Power)) + epsilon);
    }
  });
  return { mean, squares, beta1Power, beta2Power };
}
