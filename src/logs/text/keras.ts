import { recordBuilder } from '../records.ts';
import type { Cells, TextFormat } from './format.ts';
import { pairsOf } from './pairs.ts';

const EPOCH = /^Epoch (\d+)\/(\d+)\s*$/;
const BAR = /^\s*(\d+)\/(\d+|Unknown|\?)\s(.*)$/;

/** The pairs of a drawing, which stand between ` - `. */
const valuesOf = (rest: string): Cells =>
  rest.split(' - ').flatMap((part) => (/^\s*[\w/.-]+: \S+\s*$/.test(part) ? pairsOf(part) : []));

/**
 * Keras' fit(): `Epoch 1/4`, then bars. What a bar shows within an epoch are running means; its last drawing, at the full
 * count, has the values of the epoch. An evaluation draws a bar of its own, without an epoch.
 */
export const keras: TextFormat = {
  producer: 'keras-text',
  begin() {
    const rows = recordBuilder();
    let epoch: number | undefined;
    let kept: Cells | undefined;
    let [total, count] = ['', 0];
    const commit = () => {
      if (epoch !== undefined && kept !== undefined) {
        rows.row();
        rows.number('epoch', epoch);
        for (const [name, value] of kept) rows.number(name, value);
      }
      kept = undefined;
    };
    return {
      take({ text, drawn }) {
        const [, begun] = EPOCH.exec(text) ?? [];
        if (begun !== undefined) {
          commit();
          [epoch, total, count] = [Number(begun), '', 0];
          return;
        }
        const [, at = '', of = '', rest = ''] = BAR.exec(text) ?? [];
        if (at === '' || epoch === undefined) return;
        const values = valuesOf(rest);
        if (values.length === 0) return;
        const again = kept !== undefined && (of !== total || Number(at) < count || !drawn);
        if (again) {
          commit();
          epoch = undefined;
          return;
        }
        [total, count] = [of, Number(at)];
        if (at === of || !/^\d+$/.test(of)) kept = values;
      },
      end() {
        commit();
        return { tables: [{ records: rows.done() }] };
      },
    };
  },
};
