import { PbfWriter } from 'pbf';
import { maskedCrc32c } from '../../src/logs/binary/crc32.ts';

interface Written {
  readonly tag?: string;
  readonly step?: number;
  readonly value?: number;
  /** A session that starts here: what stands at later steps is void. */
  readonly starts?: boolean;
}

function framed(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length + 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length, true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc32c(data), true);
  return bytes;
}

function event({ tag, step, value, starts }: Written): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeDoubleField(1, 1.7e9);
  if (step !== undefined) pbf.writeVarintField(2, step);
  if (tag !== undefined && value !== undefined)
    pbf.writeMessage(
      5,
      (_, summary) =>
        summary.writeMessage(
          1,
          (__, one) => {
            one.writeStringField(1, tag);
            one.writeFloatField(2, value);
          },
          null,
        ),
      null,
    );
  if (starts) pbf.writeMessage(7, (_, log) => log.writeVarintField(1, 1), null);
  return framed(pbf.finish());
}

/** An event file of TensorBoard's with these records. */
export const eventFile = (records: readonly Written[]): Uint8Array => Buffer.concat(records.map(event));

/** Records of one tag at these steps, the value 1 / (step + 1) plus something. */
export const scalars = (tag: string, steps: readonly number[], plus = 0): readonly Written[] =>
  steps.map((step) => ({ tag, step, value: 1 / (step + 1) + plus }));
