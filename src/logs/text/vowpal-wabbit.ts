import { recordBuilder } from '../records.ts';
import { cell, type TextFormat } from './format.ts';

const HEADER = /^\s*average\s+since\s+example\b/;
const ROW = /^\s*(\S+)\s+(\S+)\s+(\d+)\s+[\d.]+\s+\S.*?\s\d+(\s+h)?\s*$/;

/**
 * Vowpal Wabbit's progress, whose steps double. `average loss` is a mean since the start, `since last` one since the line
 * before. From the line on that ends in `h` both are of the examples held out: they are series of their own.
 */
export const vowpalWabbit: TextFormat = {
  producer: 'vowpal-wabbit-text',
  begin() {
    const rows = recordBuilder();
    let begun = false;
    return {
      take({ text }) {
        begun ||= HEADER.test(text);
        const [row, average, since, example, heldOut] = begun ? (ROW.exec(text) ?? []) : [];
        if (row === undefined || example === undefined) return;
        const set = heldOut === undefined ? '' : ' (holdout)';
        rows.row();
        for (const [name, value] of [
          ...cell('example', example),
          ...cell(`average loss${set}`, average),
          ...cell(`since last${set}`, since),
        ])
          rows.number(name, value);
      },
      end: () => ({
        tables: [{ records: rows.done(), axis: { name: 'example', unit: 'step' } }],
        told: (series) => ({
          ...series,
          ...(series.name.startsWith('average') ? { meaning: 'running-mean' as const } : {}),
          role: series.name.endsWith('(holdout)') ? 'validation-loss' : 'train-loss',
        }),
      }),
    };
  },
};
