import type { Role } from './series.ts';

/** What somebody may say of series: by the word for it, the role that it gives them. */
export const ROLES: Readonly<Record<string, Role>> = {
  train: 'train-loss',
  val: 'validation-loss',
  test: 'test-loss',
  metric: 'metric',
  rate: 'rate',
  gradient: 'gradient-norm',
};
