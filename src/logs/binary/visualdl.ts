import { PbfReader } from 'pbf';
import { nothing, type Reader, whole } from '../reader.ts';
import { type Axis, type Reading, seriesOf } from '../series.ts';

const HEADER = 8;
const STEP: Axis = { name: 'step', unit: 'step' };

interface Value {
  step: number;
  tag: string;
  value: number | undefined;
}

const lengthAt = (bytes: Uint8Array, at: number): number => {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER);
  return view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
};

/** Record {1: Value {1 step, 2 tag, 3 time, 4 float32, 10 meta data}}. */
function readRecord(record: Uint8Array): readonly Value[] {
  const values: Value[] = [];
  new PbfReader(record).readFields((field, into: Value[], pbf) => {
    if (field !== 1) return;
    into.push(
      pbf.readMessage(
        (inner, value: Value, from) => {
          if (inner === 1) value.step = from.readVarint(true);
          else if (inner === 2) value.tag = from.readString();
          else if (inner === 4) value.value = from.readFloat();
        },
        { step: 0, tag: '', value: undefined },
      ),
    );
  }, values);
  return values;
}

/** The values of a record, or nothing if it is damaged: it has no checksum that would tell. */
function wholeRecord(record: Uint8Array): readonly Value[] | undefined {
  try {
    return readRecord(record);
  } catch {
    return undefined;
  }
}

const META = 'meta_data_tag';

/** Whether the first record is the one that VisualDL begins with. */
function begins(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER) return false;
  const length = lengthAt(bytes, 0);
  if (length === 0 || length > 4096 || HEADER + length > bytes.length) return false;
  return wholeRecord(bytes.subarray(HEADER, HEADER + length))?.some(({ tag }) => tag === META) ?? false;
}

/** VisualDL's records: a length (u64) and the data, without any checksum. */
export const visualdl: Reader = {
  family: 'visualdl',
  knows: ({ bytes }) => begins(bytes),
  begin: whole((bytes, source): Reading => {
    const byTag = new Map<string, (readonly [number, number])[]>();
    let at = 0;
    while (at < bytes.length) {
      const end = at + HEADER > bytes.length ? Number.POSITIVE_INFINITY : at + HEADER + lengthAt(bytes, at);
      const values = end > bytes.length ? undefined : wholeRecord(bytes.subarray(at + HEADER, end));
      if (values === undefined) break;
      for (const { tag, step, value } of values)
        if (value !== undefined && tag !== META) {
          const points = byTag.get(tag) ?? [];
          byTag.set(tag, points);
          points.push([step, value]);
        }
      at = end;
    }
    if (byTag.size === 0)
      return nothing(source, 'visualdl', 'no points: the run was killed before it wrote one');
    const series = [...byTag].map(([tag, points]) => seriesOf(tag, STEP, points));
    const warnings =
      at < bytes.length
        ? [
            `${source.name}: a record is not finished or damaged (byte ${at} of ${bytes.length}); what is whole before it is used`,
          ]
        : [];
    return { runs: [{ id: source.id, producer: 'visualdl', series }], warnings };
  }),
};
