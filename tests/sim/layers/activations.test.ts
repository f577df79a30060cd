import { describe, expect, it } from 'vitest';
import type { LayerSemantics } from '../../../src/sim/frameworks/framework.ts';
import { offering } from '../../../src/sim/frameworks/offers.ts';
import { ACTIVATION_OFFERS } from '../../../src/sim/network/activation-offers.ts';
import {
  ACTIVATION_KINDS,
  type ActivationParams,
  activationSchema,
  appliedActivation,
  createActivation,
} from '../../../src/sim/network/activation-registry.ts';
import { initialNetwork } from '../../../src/sim/network/initial-weights.ts';
import { architecture } from '../../../src/sim/network/network.ts';
import { lossGradient } from '../../../src/sim/network/propagate.ts';
import { VECTOR_KINDS, vectorActivation } from '../../../src/sim/network/vector-activations.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';
import { normal } from '../../../src/sim/normal.ts';
import { random } from '../../../src/sim/random.ts';
import { agrees, layersOracle } from '../../helpers/layer-oracles.ts';

const { activations, inputs } = layersOracle();

const LIBRARIES: Readonly<Record<string, readonly LayerSemantics[]>> = {
  torch: ['pytorch'],
  keras: ['keras'],
  flax: ['flax-nnx', 'flax-linen'],
  tfjs: ['tfjs'],
};

/** Our names, where they are not the oracle's in kebab case. */
const NAMES: Readonly<Record<string, Omit<ActivationParams, 'semantics'>>> = {
  linear: { kind: 'identity' },
  leaky_relu_layer: { kind: 'leaky-relu-layer' },
  leaky_relu_ops: { kind: 'leaky-relu' },
  gelu_tanh: { kind: 'gelu', approximate: true },
  gelu_ops: { kind: 'gelu', approximate: true },
  gelu_new: { kind: 'gelu', approximate: true },
  gelu_exact: { kind: 'gelu', approximate: false },
  activation_string_gelu: { kind: 'gelu' },
  swish: { kind: 'silu' },
  hardsigmoid: { kind: 'hard-sigmoid' },
  hardSigmoid: { kind: 'hard-sigmoid' },
  hardswish: { kind: 'hard-silu' },
  hard_swish: { kind: 'hard-silu' },
  hardtanh: { kind: 'hard-tanh' },
  soft_sign: { kind: 'softsign' },
  logsigmoid: { kind: 'log-sigmoid' },
  softshrink: { kind: 'soft-shrink' },
  hardshrink: { kind: 'hard-shrink' },
  tanhshrink: { kind: 'tanh-shrink' },
  rrelu_eval: { kind: 'rrelu' },
  relu_layer: { kind: 'relu' },
  elu_layer: { kind: 'elu' },
};

const cases = Object.entries(activations).flatMap(([framework, entries]) =>
  (LIBRARIES[framework] ?? []).flatMap((semantics) =>
    entries.map((entry) => {
      const ours = NAMES[entry.name] ?? { kind: entry.name.replaceAll('_', '-') };
      return { ...entry, semantics, name: `${semantics} ${entry.name}`, ours };
    }),
  ),
);
const isVector = (kind: string): boolean => (VECTOR_KINDS as readonly string[]).includes(kind);

/** TensorFlow.js computes in single precision, and so does Keras within tanh. */
const toleranceOf = (semantics: LayerSemantics, kind: string): number =>
  semantics === 'tfjs' || (semantics === 'keras' && /tanh$/.test(kind)) ? 2e-6 : 1e-12;

const near = (got: readonly number[], want: readonly number[], tolerance: number): void => {
  const wrong = want.flatMap((value, i) =>
    agrees(got[i] ?? Number.NaN, value, tolerance) ? [] : [`at ${inputs.acts_x[i]}: ${got[i]}, not ${value}`],
  );
  expect(wrong).toEqual([]);
};

