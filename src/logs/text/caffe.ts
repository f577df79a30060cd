import { recordBuilder } from '../records.ts';
import { cell, type TextFormat } from './format.ts';
import { caffeLine } from './single-lines.ts';

const ITERATION = /^Iteration (\d+)(?: \([^)]*\))?, (.*)$/;
const OUTPUT = /^(Train|Test) net output #\d+: (\S+) = ([\w.+-]+)/;

/** Caffe's solver: `Iteration 100, loss = 0.5`, and the outputs of its nets on the lines below. */
export const caffe: TextFormat = {
  producer: 'caffe-text',
  begin() {
    const rows = recordBuilder();
    let iteration: number | undefined;
    const put = (name: string, digits: string) => {
      if (iteration === undefined) return;
      rows.row();
      rows.number('iteration', iteration);
      for (const [key, value] of cell(name, digits)) rows.number(key, value);
    };
    return {
      take({ text }) {
        const said = caffeLine(text)?.trim();
        if (said === undefined) return;
        const [, at, rest = ''] = ITERATION.exec(said) ?? [];
        if (at !== undefined) {
          iteration = Number(at);
          const [, name = '', digits = ''] = /^(loss|lr) = ([\w.+-]+)/.exec(rest) ?? [];
          if (name !== '') put(name, digits);
          return;
        }
        const [, net = '', name = '', digits = ''] = OUTPUT.exec(said) ?? [];
        if (net !== '') put(`${net.toLowerCase()}/${name}`, digits);
      },
      end: () => ({ tables: [{ records: rows.done() }] }),
    };
  },
};
