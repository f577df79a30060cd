import { spansOf } from '../below.ts';
import { numberOf } from '../numbers.ts';
import { type RecordBuilder, recordBuilder } from '../records.ts';
import type { Axis } from '../series.ts';
import type { TextFormat } from './format.ts';

const HEADING = /^\s*Scoring History:/;
const RULE = /^\s*-{2,}(?:\s+-{2,})+\s*$/;
/** Rows left out of the middle of a long table. */
const LEFT_OUT = /^\s*-{3}(?:\s+-{3})+\s*$/;

const SCORE = /^(training|validation|cross_validation)_(?!speed)/;

/** What the models of H2O count by. */
const AXES: readonly Axis[] = [
  { name: 'number_of_trees', unit: 'round' },
  { name: 'epochs', unit: 'epoch' },
  { name: 'iterations', unit: 'iteration' },
  { name: 'iteration', unit: 'iteration' },
];

interface Table {
  readonly rows: RecordBuilder;
  readonly axis: Axis | undefined;
  readonly names: readonly string[];
  readonly from: readonly number[];
}

/** A model of H2O as Python or R prints it: of its many tables the one below `Scoring History:` is over time. */
export const h2o: TextFormat = {
  producer: 'h2o-text',
  begin() {
    const tables: Table[] = [];
    let [before, state]: [string, 'away' | 'heading' | 'rows'] = ['', 'away'];
    let cut = false;
    return {
      take({ text }) {
        if (HEADING.test(text)) state = 'heading';
        else if (state === 'heading' && RULE.test(text)) {
          const from = spansOf(text, /-+/g).map((span) => span.from);
          const names = from.map((at, i) => before.slice(at, from[i + 1]).trim());
          tables.push({
            rows: recordBuilder(),
            axis: AXES.find(({ name }) => names.includes(name)),
            names,
            from,
          });
          state = 'rows';
        } else if (state === 'rows' && LEFT_OUT.test(text)) cut = true;
        else if (state === 'rows' && (text.trim() === '' || text.startsWith('['))) state = 'away';
        else if (state === 'rows') {
          const { rows, names, from } = tables.at(-1) ?? { rows: recordBuilder(), names: [], from: [] };
          const values = from.map((at, i) => numberOf(text.slice(at, from[i + 1]).trim()));
          // Before the first score of a network every column of scores is nan: nothing was measured.
          const isScored = values.some((value, i) => SCORE.test(names[i] ?? '') && Number.isFinite(value));
          rows.row();
          names.forEach((name, i) => {
            const value = values[i];
            if (name !== '' && value !== undefined && (isScored || !SCORE.test(name)))
              rows.number(name, value);
          });
        }
        before = text;
      },
      end: () => ({
        tables: tables.flatMap(({ rows, axis }, i) =>
          axis === undefined
            ? []
            : [{ records: rows.done(), axis, ...(tables.length > 1 ? { run: `model ${i + 1}` } : {}) }],
        ),
        says: cut ? ['H2O printed the first and the last rows of its table, and none between'] : [],
      }),
    };
  },
};