describe('activation functions have the values of the library, and its derivatives, kinks included', () => {
  it.each(cases.filter(({ ours }) => !isVector(ours.kind)))('$name', ({ semantics, ours, y, dy }) => {
    const of = createActivation(activationSchema.parse({ ...ours, semantics }));
    const tolerance = toleranceOf(semantics, ours.kind);
    near(inputs.acts_x.map(of.value), y, tolerance);
    if (dy === undefined) {
      expect(() => of.derivative(2)).toThrow(/TensorFlow\.js cannot train thresholded ReLU/);
    } else near(inputs.acts_x.map(of.derivative), dy, tolerance);
  });

  it.each(cases.filter(({ ours }) => isVector(ours.kind)))('$name', ({ semantics, ours, y, dy = [] }) => {
    const of = vectorActivation({ kind: ours.kind as (typeof VECTOR_KINDS)[number], semantics });
    const values = of.value(inputs.acts_x);
    near(values, y, toleranceOf(semantics, ours.kind));
    // The oracle's derivative is that of the sum of all outputs.
    near(
      of.pullBack(
        values,
        values.map(() => 1),
      ),
      dy,
      toleranceOf(semantics, ours.kind),
    );
  });

  it('and whatever a library offers has been measured', () => {
    const measured = new Set(cases.map(({ semantics, ours }) => `${semantics} ${ours.kind}`));
    const offered = ACTIVATION_KINDS.flatMap((kind) =>
      offering(ACTIVATION_OFFERS[kind]).map((library) => `${library} ${kind}`),
    );
    // scikit-learn's four are those of every library, and PyTorch's identity is x.
    expect(
      offered.filter((name) => !measured.has(name) && !/^scikit-learn|^pytorch identity/.test(name)),
    ).toEqual([]);
  });

  it.each<[ActivationParams, x: number, slope: number]>([
    [{ kind: 'relu6' }, 6, 0],
    [{ kind: 'relu6', semantics: 'flax-nnx' }, 6, 0],
    [{ kind: 'prelu', semantics: 'keras', slope: 0.4 }, 0, 0],
    [{ kind: 'prelu', semantics: 'tfjs', slope: 0.4 }, 0, 0.4],
    [{ kind: 'leaky-relu', semantics: 'keras', slope: 0.7 }, 0, 1],
    [{ kind: 'elu', alpha: 2 }, 0, 2],
    [{ kind: 'elu', semantics: 'flax-nnx', alpha: 2 }, 0, 2],
    [{ kind: 'celu', alpha: 2 }, 0, 1],
    [{ kind: 'hard-tanh', low: -2, high: 3 }, 3, 0],
    [{ kind: 'hard-tanh', semantics: 'flax-linen' }, 1, 1],
    [{ kind: 'softplus', beta: 2, threshold: 4 }, 2, 1 / (1 + Math.exp(-4))],
    [{ kind: 'softplus', beta: 2, threshold: 4 }, 2.01, 1],
  ])('%j has at %d the slope %d', (params, x, slope) => {
    expect(createActivation(params).derivative(x)).toBeCloseTo(slope, 12);
  });

  it('away from kinks derivatives are those of finite differences', () => {
    for (const kind of ACTIVATION_KINDS) {
      for (const semantics of offering(ACTIVATION_OFFERS[kind])) {
        if (kind === 'thresholded-relu') continue;
        const { value, derivative } = createActivation({ kind, semantics });
        // PyTorch's slope of the hard sigmoid is a sixth in single precision.
        for (const x of [-3.7, -1.93, -0.77, -0.21, 0.13, 0.61, 1.41, 2.83, 5.3]) {
          const slope = (value(x + 1e-6) - value(x - 1e-6)) / 2e-6;
          expect(Math.abs(slope - derivative(x)), `${semantics} ${kind} at ${x}`).toBeLessThan(
            1e-8 * (2 + slope),
          );
        }
      }
    }
  });
});

