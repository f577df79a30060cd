import { NUMBER } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import { type Cells, cell, type TextFormat } from './format.ts';

const EM = new RegExp(String.raw`\bEM sub_iter=\d+ size=(\d+) obj=(${NUMBER}) num_tokens=(\d+)`, 'i');
const BPE = /\b(?:Merged|Added): freq=(\d+) (?:merges|size)=(\d+)/;

/**
 * SentencePiece: of a unigram model the negative log likelihood after each step of EM, whose number begins anew whenever
 * pieces have been taken away; of pairs that are merged how often each was there.
 */
export const sentencepiece: TextFormat = {
  producer: 'sentencepiece-text',
  begin() {
    const [steps, merges] = [recordBuilder(), recordBuilder()];
    return {
      take({ text }) {
        const [, size, objective, tokens] = EM.exec(text) ?? [];
        const [, frequency, merged] = BPE.exec(text) ?? [];
        const [rows, cells]: [typeof steps, Cells] =
          size === undefined
            ? [merges, [...cell('merges', merged), ...cell('freq', frequency)]]
            : [
                steps,
                [
                  ...cell('EM step', String(steps.count)),
                  ...cell('obj', objective),
                  ...cell('size', size),
                  ...cell('num_tokens', tokens),
                ],
              ];
        if (cells.length < 2) return;
        rows.row();
        for (const [name, value] of cells) rows.number(name, value);
      },
      end: () => ({
        tables: [
          { records: steps.done(), axis: { name: 'EM step', unit: 'step' } },
          { records: merges.done(), axis: { name: 'merges', unit: 'step' } },
        ],
        says:
          steps.count === 0
            ? []
            : ['sub_iter begins again whenever pieces are taken away: the steps of EM are counted from 0'],
        told: (series) => ({ ...series, role: series.name === 'obj' ? 'train-loss' : 'other' }),
      }),
    };
  },
};
