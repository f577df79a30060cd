import { NUMBER } from '../numbers.ts';
import type { Role } from '../series.ts';
import { type Cells, cell, lineFormat } from './format.ts';

const TESSERACT = /\bAt iteration (\d+)\/(\d+)\/(\d+), (.*)$/i;

const ERROR_RATE = /^(?:char|word) train$/;

/** Tesseract's lstmtraining: `At iteration 50/100/100, mean rms=5.1%, …`: of learning, of training, of samples. */
export const tesseract = lineFormat(
  'tesseract-text',
  (text) => {
    const [whole, learning, training, samples, rest = ''] = TESSERACT.exec(text) ?? [];
    if (whole === undefined) return undefined;
    const [shares = ''] = rest.split(/,\s*New /i);
    return [
      ...cell('iteration', training),
      ...cell('learning iteration', learning),
      ...cell('sample iteration', samples),
      ...[...shares.matchAll(/([a-z][a-z ]*)=([\d.]+)%/gi)].flatMap(
        ([, name = '', digits]): Cells => cell(name.trim(), digits),
      ),
    ];
  },
  {
    told: (series) =>
      ERROR_RATE.test(series.name) ? { ...series, role: 'metric', better: 'lower' } : series,
  },
);

const DL4J = new RegExp(String.raw`Score at iteration (\d+) is (${NUMBER})`, 'i');

/** Deeplearning4j: its score is the loss. */
export const dl4j = lineFormat(
  'deeplearning4j-text',
  (text) => {
    const [whole, iteration, score] = DL4J.exec(text) ?? [];
    return whole === undefined ? undefined : [...cell('iteration', iteration), ...cell('score', score)];
  },
  { told: (series) => ({ ...series, role: 'train-loss', better: 'lower' }) },
);

const LLMC = new RegExp(String.raw`^s:(\d+)((?: (?:tel|eval|trl|lr|norm):(?:${NUMBER}))+)\s*$`, 'i');
const LLMC_ROLES: Readonly<Record<string, Role>> = {
  tel: 'validation-loss',
  trl: 'train-loss',
  eval: 'metric',
};

/** llm.c's main.log: `s:250 trl:4.5 lr:0.0006 norm:1.2`, and `s:250 tel:4.6` of what was held out. */
export const llmc = lineFormat(
  'llm.c-text',
  (text) => {
    const [whole, step, pairs = ''] = LLMC.exec(text) ?? [];
    if (whole === undefined) return undefined;
    return [
      ...cell('step', step),
      ...pairs
        .trim()
        .split(' ')
        .flatMap((pair) => {
          const [name = '', digits] = pair.split(':');
          return cell(name, digits);
        }),
    ];
  },
  {
    told: (series) => {
      const role = LLMC_ROLES[series.name];
      return role === undefined ? series : { ...series, role };
    },
  },
);

const YOLO = /^\s*(\d+)\/\d+\s+[\d.]+G((?:\s+[\d.e+-]+|\s+nan){13})\s*$/i;
const YOLO_NAMES = [
  ...['train/box_loss', 'train/obj_loss', 'train/cls_loss', 'train/total_loss', 'labels', 'img_size'],
  ...['metrics/precision', 'metrics/recall', 'metrics/mAP_0.5', 'metrics/mAP_0.5:0.95'],
  ...['val/box_loss', 'val/obj_loss', 'val/cls_loss'],
];

/** results.txt of YOLOv5 up to 5.0 and of YOLOv7: columns without a header. */
export const yolo = lineFormat('yolo-text', (text) => {
  const [whole, epoch, numbers = ''] = YOLO.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = numbers.trim().split(/\s+/);
  return [...cell('epoch', epoch), ...YOLO_NAMES.flatMap((name, i) => cell(name, digits[i]))];
});
