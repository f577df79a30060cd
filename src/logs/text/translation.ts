import { NUMBER } from '../numbers.ts';
import { type Cells, cell, lineFormat } from './format.ts';

const MARIAN = /\bEp\. (\d+)(?:\.\d+)? : Up\. ([\d,]+) : (.*)$/;
const WHOLE = /,(?=\d{3})/g;

/** The parts of Marian's line that have a name: `Cost 5.12 * 1,234`, `L.r. 3.0e-04`, `cross-entropy : 60.1`. */
const marianCells = (rest: string, set: string): Cells => {
  const parts = rest.split(/ : /);
  const named = new RegExp(String.raw`^(Sen\.|Cost|gNorm|L\.r\.) (${NUMBER})`, 'i');
  if (set === '')
    return parts.flatMap((part) => {
      const [, name = '', digits] = named.exec(part.replace(WHOLE, '')) ?? [];
      return name === '' ? [] : cell(name, digits);
    });
  const [metric = '', digits = ''] = parts;
  return cell(`${set} ${metric.trim()}`, digits.trim());
};

/** Marian: `Ep. 1 : Up. 1000 : Sen. 12,345 : Cost 5.12 * … : L.r. 3.0e-04`, and `[valid] Ep. 1 : Up. 2000 : bleu : 20.1 : new best`. */
export const marian = lineFormat('marian-text', (text) => {
  const [whole, epoch, update = '', rest = ''] = MARIAN.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return [
    ...cell('update', update.replace(WHOLE, '')),
    ...cell('epoch', epoch),
    ...marianCells(rest, /\[valid\]/.test(text) ? 'valid' : ''),
  ];
});

const SOCKEYE = /^(\d+)\t([\w-]+=\S*(?:\t[\w-]+=\S*)+)$/;

/** Sockeye's metrics: a checkpoint a line, `1<TAB>perplexity-train=60.1<TAB>perplexity-val=70.2`. */
export const sockeye = lineFormat(
  'sockeye-metrics',
  (text) => {
    const [whole, checkpoint, pairs = ''] = SOCKEYE.exec(text) ?? [];
    if (whole === undefined) return undefined;
    return [
      ...cell('checkpoint', checkpoint),
      ...pairs.split('\t').flatMap((pair) => {
        const [name = '', digits] = pair.split('=');
        return cell(name, digits);
      }),
    ];
  },
  { axis: { name: 'checkpoint', unit: 'iteration' } },
);
