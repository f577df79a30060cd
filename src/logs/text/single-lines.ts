import { NUMBER } from '../numbers.ts';
import { type Cells, cell, lineFormat } from './format.ts';

const DARKNET = new RegExp(
  String.raw`^\s*(\d+):\s*(${NUMBER}),\s*(${NUMBER}) avg(?: loss)?,\s*(${NUMBER}) rate,\s*(${NUMBER}) seconds,\s*(\d+) images`,
  'i',
);

/** `11000: 0.051831, 0.085730 avg loss, 0.001000 rate, 0.886196 seconds, 2816000 images`. */
export const darknet = lineFormat(
  'darknet-text',
  (text) => {
    const [whole, iteration, loss, average, rate, seconds, images] = DARKNET.exec(text) ?? [];
    if (whole === undefined) return undefined;
    return [
      ...cell('iteration', iteration),
      ...cell('loss', loss),
      ...cell('avg loss', average),
      ...cell('rate', rate),
      ...cell('seconds', seconds),
      ...cell('images', images),
    ];
  },
  { told: (series) => (series.name === 'avg loss' ? { ...series, meaning: 'running-mean' } : series) },
);

/** The number after the last colon of each part between bars. */
const barred = (parts: readonly string[]): Cells =>
  parts.flatMap((part) => {
    const at = part.lastIndexOf(':');
    return at < 0 ? [] : cell(part.slice(0, at).trim(), part.slice(at + 1).trim());
  });

/** ` iteration 26/ 500000 | lm loss: 1.029183E+01 | loss scale: 131072.0 | …`, and its validations. */
export const megatron = lineFormat('megatron-text', (text) => {
  const parts = text.split('|');
  const training = /\biteration\s+(\d+)\s*\/\s*\d+\s*$/.exec(parts[0] ?? '')?.[1];
  if (training !== undefined && parts.length > 2)
    return [...cell('iteration', training), ...barred(parts.slice(1))];
  const validation = /(validation|test) loss at (?:iteration|the end of training)\s*(\d+)?/.exec(
    parts[0] ?? '',
  );
  if (validation?.[2] === undefined) return undefined;
  const set = validation[1] ?? 'validation';
  return [
    ...cell('iteration', validation[2]),
    ...barred(parts.slice(1)).map(
      ([name, value]) => [`${set} ${name.replace(/ value$/, '')}`, value] as const,
    ),
  ];
});

const NAME_VALUE = new RegExp(String.raw`^([A-Za-z][\w.@ -]*?) (${NUMBER})$`, 'i');

/** `| INFO | train | epoch 001 | loss 3.663 | ppl 12.67`, and `valid on 'valid' subset`. */
export const fairseq = lineFormat('fairseq-text', (text) => {
  const parts = text.split('|').map((part) => part.trim());
  const epoch = parts.find((part) => /^epoch \d+(:.*)?$/.test(part));
  if (epoch === undefined || /\d+\s*\/\s*\d+/.test(epoch)) return undefined;
  const set = /valid on '(\w+)' subset/.exec(text)?.[1] ?? (parts.includes('valid') ? 'valid' : 'train');
  const pairs = parts.flatMap((part): Cells => {
    const [, name = '', digits] = NAME_VALUE.exec(part) ?? [];
    return name === '' || name === 'epoch' ? [] : cell(`${set}/${name}`, digits);
  });
  return pairs.length === 0 ? undefined : [...cell('epoch', /\d+/.exec(epoch)?.[0]), ...pairs];
});

const FASTTEXT = new RegExp(
  String.raw`Progress:\s*([\d.]+)%\s+words/sec/thread:\s*(\d+)\s+lr:\s*(${NUMBER})\s+(avg\.loss|loss):\s*(${NUMBER})`,
  'i',
);

/** `Progress: 100.0% words/sec/thread: 635512 lr: 0.000000 avg.loss: 2.721613`: over per cent. */
export const fasttext = lineFormat(
  'fasttext-text',
  (text) => {
    const [whole, percent, speed, rate, name = '', loss] = FASTTEXT.exec(text) ?? [];
    if (whole === undefined) return undefined;
    return [
      ...cell('progress', percent),
      ...cell('words/sec/thread', speed),
      ...cell('lr', rate),
      ...cell(name, loss),
    ];
  },
  {
    axis: { name: 'progress', unit: 'row' },
    told: (series) => (/loss/.test(series.name) ? { ...series, meaning: 'running-mean' } : series),
  },
);

const CAFFE = /\b(?:solver|sgd_solver)\.cpp:\d+\]\s*(.*)$/;

/** Whether a line is of Caffe's solver, and what it says. */
export const caffeLine = (text: string): string | undefined => CAFFE.exec(text)?.[1];
