import { describe, expect, it } from 'vitest';
import { doubleWell } from '../../src/sim/objectives/double-well.ts';
import type { Objective } from '../../src/sim/objectives/objective.ts';
import { sgd } from '../../src/sim/optimizers/gradient-descent.ts';
import { simulate } from '../../src/sim/trace.ts';
import { descentOracle, within } from '../helpers/oracles.ts';

const { surface, runs, tolerance } = descentOracle();

/** L(x) = λ x² / 2, on which x_k = (1 − ηλ)ᵏ x₀. */
const bowl = (curvature: number): Objective => ({
  value: ([x = 0]) => (curvature * x * x) / 2,
  gradient: ([x = 0]) => [curvature * x],
});

describe('gradient descent', () => {
  it.each(runs)(
    'follows PyTorch on the double well at rate $hyper.lr',
    ({ hyper, start, steps, path, loss, grad, reliable_steps }) => {
      const { lr = Number.NaN } = hyper;
      const trajectory = simulate(doubleWell(surface), sgd({ learningRate: lr }), [start], steps);
      expect(trajectory.points).toHaveLength(steps + 1);
      for (let k = 0; k <= reliable_steps; k += 1) {
        expect(within(trajectory.points[k]?.[0] ?? Number.NaN, path[k] ?? 0, tolerance)).toBe(true);
        expect(within(trajectory.losses[k] ?? Number.NaN, loss[k] ?? 0, tolerance)).toBe(true);
        expect(within(trajectory.gradients[k]?.[0] ?? Number.NaN, grad[k] ?? 0, tolerance)).toBe(true);
      }
    },
  );

  it.each([0.1, 0.9, 1.5, 1.99])('shrinks a quadratic by 1 − ηλ a step, ηλ = %d', (product) => {
    const { points } = simulate(bowl(2), sgd({ learningRate: product / 2 }), [3], 50);
    let expected = 3;
    for (const [x = Number.NaN] of points) {
      expect(x).toBeCloseTo(expected, 10);
      expected *= 1 - product;
    }
  });
});

describe('a simulation', () => {
  it('stops at the last finite state, with points, losses and gradients of equal length', () => {
    const { points, losses, gradients, overflowed } = simulate(
      doubleWell({ a: 0.4, b: 0.22 }),
      sgd({ learningRate: 1 }),
      [-1.55],
      100,
    );
    expect(overflowed).toBe(true);
    expect(losses.length).toBeLessThan(20);
    expect(points).toHaveLength(losses.length);
    expect(gradients).toHaveLength(losses.length);
    expect([...points.flat(), ...losses, ...gradients.flat()].every(Number.isFinite)).toBe(true);
  });

  it('of no steps is its start', () => {
    const { points, overflowed } = simulate(bowl(1), sgd({ learningRate: 1 }), [2], 0);
    expect(points).toEqual([[2]]);
    expect(overflowed).toBe(false);
  });

  it('refuses a start without a finite loss', () => {
    expect(() => simulate(bowl(1), sgd({ learningRate: 1 }), [1e200], 3)).toThrow(/start \[1e\+200\]/);
  });
});
