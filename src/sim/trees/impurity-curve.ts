import { APART } from './cart.ts';
import { type CriterionKind, criterionOf, type Targets } from './impurity.ts';
import { sortedRows } from './row-order.ts';
import { cell, type Rows } from './tree.ts';

/** What a cut between two neighbouring values would leave. */
export interface Candidate {
  /** Halfway between the two values. */
  readonly threshold: number;
  /** How many rows would be on the low side. */
  readonly low: number;
  /** Mean impurity of the two sides, each by its weight. */
  readonly impurity: number;
}

/**
 * All cuts of a node along one feature, from the lowest threshold up: what a tree chooses from. Impurity of a cut: (w₀ I₀ + w₁ I₁) / (w₀ + w₁).
 *
 * Source: Breiman et al., Classification and Regression Trees, 1984.
 *
 * @param rows of the node, by index
 * @returns none if all values are the same
 */
export function impurityCurve(
  x: Rows,
  targets: Targets,
  rows: readonly number[],
  feature: number,
  kind: CriterionKind,
): readonly Candidate[] {
  const singleOf = (row: number): number => Math.fround(cell(x, row, feature));
  const sorted = sortedRows(rows, singleOf);
  const criterion = criterionOf(kind, targets);
  criterion.begin(sorted);
  criterion.arrange(sorted);
  return sorted.slice(1).flatMap((row, i): readonly Candidate[] => {
    const [below, above] = [singleOf(sorted[i] ?? row), singleOf(row)];
    if (above <= Math.fround(below + APART)) return [];
    criterion.moveTo(i + 1);
    const { impurities, weights } = criterion.sides();
    const impurity = (weights[0] * impurities[0] + weights[1] * impurities[1]) / (weights[0] + weights[1]);
    return [{ threshold: below / 2 + above / 2, low: i + 1, impurity }];
  });
}
