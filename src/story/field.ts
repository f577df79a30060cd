import { FRAMEWORKS } from '../sim/frameworks/framework.ts';
import { titleOf } from '../sim/optimizers/offers.ts';
import type { OptimizerParams } from '../sim/optimizers/registry.ts';
import { plain } from './numbers.ts';

type Field = readonly OptimizerParams[];

/** Number of colours, shapes and dash patterns. */
const LANES = 7;

/** How often each entry of a list has come before. */
const repeats = (list: readonly string[]): readonly number[] =>
  list.map((entry, i) => list.slice(0, i).filter((other) => other === entry).length);

/** The kind, with `-2`, `-3` … for repeats, counted across all races. */
export function runIds(fields: readonly Field[]): readonly (readonly string[])[] {
  const seen = [...repeats(fields.flat().map(({ kind }) => kind))];
  return fields.map((field) =>
    field.map(({ kind }) => {
      const earlier = seen.shift() ?? 0;
      return earlier === 0 ? kind : `${kind}-${earlier + 1}`;
    }),
  );
}

/**
 * The lane of each optimizer: the same for the same kind (and its first, second … repeat) in every race, in order of
 * first appearance. If there are more than seven in total, lanes are shared, but never within one race.
 */
export function lanesOf(fields: readonly Field[]): readonly (readonly number[])[] {
  const keys = fields.map((field) => {
    const kinds = field.map(({ kind }) => kind);
    return repeats(kinds).map((earlier, i) => `${kinds[i]} ${earlier}`);
  });
  const known = [...new Set(keys.flat())];
  return keys.map((field) => field.map((key, i) => (known.length > LANES ? i : known.indexOf(key))));
}

/** The library whose rules an optimizer follows. */
const libraryOf = ({ semantics = 'pytorch' }: OptimizerParams): string => FRAMEWORKS[semantics].name;

/**
 * True if a field is one optimizer under one name and with one rate, as several libraries have it: then what differs are
 * their rules.
 */
export const isOneName = (field: Field): boolean =>
  field.length > 1 &&
  new Set(field.map(({ kind, learningRate }) => `${kind} ${learningRate}`)).size === 1 &&
  new Set(field.map(libraryOf)).size === field.length;

/**
 * The label of each optimizer: its name; if its kind appears more than once, its rate too; then a number. Of one name in
 * several libraries, the library.
 */
export function runLabels(field: Field): readonly string[] {
  if (isOneName(field)) return field.map(libraryOf);
  const names = field.map(({ kind, learningRate }) =>
    field.filter((other) => other.kind === kind).length === 1
      ? titleOf(kind)
      : `${titleOf(kind)} ${plain(Number(learningRate.toPrecision(2)))}`,
  );
  return repeats(names).map((earlier, i) => `${names[i]}${earlier === 0 ? '' : ` (${earlier + 1})`}`);
}

/** True if two races have the same field with the same settings, in any order. */
export const sameField = (a: Field, b: Field): boolean =>
  JSON.stringify(a.map((entry) => JSON.stringify(entry)).sort()) ===
  JSON.stringify(b.map((entry) => JSON.stringify(entry)).sort());
