import type { LabelledImages } from './images.ts';

/** A malformed input file; the message is one line and names the file. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The first four bytes: two zeros, the type (8: unsigned bytes), the number of dimensions. */
const MAGIC = { images: 0x0803, labels: 0x0801 } as const;
type Kind = keyof typeof MAGIC;

const hexadecimal = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;

interface Header {
  readonly sizes: readonly number[];
  readonly body: Uint8Array;
}

/** Checks magic number and length. */
function header(bytes: Uint8Array, name: string, kind: Kind): Header {
  const dimensions = MAGIC[kind] & 0xff;
  const head = 4 + 4 * dimensions;
  if (bytes.length < 4) throw new InputError(`${name}: truncated: ${bytes.length} bytes are not an IDX file`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  if (magic !== MAGIC[kind]) {
    const other: Kind = kind === 'images' ? 'labels' : 'images';
    const hint = magic === MAGIC[other] ? `, this is a file of ${other}` : '';
    throw new InputError(
      `${name}: the magic number is ${hexadecimal(magic)}, IDX ${kind} have ${hexadecimal(MAGIC[kind])}${hint}`,
    );
  }
  if (bytes.length < head) {
    throw new InputError(
      `${name}: truncated: the file ends after ${bytes.length} of the ${head} header bytes`,
    );
  }
  const sizes = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const [count = 0, ...sides] = sizes;
  if (count === 0) throw new InputError(`${name}: contains no ${kind}`);
  if (sides.some((side) => side === 0))
    throw new InputError(`${name}: its images are ${sides.join('×')} pixels`);
  const wanted = sizes.reduce((product, size) => product * size, 1);
  const given = bytes.length - head;
  if (given !== wanted) {
    const what = sides.length === 0 ? `${count} labels` : `${count} images of ${sides.join('×')}`;
    const wrong = given < wanted ? 'truncated' : 'too long';
    throw new InputError(`${name}: ${wrong}: ${what} need ${wanted} bytes after the header, found ${given}`);
  }
  return { sizes, body: bytes.subarray(head) };
}

/** Bytes of a file, with the name to use in error messages. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a pair of files in MNIST's IDX format, already unpacked: big-endian magic number and sizes, then
 * unsigned bytes.
 *
 *     images: 0x00000803, count, rows, columns, pixels (0 background, 255 ink)
 *     labels: 0x00000801, count, classes
 *
 * @param classes number of classes; labels are 0 … classes − 1
 * @throws InputError naming the file: wrong magic number, truncated or too long, no images, mismatched counts, a label
 * out of range
 */
export function readIdx(images: NamedBytes, labels: NamedBytes, classes: number): LabelledImages {
  const {
    sizes: [count = 0, height = 0, width = 0],
    body: pixels,
  } = header(images.bytes, images.name, 'images');
  const { sizes, body } = header(labels.bytes, labels.name, 'labels');
  if (sizes[0] !== count) {
    throw new InputError(`${labels.name}: ${sizes[0]} labels for ${count} images in ${images.name}`);
  }
  const wrong = body.findIndex((label) => label >= classes);
  if (wrong >= 0) {
    throw new InputError(`${labels.name}: label ${wrong} is ${body[wrong]}, not one of 0–${classes - 1}`);
  }
  return { width, height, count, pixels, labels: body };
}
