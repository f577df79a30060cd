import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

const ROW = /^\|\s(\s*)(\S.*?)\s*\|\s*(.*?)\s*\|$/;

/** stable-baselines3's boxes: `| key | value |`, keys indented below their group. */
export const boxes: TextFormat = {
  producer: 'stable-baselines3-text',
  begin() {
    const rows = recordBuilder();
    let cells: [string, number][] = [];
    let group = '';
    const commit = () => {
      if (cells.length > 0) {
        rows.row();
        for (const [name, value] of cells) rows.number(name, value);
      }
      cells = [];
      group = '';
    };
    return {
      take({ text }) {
        if (/^-{5,}$/.test(text.trim())) {
          commit();
          return;
        }
        const [, indent = '', key = '', digits = ''] = ROW.exec(text.trim()) ?? [];
        if (key.endsWith('/') && digits === '') group = key;
        const value = numberOf(digits);
        if (key !== '' && value !== undefined) cells.push([(indent === '' ? '' : group) + key, value]);
      },
      end() {
        commit();
        return { tables: [{ records: rows.done() }] };
      },
    };
  },
};
