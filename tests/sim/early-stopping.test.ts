import { describe, expect, it } from 'vitest';
import { earlyStop, stoppedAt } from '../../src/sim/early-stopping.ts';

const losses = [5, 4, 3, 3.5, 3, 2.9, 4, 4, 4, 1];

describe('early stopping', () => {
  it('ends when its patience is used up, and keeps the best epoch until then', () => {
    expect(earlyStop(losses, 3)).toEqual({ epoch: 8, kept: 5, early: true });
  });

  it('does not count an equal loss as a new best one', () => {
    expect(earlyStop(losses, 2)).toEqual({ epoch: 4, kept: 2, early: true });
  });

  it('runs to the end when patience is never used up', () => {
    expect(earlyStop(losses, 4)).toEqual({ epoch: 9, kept: 9, early: false });
  });

  it('is not early when patience ends with the last epoch', () => {
    expect(earlyStop([2, 1, 3, 3], 2)).toEqual({ epoch: 3, kept: 1, early: false });
  });

  it('keeps its values constant after the stop', () => {
    expect(stoppedAt(losses, earlyStop(losses, 3))).toEqual([5, 4, 3, 3.5, 3, 2.9, 4, 4, 2.9, 2.9]);
  });
});
