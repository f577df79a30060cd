import { NUMBER, numberOf } from '../numbers.ts';
import { type RecordBuilder, recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

const ITERATION = new RegExp(String.raw`^Iteration (\d+), loss = (${NUMBER})`, 'i');
const SCORE = new RegExp(`^Validation score: (${NUMBER})`, 'i');
const EPOCH = /^-- Epoch (\d+)/;
const AVERAGE = new RegExp(String.raw`Avg\. loss: (${NUMBER})(?:, Objective: (${NUMBER}))?`, 'i');
const HEAD = /^\s*Iter\s+Train Loss\s+(OOB Improve\s+)?Remaining Time/;
const ROW = /^\s*(\d+)\s+(\S+)\s+(\S+)/;

/** What scikit-learn prints with verbose=1: MLP, SGD and GradientBoosting, each over an axis of its own. */
export const sklearn: TextFormat = {
  producer: 'sklearn-text',
  begin() {
    const tables: Readonly<Record<'mlp' | 'sgd' | 'gb', RecordBuilder>> = {
      mlp: recordBuilder(),
      sgd: recordBuilder(),
      gb: recordBuilder(),
    };
    let bag: boolean | undefined;
    let epoch: number | undefined;
    const put = (
      rows: RecordBuilder,
      axis: string,
      at: number,
      cells: readonly (readonly [string, string | undefined])[],
    ) => {
      rows.row();
      rows.number(axis, at);
      for (const [name, digits] of cells) {
        const value = digits === undefined ? undefined : numberOf(digits);
        if (value !== undefined) rows.number(name, value);
      }
    };
    return {
      take({ text }) {
        const iteration = ITERATION.exec(text);
        if (iteration !== null) put(tables.mlp, 'iteration', Number(iteration[1]), [['loss', iteration[2]]]);
        const score = SCORE.exec(text);
        // It stands on the line after its iteration, and belongs to the row of it.
        if (score !== null && tables.mlp.count > 0)
          tables.mlp.number('Validation score', numberOf(score[1] ?? '') ?? Number.NaN);
        const begun = EPOCH.exec(text);
        if (begun !== null) epoch = Number(begun[1]);
        const average = AVERAGE.exec(text);
        if (average !== null && epoch !== undefined)
          put(tables.sgd, 'epoch', epoch, [
            ['Avg. loss', average[1]],
            ['Objective', average[2]],
          ]);
        const head = HEAD.exec(text);
        if (head !== null) bag = head[1] !== undefined;
        else if (bag !== undefined) {
          const [, at, loss, improve] = ROW.exec(text) ?? [];
          if (at === undefined || numberOf(loss ?? '') === undefined) bag = undefined;
          else
            put(tables.gb, 'iteration', Number(at), [
              ['Train Loss', loss],
              ...(bag ? [['OOB Improve', improve] as const] : []),
            ]);
        }
      },
      end: () => ({
        tables: (
          [
            ['MLP', tables.mlp],
            ['GradientBoosting', tables.gb],
            ['SGD', tables.sgd],
          ] as const
        )
          .filter(([, { count }]) => count > 0)
          .map(([run, rows]) => ({ run, records: rows.done() })),
      }),
    };
  },
};
