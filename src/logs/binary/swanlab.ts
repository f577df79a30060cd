import { PbfReader } from 'pbf';
import { nothing, type Reader, whole } from '../reader.ts';
import { type Axis, type Reading, seriesOf } from '../series.ts';
import { chunks } from './chunks.ts';

const MAGIC = [0x3a, 0x53, 0x57, 0x4c];
const HEADER = 7;
const STEP: Axis = { name: 'step', unit: 'step' };

interface Scalar {
  key: string;
  step: number;
  value: number | undefined;
  type: number;
}

/** A scalar; step 0 and value 0 are absent fields. */
function readScalar(pbf: PbfReader): Scalar {
  return pbf.readMessage(
    (field, into: Scalar, from) => {
      if (field === 1) into.key = from.readString();
      else if (field === 2) into.step = from.readVarint(true);
      else if (field === 3) into.type = from.readVarint();
      else if (field === 5)
        into.value = from.readMessage(
          (inner, value: { number: number }, number) => {
            if (inner === 1) value.number = number.readDouble();
          },
          { number: 0 },
        ).number;
    },
    { key: '', step: 0, value: undefined, type: 0 },
  );
}

/** SwanLab's binary file of a run. */
export const swanlab: Reader = {
  family: 'swanlab-binary',
  knows: ({ bytes }) => MAGIC.every((byte, i) => bytes[i] === byte),
  begin: whole((bytes, source): Reading => {
    const { records, torn } = chunks(bytes, HEADER);
    const byKey = new Map<string, (readonly [number, number])[]>();
    for (const record of records)
      new PbfReader(record).readFields((field, into: typeof byKey, pbf) => {
        if (field !== 13) return;
        const { key, step, value } = readScalar(pbf);
        if (value === undefined) return;
        const points = into.get(key) ?? [];
        into.set(key, points);
        points.push([step, value]);
      }, byKey);
    if (byKey.size === 0)
      return nothing(source, 'swanlab-binary', 'no points: the run was killed before it wrote one');
    const series = [...byKey].map(([key, points]) => seriesOf(key, STEP, points));
    const warnings =
      torn === undefined
        ? []
        : [`${source.name}: torn at byte ${torn} of ${bytes.length}; what is whole before it is used`];
    return { runs: [{ id: source.id, producer: 'swanlab-binary', series }], warnings };
  }),
};
