import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Reference values that other programs computed, kept beside the tests as written by them. */
const read = (name: string): unknown =>
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
  } = criticalPointFile.parse(read('double-well-critical-points'));
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
  const { header: head, surface, runs } = descentFile.parse(read('optimizers-double-well'));
  return { surface, runs: runs.filter(({ optimizer }) => optimizer === 'sgd'), tolerance: head.tolerance };
}
