import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Reference values computed by other programs, stored next to the tests as those programs wrote them. */
export const readOracle = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../oracles/${name}.json`, import.meta.url)), 'utf8'));

export interface Tolerance {
  readonly abs: number;
  readonly rel: number;
}

/** The oracles' own rule: |got − want| ≤ abs + rel · |want|. */
export const within = (got: number, want: number, { abs, rel }: Tolerance): boolean =>
  Math.abs(got - want) <= abs + rel * Math.abs(want);

const header = z.object({ tolerance: z.object({ abs: z.number(), rel: z.number() }) });

const criticalPointFile = z.object({
  header,
  wells: z.array(
    z.object({
      a: z.number(),
      b: z.number(),
      critical_points: z.array(
        z.object({
          x: z.number(),
          loss: z.number(),
          curvature: z.number(),
          kind: z.string(),
          role: z.string().optional(),
          gd_stability_threshold: z.number().optional(),
        }),
      ),
    }),
  ),
  lr_sweeps: z.array(
    z.object({
      a: z.number(),
      b: z.number(),
      start: z.number(),
      rows: z.array(
        z.object({
          lr: z.number(),
          outcome: z.string(),
          values: z.array(z.number()).optional(),
          escape_step: z.number().optional(),
        }),
      ),
    }),
  ),
});

/** Critical points and learning-rate sweeps of double wells, by NumPy. */
export function criticalPointOracle() {
  const {
    header: head,
    wells,
    lr_sweeps: sweeps,
  } = criticalPointFile.parse(readOracle('double-well-critical-points'));
  return { wells, sweeps, tolerance: head.tolerance };
}

const descentFile = z.object({
  header,
  surface: z.object({ a: z.number(), b: z.number() }),
  runs: z.array(
    z.object({
      optimizer: z.string(),
      hyper: z.record(z.string(), z.number()),
      start: z.number(),
      steps: z.number(),
      outcome: z.string(),
      reliable_steps: z.number(),
      path: z.array(z.number()),
      loss: z.array(z.number()),
      grad: z.array(z.number()),
    }),
  ),
});

/** Plain gradient descent on the double well, by PyTorch. */
export function descentOracle() {
  const { header: head, surface, runs } = descentFile.parse(readOracle('optimizers-double-well'));
  return { surface, runs: runs.filter(({ optimizer }) => optimizer === 'sgd'), tolerance: head.tolerance };
}

const pathFile = z.object({
  header,
  runs: z.array(
    z.object({
      optimizer: z.string(),
      hyper: z.record(z.string(), z.number()),
      start: z.union([z.number(), z.array(z.number())]),
      steps: z.number(),
      reliable_steps: z.number(),
      path: z.array(z.union([z.number(), z.array(z.number())])),
      loss: z.array(z.number()),
      grad_at_start: z.array(z.number()).optional(),
      state: z.record(z.string(), z.array(z.union([z.number(), z.array(z.number())]))).optional(),
    }),
  ),
});

/** PyTorch's names of hyperparameters in the oracle, by our names. */
const HYPER: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  mu: 'momentum',
  alpha: 'alpha',
  b1: 'beta1',
  b2: 'beta2',
  eps: 'epsilon',
  wd: 'weightDecay',
};

/** Paths of every optimizer on a surface, by PyTorch, up to where rounding errors take over. */
export function optimizerOracle(surface: string) {
  const { header: head, runs } = pathFile.parse(readOracle(`optimizers-${surface}`));
  return {
    tolerance: head.tolerance,
    runs: runs.map(({ optimizer, hyper, start, path, state = {}, ...run }) => ({
      loss: run.loss,
      gradientAtStart: run.grad_at_start,
      reliable: run.reliable_steps,
      steps: run.steps,
      start: [start].flat(),
      path: path.map((point) => [point].flat()),
      state: Object.fromEntries(
        Object.entries(state).map(([name, values]) => [name, values.map((value) => [value].flat())]),
      ),
      params: {
        kind: optimizer,
        ...Object.fromEntries(Object.entries(hyper).map(([name, value]) => [HYPER[name] ?? name, value])),
      },
    })),
  };
}

const surfaceFile = z.object({
  header,
  surfaces: z.array(
    z.object({
      name: z.string(),
      minima: z.array(z.array(z.number())),
      at: z.array(
        z.object({
          point: z.array(z.number()),
          value: z.number(),
          gradient: z.array(z.number()),
          hessian: z.array(z.array(z.number())),
        }),
      ),
    }),
  ),
});

/** Values, gradients and Hessians of the surfaces, by closed forms in sixty digits. */
export function surfaceOracle() {
  const { header: head, surfaces } = surfaceFile.parse(readOracle('optimizers-surfaces'));
  return { surfaces, tolerance: head.tolerance };
}
