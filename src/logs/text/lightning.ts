import { recordBuilder } from '../records.ts';
import { drawingOf } from './bar.ts';
import type { Cells, TextFormat } from './format.ts';

const SIGN = /Sanity Checking|Validation DataLoader|`?Trainer\.fit`?|\bv_num=|_(step|epoch)=/;

/** Values that stand for a whole epoch. */
const OF_EPOCH = /_epoch$|^(val|valid|validation|test|eval)[_/]/;

/**
 * Lightning's bar: values of the validation and of the epoch before stay in it all through the next one, and the first
 * drawing after a validation has its new values beside old ones. Only the last drawing at the full count holds.
 */
export const lightning: TextFormat = {
  producer: 'lightning-text',
  begin() {
    const [epochs, steps] = [recordBuilder(), recordBuilder()];
    let [signs, epoch, offset, total] = [0, -1, 0, 0];
    let full: Cells = [];
    let drawings = new Map<number, Cells>();
    const close = () => {
      for (const [count, values] of drawings) {
        const own = values.filter(([name]) => !OF_EPOCH.test(name) && name !== 'v_num');
        if (own.length === 0) continue;
        steps.row();
        steps.number('step', offset + count);
        for (const [name, value] of own) steps.number(name, value);
      }
      const whole = full.filter(([name]) => OF_EPOCH.test(name));
      if (epoch >= 0 && whole.length > 0) {
        epochs.row();
        epochs.number('epoch', epoch);
        for (const [name, value] of whole) epochs.number(name, value);
      }
      offset += drawings.size > 0 ? total : 0;
      drawings = new Map();
      full = [];
    };
    return {
      take({ text }) {
        if (SIGN.test(text)) signs++;
        const drawing = drawingOf(text);
        const number = drawing === undefined ? undefined : /^Epoch (\d+)/.exec(drawing.description)?.[1];
        if (drawing === undefined || number === undefined) return;
        if (Number(number) !== epoch) {
          close();
          epoch = Number(number);
        }
        if (drawing.count === 0 || drawing.values.length === 0) return;
        total = drawing.total ?? drawing.count;
        drawings.set(drawing.count, drawing.values);
        if (drawing.count === drawing.total) full = drawing.values;
      },
      end() {
        close();
        return { tables: signs === 0 ? [] : [{ records: epochs.done() }, { records: steps.done() }] };
      },
    };
  },
};
