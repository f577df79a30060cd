import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { Cells, TextFormat } from './format.ts';

const ROUND = /^\s*(?:\[\d\d:\d\d:\d\d\]\s*)?\[(\d+)\]\s+(\S.*)$/;
const MEAN = /^(.*?)\s*\+\s*[\d.e+-]+$/i;

/** The number of an item; of a mean with its deviation, as cross-validation prints it, the mean. */
const meanOf = (digits: string): number | undefined =>
  numberOf(digits) ?? numberOf(MEAN.exec(digits)?.[1] ?? '');

/** Items are split at the last colon: metrics may hold colons of their own, sets of LightGBM anything. */
function cellsOf(items: string, colon: string): Cells {
  return items.split('\t').flatMap((item): Cells => {
    const at = item.lastIndexOf(colon);
    const value = at < 0 ? undefined : meanOf(item.slice(at + colon.length).trim());
    return value === undefined ? [] : [[item.slice(0, at).trim(), value]];
  });
}

function boosting(producer: string, colon: string, isOwn: (items: string) => boolean): TextFormat {
  return {
    producer,
    begin() {
      const rows = recordBuilder();
      return {
        take({ text }) {
          const [, round = '', items = ''] = ROUND.exec(text) ?? [];
          const cells = round !== '' && isOwn(items) ? cellsOf(items, colon) : [];
          if (cells.length === 0) return;
          rows.row();
          rows.number('round', Number(round));
          for (const [name, value] of cells) rows.number(name, value);
        },
        end: () => ({ tables: [{ records: rows.done() }] }),
      };
    },
  };
}

/** `[0]<TAB>train-logloss:0.43`. */
export const xgboost = boosting('xgboost-text', ':', (items) =>
  /^[^\s:]+-[^\s]*:[\d.+-]|^[^\s:]+-[^\s]*:[-+]?(nan|inf)/i.test(items),
);

/** `[1]<TAB>training's auc: 0.98`. */
export const lightgbm = boosting('lightgbm-text', ': ', (items) => /'s .+: |\w+ \w+: [\d.]+ \+/.test(items));

/** `0:<TAB>learn: 0.41<TAB>test: 0.44<TAB>best: 0.44 (0)<TAB>total: 69.2ms<TAB>remaining: 277ms`. */
export const catboost: TextFormat = {
  producer: 'catboost-text',
  begin() {
    const rows = recordBuilder();
    return {
      take({ text }) {
        const [, iteration = '', items = ''] = /^\s*(\d+):\t(.*)$/.exec(text) ?? [];
        if (!/\b(learn|test\d*|total|best): /.test(items)) return;
        rows.row();
        rows.number('iteration', Number(iteration));
        for (const [name, value] of cellsOf(items, ': '))
          if (!/^(best|total|remaining)$/.test(name)) rows.number(name, value);
      },
      end: () => ({ tables: [{ records: rows.done() }] }),
    };
  },
};
