import { PbfReader } from 'pbf';
import { nothing, type Reader, whole } from '../reader.ts';
import { type Axis, type Reading, type Series, seriesOf } from '../series.ts';
import { beginsTfrecord, tfrecords } from './tfrecord.ts';

interface Scalar {
  readonly tag: string;
  readonly step: number;
  readonly value: number;
}

const FLOAT = 1;
const DOUBLE = 2;
const HALF = 19;
const INTEGERS: Readonly<
  Record<number, readonly [size: number, name: 'getInt32' | 'getBigInt64' | 'getUint8']>
> = {
  3: [4, 'getInt32'],
  9: [8, 'getBigInt64'],
  4: [1, 'getUint8'],
};

interface Tensor {
  type: number;
  elements: number;
  content: Uint8Array | undefined;
  listed: number | undefined;
}

/** The number of one element in `tensor_content`. */
function contentOf({ type, content }: Tensor): number | undefined {
  if (content === undefined || content.length === 0) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (type === FLOAT && content.length === 4) return view.getFloat32(0, true);
  if (type === DOUBLE && content.length === 8) return view.getFloat64(0, true);
  const [size, get] = INTEGERS[type] ?? [0, undefined];
  return get !== undefined && content.length === size ? Number(view[get](0, true)) : undefined;
}

/** The one number of a TensorProto: `tensor_content`, `float_val`, `double_val` or a list of integers. */
function tensorValue(pbf: PbfReader): number | undefined {
  const tensor: Tensor = { type: FLOAT, elements: 1, content: undefined, listed: undefined };
  const take = (list: readonly number[]) => {
    if (list.length === 1) tensor.listed = list[0];
    else tensor.elements = list.length;
  };
  pbf.readMessage((field, into: Tensor, from) => {
    if (field === 1) into.type = from.readVarint();
    else if (field === 4) into.content = from.readBytes();
    else if (field === 5) take(from.readPackedFloat());
    else if (field === 6) take(from.readPackedDouble());
    else if (field === 7 || field === 10) take(from.readPackedVarint(undefined, true));
  }, tensor);
  if (tensor.elements !== 1 || tensor.type === HALF) return undefined;
  return contentOf(tensor) ?? tensor.listed;
}

/** A Summary.Value that is a scalar: `simple_value`, or a tensor of one number. Texts, histograms and images are none. */
function readValue(pbf: PbfReader): { tag: string; value: number | undefined } {
  const read = { tag: '', value: undefined as number | undefined, plugin: '' };
  pbf.readMessage((field, into: typeof read, from) => {
    if (field === 1) into.tag = from.readString();
    else if (field === 2) into.value = from.readFloat();
    else if (field === 8) into.value = tensorValue(from);
    else if (field === 9)
      from.readMessage((inner, outer: typeof read, meta) => {
        if (inner === 1)
          meta.readMessage((deep, plugin: typeof read, name) => {
            if (deep === 1) plugin.plugin = name.readString();
          }, outer);
      }, into);
  }, read);
  const isScalar = read.plugin === '' || read.plugin === 'scalars';
  return { tag: read.tag, value: isScalar ? read.value : undefined };
}

interface Events {
  readonly scalars: readonly Scalar[];
  /** Steps at which a writer says that everything later is void. */
  readonly purges: readonly (readonly [scalar: number, step: number])[];
}

/** The scalars of Event records, in the order of the file. */
function eventsOf(records: readonly Uint8Array[]): Events {
  const scalars: Scalar[] = [];
  const purges: [number, number][] = [];
  for (const record of records) {
    const event = { step: 0, values: [] as ReturnType<typeof readValue>[], starts: false };
    new PbfReader(record).readFields((field, into: typeof event, pbf) => {
      if (field === 2) into.step = pbf.readVarint(true);
      else if (field === 5)
        pbf.readMessage((inner, summary: typeof event, from) => {
          if (inner === 1) summary.values.push(readValue(from));
        }, into);
      else if (field === 7)
        pbf.readMessage((inner, log: typeof event, from) => {
          // SessionLog.START: TensorBoard takes back all that stands at this step or later.
          if (inner === 1 && from.readVarint() === 1) log.starts = true;
        }, into);
    }, event);
    if (event.starts && scalars.length > 0) purges.push([scalars.length, event.step]);
    for (const { tag, value } of event.values)
      if (value !== undefined) scalars.push({ tag, step: event.step, value });
  }
  return { scalars, purges };
}

const EPOCH: Axis = { name: 'epoch', unit: 'epoch' };
const STEP: Axis = { name: 'step', unit: 'step' };
const ITERATION: Axis = { name: 'iteration', unit: 'iteration' };

/** Keras writes `epoch_*` over epochs and `batch_*`, `evaluation_*` over iterations into one file. */
const axisOf = (tag: string): Axis =>
  /^epoch_/.test(tag) ? EPOCH : /^(batch_|evaluation_)/.test(tag) ? ITERATION : STEP;

/** One series a tag. */
function seriesOfScalars({ scalars, purges }: Events): readonly Series[] {
  const byTag = new Map<string, (readonly [number, number])[]>();
  const writers = new Map<string, number[]>();
  scalars.forEach(({ tag, step, value }, i) => {
    const points = byTag.get(tag) ?? [];
    byTag.set(tag, points);
    const begun = purges.filter(([at]) => at <= i).length;
    const marks = writers.get(tag) ?? [];
    writers.set(tag, marks);
    if (begun > marks.length && points.length > 0) marks.push(points.length);
    points.push([step, value]);
  });
  return [...byTag].map(([tag, points]) => {
    const marks = writers.get(tag) ?? [];
    const mean = /^batch_/.test(tag) ? { meaning: 'running-mean' as const } : {};
    return seriesOf(tag, axisOf(tag), points, { ...mean, ...(marks.length > 0 ? { writers: marks } : {}) });
  });
}

/** TensorBoard event files, of whatever program. */
export const tensorboard: Reader = {
  family: 'tensorboard-events',
  knows: ({ bytes }) => beginsTfrecord(bytes),
  begin: whole((bytes, source): Reading => {
    const { records, torn } = tfrecords(bytes);
    const warnings =
      torn === undefined
        ? []
        : [
            torn.why === 'unfinished'
              ? `${source.name}: the last record is not finished (byte ${torn.at} of ${bytes.length}); what is whole before it is used`
              : `${source.name}: damaged at byte ${torn.at} of ${bytes.length}; the ${records.length} records before it are used`,
          ];
    const series = seriesOfScalars(eventsOf(records));
    if (series.length === 0) {
      const empty = nothing(source, 'tensorboard-events', 'an event file without scalars: nothing to draw');
      return { ...empty, warnings: [...empty.warnings, ...warnings] };
    }
    return { runs: [{ id: source.id, producer: 'tensorboard-events', series, whole: true }], warnings };
  }),
};
