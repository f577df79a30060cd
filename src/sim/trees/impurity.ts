import { ln } from '../maths.ts';

/** What a split is judged by: Gini's index or the entropy of classes; the mean squared or mean absolute error of numbers. */
export type CriterionKind = (typeof CRITERIA)[number];
/** The names of all criteria. */
export const CRITERIA = ['gini', 'entropy', 'squared-error', 'absolute-error'] as const;

/** What is to be told: whole numbers from 0 for classes, or numbers. */
export interface Targets {
  readonly y: readonly number[];
  /** How many classes there are; 0 for numbers. */
  readonly classes: number;
  /** How often each row counts. */
  readonly weights: readonly number[];
}

/** Rows in some order, cut into a low and a high side that moves up through them. */
export interface Criterion {
  /** Looks at the rows of a node. */
  begin(rows: readonly number[]): void;
  /** The same rows in another order, all of them on the high side. What was added up of them all remains, to the last bit. */
  arrange(rows: readonly number[]): void;
  /** Moves rows to the low side until there are `count` of them. @param count not less than before */
  moveTo(count: number): void;
  /** What is to be maximised among the cuts of one node. */
  score(): number;
  /** The impurity of both sides, and their weights. */
  sides(): { readonly impurities: readonly [number, number]; readonly weights: readonly [number, number] };
  /** Of all rows: weight, impurity, and what a leaf would say. */
  whole(): { readonly weight: number; readonly impurity: number; readonly value: readonly number[] };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const weightOf = ({ weights }: Targets, row: number): number => weights[row] ?? 0;
const targetOf = ({ y }: Targets, row: number): number => y[row] ?? Number.NaN;

/** Gini's index 1 − Σ pₖ², or the entropy −Σ pₖ log₂ pₖ. */
function impurityOfCounts(kind: 'gini' | 'entropy', counts: readonly number[], weight: number): number {
  if (kind === 'gini') return 1 - sum(counts.map((count) => count * count)) / (weight * weight);
  return counts.reduce((entropy, count) => {
    const share = count / weight;
    return share > 0 ? entropy - share * (ln(share) / Math.LN2) : entropy;
  }, 0);
}

/** Sides as counts of classes. scikit-learn weighs the impurities themselves: of equal cuts the rounding decides. */
function classCriterion(kind: 'gini' | 'entropy', targets: Targets): Criterion {
  let rows: readonly number[] = [];
  let moved = 0;
  let all: number[] = [];
  let low: number[] = [];
  const sides: Criterion['sides'] = () => {
    const high = all.map((count, k) => count - (low[k] ?? 0));
    const weights = [sum(low), sum(high)] as const;
    return {
      weights,
      impurities: [impurityOfCounts(kind, low, weights[0]), impurityOfCounts(kind, high, weights[1])],
    };
  };
  const add = (counts: number[], row: number): void => {
    const label = targetOf(targets, row);
    counts[label] = (counts[label] ?? 0) + weightOf(targets, row);
  };
  return {
    begin(given) {
      all = new Array<number>(targets.classes).fill(0);
      for (const row of given) add(all, row);
    },
    arrange(given) {
      rows = given;
      moved = 0;
      low = new Array<number>(targets.classes).fill(0);
    },
    moveTo(count) {
      for (const row of rows.slice(moved, count)) add(low, row);
      moved = count;
    },
    score() {
      const { weights, impurities } = sides();
      return -weights[1] * impurities[1] - weights[0] * impurities[0];
    },
    sides,
    whole() {
      const weight = sum(all);
      return {
        weight,
        impurity: impurityOfCounts(kind, all, weight),
        value: all.map((count) => count / weight),
      };
    },
  };
}

/** Sums of a side: of weights, of weighted targets, of their squares. */
interface Sums {
  weight: number;
  first: number;
  second: number;
}

/** The mean squared error of a side around its mean. */
const variance = ({ weight, first, second }: Sums): number =>
  second / weight - (first / weight) * (first / weight);

function squaredCriterion(targets: Targets): Criterion {
  let rows: readonly number[] = [];
  let moved = 0;
  let all: Sums = { weight: 0, first: 0, second: 0 };
  let low: Sums = { weight: 0, first: 0, second: 0 };
  const add = (sums: Sums, row: number, sign = 1): void => {
    const weight = sign * weightOf(targets, row);
    const y = targetOf(targets, row);
    sums.weight += weight;
    sums.first += weight * y;
    sums.second += weight * y * y;
  };
  const high = (): Sums => ({
    weight: all.weight - low.weight,
    first: all.first - low.first,
    second: all.second - low.second,
  });
  return {
    begin(given) {
      all = { weight: 0, first: 0, second: 0 };
      for (const row of given) add(all, row);
    },
    arrange(given) {
      rows = given;
      moved = 0;
      low = { weight: 0, first: 0, second: 0 };
    },
    moveTo(count) {
      // From whichever end is nearer, as scikit-learn adds up: it shows in the last bit.
      let { second } = low;
      const steps = rows.slice(moved, count);
      if (steps.length <= rows.length - count) for (const row of steps) add(low, row);
      else {
        low = { ...all };
        for (const row of rows.slice(count).reverse()) add(low, row, -1);
      }
      for (const row of steps) {
        const y = targetOf(targets, row);
        second += weightOf(targets, row) * y * y;
      }
      low.second = second;
      moved = count;
    },
    score() {
      const above = high();
      return (low.first * low.first) / low.weight + (above.first * above.first) / above.weight;
    },
    sides() {
      const above = high();
      return { weights: [low.weight, above.weight], impurities: [variance(low), variance(above)] };
    },
    whole: () => ({ weight: all.weight, impurity: variance(all), value: [all.first / all.weight] }),
  };
}

/** The weighted median of rows, the mean of two where the weights halve between them, and the sum of distances from it. */
function aroundMedian(
  targets: Targets,
  rows: readonly number[],
): { median: number; distance: number; weight: number } {
  const sorted = [...rows].sort((a, b) => targetOf(targets, a) - targetOf(targets, b));
  const weight = sum(sorted.map((row) => weightOf(targets, row)));
  let below = 0;
  let at = 0;
  while (at < sorted.length - 1 && below + weightOf(targets, sorted[at] ?? 0) < weight / 2) {
    below += weightOf(targets, sorted[at] ?? 0);
    at += 1;
  }
  const here = targetOf(targets, sorted[at] ?? 0);
  const halved = below + weightOf(targets, sorted[at] ?? 0) === weight / 2;
  const median = halved ? (here + targetOf(targets, sorted[at + 1] ?? sorted[at] ?? 0)) / 2 : here;
  const distance = sum(
    sorted.map((row) => weightOf(targets, row) * Math.abs(targetOf(targets, row) - median)),
  );
  return { median, distance, weight };
}

/** Every cut is worked out anew: for the few hundred points of a film. */
function absoluteCriterion(targets: Targets): Criterion {
  let rows: readonly number[] = [];
  let moved = 0;
  const sides: Criterion['sides'] = () => {
    const low = aroundMedian(targets, rows.slice(0, moved));
    const high = aroundMedian(targets, rows.slice(moved));
    return {
      weights: [low.weight, high.weight],
      impurities: [low.distance / low.weight, high.distance / high.weight],
    };
  };
  return {
    begin(given) {
      rows = given;
    },
    arrange(given) {
      rows = given;
      moved = 0;
    },
    moveTo(count) {
      moved = count;
    },
    score() {
      const { weights, impurities } = sides();
      return -weights[1] * impurities[1] - weights[0] * impurities[0];
    },
    sides,
    whole() {
      const { median, distance, weight } = aroundMedian(targets, rows);
      return { weight, impurity: distance / weight, value: [median] };
    },
  };
}

/**
 * How the splits of a tree are judged.
 *
 * @param kind `gini` and `entropy` for classes, the errors for numbers
 */
export function criterionOf(kind: CriterionKind, targets: Targets): Criterion {
  switch (kind) {
    case 'gini':
    case 'entropy':
      return classCriterion(kind, targets);
    case 'squared-error':
      return squaredCriterion(targets);
    case 'absolute-error':
      return absoluteCriterion(targets);
  }
}
