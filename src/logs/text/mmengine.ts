import { type RecordBuilder, recordBuilder } from '../records.ts';
import type { Cells, TextFormat } from './format.ts';
import { pairsOf } from './pairs.ts';

const EPOCH = /\bEpoch\((train|val|test)\)\s*\[\s*(\d+)\s*\](?:\[\s*(\d+)\/(\d+)\])?(.*)$/;
const ITERATION = /\bIter\((train|val|test)\)\s*\[\s*(\d+)\s*\/\s*(\d+)\](.*)$/;
const MMCV = /\bEpoch \[(\d+)\]\[(\d+)\/(\d+)\]\s+(.*)$/;
const MMCV_VALIDATION = /\bEpoch\(val\) \[(\d+)\]\[(\d+)\]\s+(.*)$/;

const pairs = (rest: string): Cells => rest.split(/\s{2,}|,\s/).flatMap(pairsOf);

const put = (rows: RecordBuilder, cells: Cells) => {
  rows.row();
  for (const [name, value] of cells) rows.number(name, value);
};

/**
 * MMEngine's log, `Epoch(train) [1][3/8]  lr: 1.0000e-01  loss: 0.6780`, and that of the older MMCV. Training is placed on
 * iterations; so are validations once the length of an epoch is known.
 */
export const mmengineLog: TextFormat = {
  producer: 'mmengine-text',
  begin() {
    const rows = recordBuilder();
    let [length, iteration] = [0, 0];
    const train = (epoch: number, within: number, total: number, rest: string) => {
      length = total;
      iteration = (epoch - 1) * total + within;
      put(rows, [['epoch', epoch], ['iteration', iteration], ...pairs(rest)]);
    };
    const validate = (at: number, rest: string) => {
      const found = pairs(rest).filter(([name]) => !/^(time|data_time|eta|memory|lr)$/.test(name));
      if (found.length > 0)
        put(rows, [
          ['iteration', at],
          ...found.map(
            ([name, value]) => [/^(val|test)\//.test(name) ? name : `val/${name}`, value] as const,
          ),
        ]);
    };
    return {
      take({ text }) {
        const old = MMCV.exec(text);
        if (old !== null) {
          train(Number(old[1]), Number(old[2]), Number(old[3]), old[4] ?? '');
          return;
        }
        const byIteration = ITERATION.exec(text);
        if (byIteration !== null) {
          const [, set, at = '', , rest = ''] = byIteration;
          if (set !== 'train') validate(iteration, rest);
          else {
            iteration = Number(at);
            put(rows, [['iteration', iteration], ...pairs(rest)]);
          }
          return;
        }
        const oldValidation = MMCV_VALIDATION.exec(text);
        if (oldValidation !== null) {
          validate(length > 0 ? Number(oldValidation[1]) * length : iteration, oldValidation[3] ?? '');
          return;
        }
        const [, set, epoch = '', within = '', total = '', rest = ''] = EPOCH.exec(text) ?? [];
        if (set === 'train') train(Number(epoch), Number(within), Number(total), rest);
        else if (set !== undefined) validate(length > 0 ? Number(epoch) * length : iteration, rest);
      },
      end: () => ({ tables: [{ records: rows.done() }] }),
    };
  },
};
