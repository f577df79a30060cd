/** What lies around the picture in a PNG file, in plain arithmetic, so that it is the same in every engine. */

/** CRC-32 (ISO 3309) of each byte. */
const CRCS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
  return crc;
});

/** PNG's checksum. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRCS[(crc ^ byte) & 255] ?? 0);
  return ~crc >>> 0;
}

/** A number as four bytes, the highest first. */
export const uint32 = (value: number): readonly number[] => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

/** A chunk as a file holds it: length, type, data, checksum of type and data. */
function chunk(type: string, data: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  bytes.set(uint32(data.length), 0);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  bytes.set(uint32(crc32(bytes.subarray(4, data.length + 8))), data.length + 8);
  return bytes;
}

/** What a PNG file says of its picture. */
export interface PngHead {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** 2: red, green and blue; 3: an index into a palette; 6: red, green, blue and alpha. */
  readonly colourType: 2 | 3 | 6;
}

/** A PNG file, not interlaced. @param chunks between head and end, each with its type */
export function pngFile(
  { width, height, depth, colourType }: PngHead,
  chunks: readonly (readonly [type: string, data: ArrayLike<number>])[],
): Uint8Array {
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', [...uint32(width), ...uint32(height), depth, colourType, 0, 0, 0]),
    ...chunks.map(([type, data]) => chunk(type, data)),
    chunk('IEND', []),
  ];
  const file = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    file.set(part, end);
    end += part.length;
  }
  return file;
}
