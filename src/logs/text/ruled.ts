import { unitOf } from '../axes.ts';
import { cellsBelow, type Span, spansOf } from '../below.ts';
import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

const RULE = /^\s*[-=_─━]+(?:\s+[-=_─━]+)+\s*$/;

/** Names that say what they are in one letter: spaCy's. */
const FULL: Readonly<Record<string, string>> = { E: 'epoch', '#': 'step' };

/**
 * Tables below a rule of dashes, whose groups are the columns: names may hold spaces, as spaCy's do
 * (`E    #       LOSS TEXTCAT  SCORE`).
 */
export const ruled: TextFormat = {
  producer: 'ruled-text',
  begin() {
    const rows = recordBuilder();
    let names: readonly string[] = [];
    let spans: readonly Span[] = [];
    let before = '';
    return {
      take({ text }) {
        if (RULE.test(text)) {
          const groups = [...text.matchAll(/[-=_─━]+/g)];
          spans = spansOf(text, /[-=_─━]+/g);
          names = groups.map(({ 0: dashes, index }, i) => {
            // A name may be wider than its dashes, up to the next column.
            const end = groups[i + 1]?.index ?? Math.max(before.length, index + dashes.length);
            const name = before.slice(index, end).trim();
            return FULL[name] ?? name;
          });
          return;
        }
        before = text;
        const cells = spansOf(text, /\S+/g);
        if (!names.some((name) => unitOf(name) !== undefined)) return;
        if (names.length < 2 || cells.length > names.length || cells.length < 2) return;
        const placed =
          cells.length === names.length ? cells.map((cell) => cell.text) : cellsBelow(spans, cells);
        const numbers = names.map((_, i) => numberOf(placed[i] ?? ''));
        if (numbers.filter((number) => number !== undefined).length < 2) return;
        rows.row();
        numbers.forEach((number, i) => {
          if (number !== undefined) rows.number(names[i] ?? '', number);
        });
      },
      end: () => ({ tables: [{ records: rows.done() }] }),
    };
  },
};
