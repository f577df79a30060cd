import { NUMBER } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import { cell, type TextFormat } from './format.ts';

const STAGE = new RegExp(
  String.raw`Running optimization with exaggeration=(${NUMBER}), lr=(?:${NUMBER}) for (\d+) iterations`,
  'i',
);
const ITERATION = new RegExp(String.raw`^\s*Iteration\s+(\d+), KL divergence (${NUMBER}),`, 'i');

/**
 * openTSNE, whose iterations begin again in each stage: they are counted on. While it exaggerates, the points lie so close
 * together that what Barnes and Hut's approximation makes of the divergence may be wrong, and below zero: a series of its own.
 */
export const openTsne: TextFormat = {
  producer: 'opentsne-text',
  begin() {
    const rows = recordBuilder();
    let [exaggeration, length, before] = [1, 0, 0];
    return {
      take({ text }) {
        const [, factor, iterations] = STAGE.exec(text) ?? [];
        if (factor !== undefined) {
          before += length;
          [exaggeration, length] = [Number(factor), Number(iterations)];
        }
        const [, at, divergence] = length > 0 ? (ITERATION.exec(text) ?? []) : [];
        if (at === undefined) return;
        rows.row();
        for (const [name, value] of [
          ...cell('iteration', String(before + Number(at))),
          ...cell(exaggeration > 1 ? 'KL divergence (exaggerated)' : 'KL divergence', divergence),
        ])
          rows.number(name, value);
      },
      end: () => ({
        tables: [{ records: rows.done() }],
        says:
          before > 0
            ? [
                'openTSNE counts the iterations of each stage anew: they go on here, and what it says while it exaggerates is a series of its own',
              ]
            : [],
        told: (series) =>
          series.name === 'KL divergence'
            ? { ...series, role: 'train-loss', better: 'lower' }
            : { ...series, role: 'other' },
      }),
    };
  },
};
