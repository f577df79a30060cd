import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

const HEAD = /^\s*Epoch\s+GPU_mem\s+(.*)$/;
const ROW = /^\s*(\d+)\/(\d+)\s+[\d.]+[GMK]?\s+(.*)$/;
const VALIDATION = /^\s*Class\s+Images\s+Instances\s+(.*?)(?::|\s*$)/;
const ALL = /^\s*all\s+(.*)$/;

/** Names in a header, some of which are cut as `Box(P  R  mAP50  mAP50-95)`. */
const namesOf = (text: string): readonly string[] =>
  text.replace(/:.*$/, '').replace(/[()]/g, ' ').trim().split(/\s+/);

/** Ultralytics' console: a header before each epoch, a row drawn over and over, whose last drawing is the epoch's mean. */
export const ultralytics: TextFormat = {
  producer: 'ultralytics-text',
  begin() {
    const rows = recordBuilder();
    let names: readonly string[] = [];
    let metrics: readonly string[] = [];
    let row: { epoch: number; cells: [string, number][] } | undefined;
    const commit = () => {
      if (row !== undefined) {
        rows.row();
        rows.number('epoch', row.epoch);
        for (const [name, value] of row.cells) rows.number(name, value);
      }
      row = undefined;
    };
    const numbersOf = (text: string): readonly (number | undefined)[] =>
      text.trim().split(/\s+/).map(numberOf);
    return {
      take({ text }) {
        const head = HEAD.exec(text);
        if (head !== null) {
          commit();
          names = namesOf(head[1] ?? '').filter((name) => !/^(Instances|Size)$/.test(name));
          return;
        }
        const drawn = names.length > 0 ? ROW.exec(text) : null;
        if (drawn !== null) {
          const numbers = numbersOf(drawn[3] ?? '');
          row = {
            epoch: Number(drawn[1]),
            cells: names.flatMap((name, i): [string, number][] => {
              const value = numbers[i];
              return value === undefined ? [] : [[`train/${name}`, value]];
            }),
          };
          return;
        }
        const validation = VALIDATION.exec(text);
        if (validation !== null)
          metrics = namesOf(validation[1] ?? '').filter((name) => !/^(Box|Mask|Pose)$/.test(name));
        const all = ALL.exec(text);
        if (all === null || row === undefined) return;
        numbersOf(all[1] ?? '')
          .slice(2)
          .forEach((value, i) => {
            if (value !== undefined && metrics[i] !== undefined)
              row?.cells.push([`metrics/${metrics[i]}`, value]);
          });
        // What is printed once more at the end is of the best epoch, and has none.
        commit();
      },
      end() {
        commit();
        return { tables: [{ records: rows.done() }] };
      },
    };
  },
};
