import { numberOf } from '../numbers.ts';
import { recordBuilder } from '../records.ts';
import type { TextFormat } from './format.ts';

const DICT = /\{(?:'[^']*': ?(?:'[^']*'|[^{}',]+)(?:, ?)?)+\}/g;
const ITEM = /'([^']*)': ?('[^']*'|[^{}',]+)/g;

/** The Trainer's dicts, of numbers in version 4 and of quoted strings in version 5: `{'loss': '3.011', 'epoch': '0.5'}`. */
export const dicts: TextFormat = {
  producer: 'transformers-text',
  begin() {
    const rows = recordBuilder();
    return {
      take({ text }) {
        for (const [dict] of text.matchAll(DICT)) {
          const items = [...dict.matchAll(ITEM)].map(
            ([, name = '', value = '']) => [name, numberOf(value)] as const,
          );
          const names = new Set(items.map(([name]) => name));
          // The last one sums the run up.
          if (!names.has('epoch') || (names.has('train_runtime') && !names.has('loss'))) continue;
          rows.row();
          for (const [name, value] of items) if (value !== undefined) rows.number(name, value);
        }
      },
      end: () => ({ tables: [{ records: rows.done() }] }),
    };
  },
};
