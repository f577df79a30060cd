import { NUMBER } from '../numbers.ts';
import { type Cells, cell, lineFormat } from './format.ts';
import { pairsOf, wordsAndNumbers } from './pairs.ts';

const ESPNET_BATCHES = /\b(\d+)epoch:(train|valid):\d+-(\d+)batch:\s*(.*)$/;
const ESPNET_RESULTS = /\b(\d+)epoch results:\s*(.*)$/;

const prefixed = (set: string, cells: Cells): Cells =>
  cells.map(([name, value]) => [`${set}/${name}`, value] as const);

/** ESPnet 2: `1epoch:train:1-100batch: loss=80.1`, means of so many batches; `1epoch results: [train] … [valid] …` of an epoch. */
export const espnet = lineFormat('espnet-text', (text) => {
  const [batches, of, set = '', last, rest = ''] = ESPNET_BATCHES.exec(text) ?? [];
  if (batches !== undefined) {
    const cells = pairsOf(rest);
    return [
      ...cell('epoch', of),
      ...cell('batch', last),
      ...(set === 'train' ? cells : prefixed(set, cells)),
    ];
  }
  const [results, epoch, sets = ''] = ESPNET_RESULTS.exec(text) ?? [];
  if (results === undefined) return undefined;
  const parts = [...sets.matchAll(/\[(\w+)\]([^[]*)/g)];
  return [
    ...cell('epoch', epoch),
    ...parts.flatMap(([, name = '', pairs = '']) => prefixed(name, pairsOf(pairs))),
  ];
});

const WENET_BATCH = /\bTRAIN Batch (\d+)\/(\d+)\s+(.*)$/;
const WENET_EPOCH = /\bEpoch (\d+) CV info (\w+) (\S+)/;

/** WeNet: `TRAIN Batch 0/100 loss 60.1`, whose first number is the epoch, and `Epoch 0 CV info cv_loss 19.1`. */
export const wenet = lineFormat(
  'wenet-text',
  (text) => {
    const [batch, epoch, within, rest = ''] = WENET_BATCH.exec(text) ?? [];
    if (batch !== undefined)
      return [...cell('epoch', epoch), ...cell('batch', within), ...wordsAndNumbers(rest)];
    const [whole, of, name = '', loss] = WENET_EPOCH.exec(text) ?? [];
    return whole === undefined ? undefined : [...cell('epoch', of), ...cell(name, loss)];
  },
  { told: (series) => (series.name === 'cv_loss' ? { ...series, role: 'validation-loss' } : series) },
);

const KALDI = new RegExp(
  String.raw`Average objective function for '([^']+)' for minibatches \d+-(\d+) is (${NUMBER}) over`,
  'i',
);

/** Kaldi's nnet3: an objective that grows, over minibatches. */
export const kaldi = lineFormat(
  'kaldi-text',
  (text) => {
    const [whole, output = '', last, value] = KALDI.exec(text) ?? [];
    return whole === undefined
      ? undefined
      : [...cell('minibatch', last), ...cell(`${output} objective`, value)];
  },
  { told: (series) => ({ ...series, better: 'higher' }) },
);
