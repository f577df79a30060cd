import Papa from 'papaparse';
import { cellsBelow, spansOf } from '../below.ts';
import { decoder } from '../decode.ts';
import { cellsOf, type Dialect, isBlank } from './dialect.ts';

const lastEnd = (text: string): number => {
  if (!text.includes('"')) return text.lastIndexOf('\n') + 1;
  // A line end within quotes ends no row.
  let [even, end] = [true, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') even = !even;
    else if (text[at] === '\n' && even) end = at + 1;
  }
  return end;
};

/** Takes the bytes of a table in pieces, and gives its rows. */
export function rowSplitter(
  head: Uint8Array,
  { delimiter, names = [] }: Dialect,
  onRow: (cells: readonly string[]) => void,
): { take(chunk: Uint8Array): void; end(): void } {
  const text = decoder(head);
  // Old files end their lines with \r alone.
  const bare = !head.includes(10) && head.includes(13);
  let rest = '';
  const parse = (part: string) => {
    if (isBlank(delimiter)) {
      for (const line of part.split('\n')) {
        const cells = cellsOf(line, delimiter);
        const isShort = cells.length > 1 && cells.length < names.length;
        onRow(isShort ? cellsBelow(names, spansOf(line, /\S+/g)).map((cell) => cell ?? '') : cells);
      }
      return;
    }
    const { data } = Papa.parse<string[]>(part, { delimiter, newline: '\n', skipEmptyLines: false });
    if (part.endsWith('\n')) data.pop();
    for (const row of data) onRow(row);
  };
  const give = (added: string) => {
    rest += bare ? added.replaceAll('\r', '\n') : added;
    const end = lastEnd(rest);
    if (end === 0) return;
    parse(rest.slice(0, end));
    rest = rest.slice(end);
  };
  return {
    take: (chunk) => give(text.take(chunk)),
    end() {
      give(text.end());
      if (rest !== '') parse(rest);
      rest = '';
    },
  };
}
