import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Architecture, layersOf, type Network, parameterCount } from '../../src/sim/network/network.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../oracles/${name}.json`, import.meta.url)), 'utf8'));

const header = z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) });
const rows = z.array(z.array(z.number()));
const layer = z.object({ W: z.array(z.array(z.number())), b: z.array(z.number()) });
export type OracleLayer = z.infer<typeof layer>;
const activation = z.enum(['tanh', 'relu', 'sigmoid']);

const networkFile = z.object({
  header,
  architecture: z.object({ hidden: z.array(z.number()), output_ce: z.number(), output_bce: z.number() }),
  data: z.object({
    X: z.array(z.array(z.number())),
    y_ce: z.array(z.number()),
    y_bce: z.array(z.number()),
  }),
  initial_weights: z.record(
    z.string(),
    z.object({ hidden: z.array(layer), output_ce: layer, output_bce: layer }),
  ),
  cases: z.array(
    z.object({
      hidden_activation: activation,
      loss_kind: z.enum(['ce', 'bce']),
      forward: z.object({
        /** Said in words where they are those of another case. */
        layers: z.union([z.array(z.object({ z: rows, a: rows })), z.string()]),
        logits: rows,
        probabilities: rows,
        per_sample_loss: z.array(z.number()),
        loss: z.number(),
      }),
      gradients: z.array(layer),
      d_loss_d_input: rows,
      grad_norm_per_layer: z.array(z.object({ W: z.number(), b: z.number() })),
      training: z.array(
        z.object({
          optimizer: z.enum(['sgd', 'adam', 'adamw']),
          hyper: z.object({
            lr: z.number(),
            wd: z.number().optional(),
            decay_biases: z.boolean().optional(),
          }),
          loss_curve: z.array(z.number()),
          grad_norm_curve: z.array(z.number()),
          params_after: z.record(z.string(), z.array(layer)),
        }),
      ),
    }),
  ),
  stable_losses: z.object({
    softmax: z.array(
      z.object({
        logits: z.array(z.number()),
        softmax: z.array(z.number()),
        cross_entropy_if_class: z.array(z.number()),
      }),
    ),
    bce_with_logits: z.array(z.object({ logit: z.number(), target: z.number(), loss: z.number() })),
  }),
});

const flowFile = z.object({
  header,
  data: z.object({ X: z.array(z.array(z.number())), y: z.array(z.number()) }),
  nets: z.array(
    z.object({
      label: z.string(),
      hidden_activation: activation,
      weights: z.array(layer),
      loss: z.number(),
      logits: rows,
      grad_norm_W: z.array(z.number()),
      grad_norm_b: z.array(z.number()),
      delta_norm: z.array(z.number()),
      activation_rms: z.array(z.number()),
      ratio_first_over_last_W: z.number(),
    }),
  ),
});

/** Gradients and training steps of small networks, by PyTorch's autograd. */
export const networkOracle = () => networkFile.parse(read('mlp'));

/** Gradients that vanish or explode over ten layers, by PyTorch's autograd. */
export const gradientFlowOracle = () => flowFile.parse(read('mlp-gradient-flow'));

/** The oracle's layers in the order our parameters have. */
export const flat = (layers: readonly OracleLayer[]): Float64Array =>
  Float64Array.from(layers.flatMap(({ W, b }) => [...W.flat(), ...b]));

/** A network with the oracle's weights. */
export function networkOf(layers: readonly OracleLayer[], kind: z.infer<typeof activation>): Network {
  const sizes = [layers[0]?.W[0]?.length ?? 0, ...layers.map(({ b }) => b.length)];
  const shape: Architecture = { sizes, activations: sizes.slice(1, -1).map(() => kind) };
  const parameters = flat(layers);
  if (parameters.length !== parameterCount(shape) || layersOf(shape).length !== layers.length) {
    throw new Error('the oracle has another number of parameters');
  }
  return { ...shape, parameters };
}
