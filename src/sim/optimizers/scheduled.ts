import type { Rate } from '../schedules/schedule.ts';
import type { Optimizer } from './optimizer.ts';

interface ScheduledState {
  readonly step: number;
  readonly inner: unknown;
}

/**
 * An optimizer whose rate follows a schedule: each step is one of the same rule at the rate of that step. A rule that
 * only uses its rate at the start (Rprop) is not moved by it.
 *
 * @param make the optimizer for a rate and, if the schedule moves it too, a momentum
 */
export function scheduled(
  make: (learningRate: number, momentum?: number) => Optimizer,
  schedule: (step: number) => Rate,
): Optimizer<ScheduledState> {
  const at = (step: number): Optimizer => {
    const { rate, momentum } = schedule(step);
    return make(rate, momentum);
  };
  const first = at(0);
  return {
    init: (start, shape) => ({ step: 0, inner: first.init(start, shape) }),
    update: (point, gradient, { step, inner }) => {
      const { state, ...moves } = at(step).update(point, gradient, inner);
      return { ...moves, state: { step: step + 1, inner: state } };
    },
    ...(first.evaluated === undefined
      ? {}
      : { evaluated: (point, { inner }) => first.evaluated?.(point, inner) ?? point }),
  };
}
