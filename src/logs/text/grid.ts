import { unitOf } from '../axes.ts';
import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

const BORDER = /^[\s|+:=\-─━═┼╇╈╪┏┓┡┩└┘┴┬├┤┳┻╋┌┐╔╗╚╝╠╣╦╩╬]+$/;
const PERCENT = /^[\d.]+\s*%$/;
const CLOCK = /^\d+:\d\d(:\d\d)?$/;

const isAxis = (name = ''): boolean => unitOf(name) !== undefined;

const measured = (cell: string): number | undefined =>
  numberOf(cell) ?? (PERCENT.test(cell) ? Number.parseFloat(cell) : undefined);

/**
 * Tables between bars, as MATLAB's trainNetwork and many table printers draw them. A header of several lines is one header:
 * `| Mini-batch |` above `| Loss |`.
 */
export const grid: TextFormat = {
  producer: 'grid-text',
  begin() {
    const rows = recordBuilder();
    let names: readonly string[] = [];
    let isHeading = false;
    return {
      take({ text }) {
        const line = text.trim().replace(/[│┃║]/g, '|');
        if (BORDER.test(line)) return;
        const cells = /^\|.*\|$/.test(line)
          ? line
              .slice(1, -1)
              .split('|')
              .map((cell) => cell.trim())
          : [];
        // Of two columns one must be an axis: boxes of keys and values have none.
        if (cells.length < 2 || (cells.length === 2 && !isAxis(names[0] ?? cells[0]))) return;
        const filled = cells.filter((cell) => cell !== '');
        const numbers = filled.filter((cell) => measured(cell) !== undefined || CLOCK.test(cell));
        if (numbers.length < filled.length / 2) {
          names =
            isHeading && names.length === cells.length
              ? names.map((name, i) => `${name} ${cells[i] ?? ''}`.trim())
              : cells;
          isHeading = true;
          return;
        }
        isHeading = false;
        if (names.length !== cells.length) return;
        rows.row();
        cells.forEach((cell, i) => {
          const value = measured(cell);
          if (value !== undefined) rows.number(names[i] ?? '', value);
        });
      },
      end: () => ({ tables: [{ records: rows.done() }] }),
    };
  },
};
