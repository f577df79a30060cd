import { NUMBER } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import { type Cells, cell, type TextFormat } from './format.ts';

const line = (pattern: string): RegExp => new RegExp(pattern.replaceAll('#', `(${NUMBER})`), 'i');

const OPTIM = line(String.raw`^\s*(?:iter\s+(\d+)|(initial))\s+value\s+#\s*$`);
const GLM = line(String.raw`^Deviance = # Iterations - (\d+)\s*$`);
/** Of the PORT library, as nlminb and nls print it: iteration, objective, parameters. */
const PORT = line(String.raw`^\s*(\d+):\s+#:(?:\s+(?:${NUMBER}))+\s*$`);
/** Sum of squares, convergence since R 4.1, parameters; no number of the iteration. */
const NLS = line(String.raw`^#\s+(?:\(#\))?\s*:\s+(?:par = \(|(?:${NUMBER})(?:\s|$))`);
const NLM_ITERATION = /^iteration = (\d+)\s*$/;
const NLM_VALUE = line(String.raw`^\[1\] #\s*$`);
const CONJUGATE = line(String.raw`^[* ]*(?:i[<>] )?(\d+) (\d+) #\s*$`);
const SIMPLEX = line(
  String.raw`^(?:BUILD|SHRINK|EXTENSION|REFLECTION|HI-REDUCTION|LO-REDUCTION)\s+(\d+) (?:${NUMBER}) #\s*$`,
);

/** What the optimizers of R print: optim in its five methods, nnet, glm, nls, nlm, nlminb. */
export const r: TextFormat = {
  producer: 'r-optim-text',
  begin() {
    const iterations = recordBuilder();
    const evaluations = recordBuilder();
    let [method, before, nlmAt] = ['', '', ''];
    let squares = 0;
    const read = (text: string): Cells => {
      const [, iteration, initial, value] = OPTIM.exec(text) ?? [];
      if (value !== undefined)
        return [...cell('iter', initial === undefined ? iteration : '0'), ...cell('value', value)];
      const [, deviance, at] = GLM.exec(text) ?? [];
      if (deviance !== undefined) return [...cell('iter', at), ...cell('Deviance', deviance)];
      const [, port, objective] = PORT.exec(text) ?? [];
      if (port !== undefined) return [...cell('iter', port), ...cell('objective', objective)];
      const [, sum, convergence] = NLS.exec(text) ?? [];
      if (sum !== undefined)
        return [
          ...cell('iter', String(squares++)),
          ...cell('residual sum of squares', sum),
          ...cell('convergence', convergence),
        ];
      nlmAt = NLM_ITERATION.exec(text)?.[1] ?? nlmAt;
      const of = before.trim() === 'Function Value' && nlmAt !== '' ? NLM_VALUE.exec(text)?.[1] : undefined;
      if (of !== undefined) return [...cell('iter', nlmAt), ...cell('Function Value', of)];
      const [, count, , least] = method === 'Conjugate gradients' ? (CONJUGATE.exec(text) ?? []) : [];
      return least === undefined ? [] : [...cell('iter', count), ...cell('value', least)];
    };
    return {
      take({ text }) {
        method = /^\s*(Conjugate gradients|Nelder-Mead)\b/.exec(text)?.[1] ?? method;
        const [, evaluation, lowest] = method === 'Nelder-Mead' ? (SIMPLEX.exec(text) ?? []) : [];
        const cells =
          evaluation === undefined
            ? read(text)
            : [...cell('evaluation', evaluation), ...cell('value', lowest)];
        before = text;
        if (cells.length < 2) return;
        const rows = evaluation === undefined ? iterations : evaluations;
        rows.row();
        for (const [name, value] of cells) rows.number(name, value);
      },
      end: () => ({
        tables: [
          { records: iterations.done() },
          { records: evaluations.done(), axis: { name: 'evaluation', unit: 'step' } },
        ],
        says: squares > 0 ? ['nls prints no number of the iteration: its lines are counted from 0'] : [],
        told: (series) =>
          series.name === 'convergence'
            ? { ...series, role: 'other' }
            : { ...series, role: 'train-loss', better: 'lower' },
      }),
    };
  },
};
