import { NUMBER } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import { cell, type TextFormat } from './format.ts';

const ITERATION = new RegExp(
  String.raw`^\[t-SNE\] Iteration (\d+): error = (${NUMBER})(?:, gradient norm = (${NUMBER}))?`,
  'i',
);
const EARLY = /^\[t-SNE\] KL divergence after \d+ iterations with early exaggeration:/;

/**
 * scikit-learn's t-SNE. As long as it exaggerates, its error is of the exaggerated probabilities, α KL + α ln α, and no
 * divergence of the embedding: a series of its own.
 */
export const tsne: TextFormat = {
  producer: 'sklearn-tsne-text',
  begin() {
    const lines: (readonly string[])[] = [];
    let early = 0;
    return {
      take({ text }) {
        const found = ITERATION.exec(text);
        if (found !== null) lines.push(found);
        if (EARLY.test(text)) early = lines.length;
      },
      end() {
        const rows = recordBuilder();
        lines.forEach(([, iteration, error, norm], i) => {
          const name = i < early ? 'error (early exaggeration)' : 'error';
          rows.row();
          for (const [key, value] of [
            ...cell('iteration', iteration),
            ...cell(name, error),
            ...cell('gradient norm', norm),
          ])
            rows.number(key, value);
        });
        return {
          tables: [{ records: rows.done() }],
          says:
            early === 0
              ? []
              : ['while t-SNE exaggerates, its error is of other probabilities than later on: two series'],
          told: (series) =>
            series.name === 'error (early exaggeration)' ? { ...series, role: 'other' } : series,
        };
      },
    };
  },
};