describe('what a library does not have is refused in one line', () => {
  it.each([
    [
      { kind: 'hard-silu', semantics: 'tfjs' },
      'TensorFlow.js has no hard SiLU (hard swish), PyTorch, Keras, Flax NNX and Flax Linen have: say "semantics": "pytorch" or "keras" or "flax-nnx" or "flax-linen"',
    ],
    [
      { kind: 'leaky-relu', semantics: 'scikit-learn' },
      'scikit-learn has no leaky ReLU, PyTorch, Keras, Flax NNX, Flax Linen and TensorFlow.js have: say "semantics": "pytorch" or "keras" or "flax-nnx" or "flax-linen" or "tfjs"',
    ],
    [{ kind: 'elu', semantics: 'tfjs', alpha: 2 }, "TensorFlow.js's ELU has no alpha; it has no settings"],
    [{ kind: 'exponential' }, 'PyTorch has no exponential, Keras has: say "semantics": "keras"'],
    [{ kind: 'rrelu', lower: 0.5, upper: 0.1 }, 'lower must not be above upper: 0.5, 0.1'],
    [{ kind: 'hard-tanh', low: 1, high: 1 }, 'low must be below high: 1, 1'],
  ] as const)('%j', (params, message) => {
    expect(activationSchema.safeParse(params).error?.issues).toMatchObject([{ message }]);
    expect(() => createActivation(params)).toThrow(message);
  });

  it('comes back from the schema as it went in, with the defaults of its library', () => {
    for (const kind of ACTIVATION_KINDS) {
      for (const semantics of offering(ACTIVATION_OFFERS[kind])) {
        const filled = activationSchema.parse({ kind, semantics });
        expect(filled).toEqual({
          kind,
          semantics,
          ...(ACTIVATION_OFFERS[kind].in[semantics as never] as object),
        });
        expect(activationSchema.parse(filled)).toEqual(filled);
      }
    }
  });
});

describe('a network of a library', () => {
  it('applies the activations of its library, unless they name their own', () => {
    expect(appliedActivation('relu', 'keras')).toBe('relu');
    const of = (activation: Parameters<typeof appliedActivation>[0], library?: LayerSemantics): number => {
      const applied = appliedActivation(activation, library);
      return typeof applied === 'string' ? Number.NaN : applied.value(-1);
    };
    expect([of('leaky-relu', 'keras'), of('leaky-relu', 'pytorch'), of('leaky-relu')]).toEqual([
      -0.2, -0.01, -0.01,
    ]);
    expect(of({ kind: 'leaky-relu', semantics: 'pytorch' }, 'keras')).toBe(-0.01);
    expect(() => workspaceFor(architecture([2, 3, 1], 'gelu', 'scikit-learn'), 1)).toThrow(
      /scikit-learn has no GELU/,
    );
  });

  it.each(['gelu', 'mish', 'leaky-relu', 'softplus', 'hard-silu'] as const)(
    'backpropagates through %s: central finite differences, with and without dropout',
    (kind) => {
      const network = initialNetwork(architecture([3, 4, 3, 2], kind, 'keras'), '1');
      const rows = 4;
      const workspace = workspaceFor(network, rows);
      workspace.input.set(Float64Array.from({ length: rows * 3 }, normal(random('1', 'input'))));
      for (const mask of workspace.masks) mask.set(mask.map((_, i) => (i % 3 === 0 ? 0 : 1.5)));
      const targets = Float64Array.from({ length: rows * 2 }, (_, i) => i * 0.3 - 1);
      for (const masked of [false, true]) {
        const at = (parameters: Float64Array): number =>
          lossGradient(parameters, workspace, rows, 'mean-squared-error', targets, masked);
        at(network.parameters);
        workspace.gradient.slice().forEach((slope, i) => {
          const [up, down] = [network.parameters.slice(), network.parameters.slice()];
          up[i] = (up[i] ?? 0) + 1e-6;
          down[i] = (down[i] ?? 0) - 1e-6;
          expect(Math.abs((at(up) - at(down)) / 2e-6 - slope)).toBeLessThan(1e-7);
        });
      }
    },
  );
});
