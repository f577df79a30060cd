/** Something that stands in a line from one place to another. */
export interface Span {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Where the matches of a pattern stand in a line. */
export const spansOf = (line: string, pattern: RegExp): readonly Span[] =>
  [...line.matchAll(pattern)].map(({ 0: text, index }) => ({ text, from: index, to: index + text.length }));

/** A cell may stand so far beside its name. */
const BESIDE = 8;

/** Of each name the cell that stands below it, in rows that are not full: the one that lies under it, or closest to it. */
export function cellsBelow(names: readonly Span[], cells: readonly Span[]): readonly (string | undefined)[] {
  const result = new Array<string | undefined>(names.length).fill(undefined);
  for (const cell of cells) {
    const overlaps = names.map(({ from, to }) => Math.min(to, cell.to) - Math.max(from, cell.from));
    const best = overlaps.indexOf(Math.max(...overlaps));
    if ((overlaps[best] ?? -1) > -BESIDE && result[best] === undefined) result[best] = cell.text;
  }
  return result;
}
