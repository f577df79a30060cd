import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { fitted } from '../../src/scene/type/typeface.ts';
import { NAMES } from './field.ts';
import type { RaceRun } from './simulation.ts';

/**
 * A run's name as it fits into a width: its label, smaller where need be; where that would be too small, the
 * optimizer's name alone – marker and colour tell the rest.
 */
export function fittedName(
  { type }: Stage,
  { label, optimizer: { kind } }: RaceRun,
  size: number,
  width: number,
): { readonly words: string; readonly size: number } {
  const labelled = fitted(type.semibold, label, size, width);
  if (labelled >= SIZE.smallest) return { words: label, size: labelled };
  return {
    words: NAMES[kind],
    size: Math.max(SIZE.smallest, fitted(type.semibold, NAMES[kind], size, width)),
  };
}
