import { LogError } from '../series.ts';

/** An array of numbers as NumPy stores it. */
export interface NumpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const MAGIC = '\x93NUMPY';

const READ: Readonly<Record<string, (view: DataView, at: number, little: boolean) => number>> = {
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  b1: (view, at) => view.getUint8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/**
 * Reads an array in NumPy's format.
 *
 * @returns undefined if it holds something else than numbers
 * @throws LogError if it is no such file, or cut
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(bytes: Uint8Array, name: string): NumpyArray | undefined {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 65_536));
  if (!text.startsWith(MAGIC)) throw new LogError(`${name}: not an array of NumPy's`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = (bytes[6] ?? 1) > 1;
  const start = long ? 12 : 10;
  const end = start + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = text.slice(start, end);
  const [, order = '<', kind = ''] = /'descr': '([<>|=])(\w\d+)'/.exec(header) ?? [];
  const shape = [...(/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '').matchAll(/\d+/g)].map(([digits]) =>
    Number(digits),
  );
  const read = READ[kind];
  if (read === undefined) return undefined;
  const size = Number(kind.slice(1));
  const count = shape.reduce((product, side) => product * side, 1);
  if (end + count * size > bytes.length) throw new LogError(`${name}: the array is cut`);
  return {
    shape,
    values: Float64Array.from({ length: count }, (_, i) => read(view, end + i * size, order !== '>')),
  };
}
