import { numberIn } from '../numbers.ts';
import { type Axis, type Series, seriesOf } from '../series.ts';
import { isObject } from './parse.ts';
import type { DocumentShape } from './producer.ts';

const STEP: Axis = { name: 'step', unit: 'step' };

type Triples = readonly (readonly [wall: unknown, step: unknown, value: unknown])[];

const areTriples = (value: unknown): value is Triples =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every(
    (item) => Array.isArray(item) && item.length === 3 && item.every((part) => numberIn(part) !== undefined),
  ) &&
  (numberIn(value[0]?.[0]) ?? 0) > 1e8;

const seriesFrom = (name: string, triples: Triples): Series =>
  seriesOf(
    name,
    STEP,
    triples.map(([, step, value]) => [numberIn(step) ?? 0, numberIn(value) ?? Number.NaN]),
  );

/** At most this many points are in a download. */
const SAMPLE = 1000;

/** What has to be said of a download of so many points. */
export const sampled = (name: string, points: number): readonly string[] =>
  points >= SAMPLE * 0.99 && points <= SAMPLE
    ? [
        `${name}: sampled: TensorBoard hands out at most ${SAMPLE} points of a longer series, drawn at random and without the first; the event file has all`,
      ]
    : [];

/** TensorBoard's download of one series, and tensorboardX' export of several. */
export const tensorboardJson: DocumentShape = {
  producer: 'tensorboard-download-json',
  read(value, source) {
    if (areTriples(value))
      return {
        runs: [{ id: source.id, producer: this.producer, series: [seriesFrom('value', value)] }],
        warnings: sampled(source.name, value.length),
      };
    if (!isObject(value)) return undefined;
    const entries = Object.entries(value);
    if (entries.length === 0 || !entries.every(([, triples]) => areTriples(triples))) return undefined;
    const runs = entries.flatMap(([name, triples]) =>
      areTriples(triples)
        ? [{ id: name, producer: 'tensorboardX-json', series: [seriesFrom(name, triples)] }]
        : [],
    );
    return { runs, warnings: [] };
  },
};
