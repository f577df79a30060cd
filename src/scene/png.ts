/**
 * Pictures as PNG in plain arithmetic: sixteen colours, not compressed. Small pictures only; every engine that draws
 * an `<image>` can read them.
 */

/** The checksum of PNG (ISO 3309), for the bytes from `from` on. */
function crc32(bytes: readonly number[], from: number): number {
  let crc = 0xffffffff;
  for (let i = from; i < bytes.length; i += 1) {
    crc ^= bytes[i] ?? 0;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ ((crc & 1) * 0xedb88320);
  }
  return ~crc >>> 0;
}

/** The checksum of zlib (RFC 1950). */
function adler32(bytes: readonly number[]): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const uint32 = (value: number): readonly number[] => [
  (value >>> 24) & 255,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
];

function chunk(type: string, data: readonly number[]): readonly number[] {
  const named = [...type].map((letter) => letter.charCodeAt(0)).concat(data);
  return [...uint32(data.length), ...named, ...uint32(crc32(named, 0))];
}

/** Longest block of bytes that deflate stores as they are. */
const LONGEST_BLOCK = 65535;

/** Bytes as a zlib stream of stored blocks (RFC 1951, 3.2.4). */
function stored(bytes: readonly number[]): readonly number[] {
  const stream = [0x78, 0x01];
  for (let from = 0; from < bytes.length; from += LONGEST_BLOCK) {
    const block = bytes.slice(from, from + LONGEST_BLOCK);
    const size = block.length;
    const last = from + size >= bytes.length ? 1 : 0;
    stream.push(last, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255);
    for (const byte of block) stream.push(byte);
  }
  return stream.concat(uint32(adler32(bytes)));
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]];
    text += (BASE64[a >> 2] ?? '') + (BASE64[((a & 3) << 4) | ((b ?? 0) >> 4)] ?? '');
    text += b === undefined ? '=' : (BASE64[((b & 15) << 2) | ((c ?? 0) >> 6)] ?? '');
    text += c === undefined ? '=' : (BASE64[c & 63] ?? '');
  }
  return text;
}

/** `#rrggbb` as bytes. */
const channels = (hex: string): readonly number[] => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

/** Colours that a picture may have. */
const SHADES = 16;

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 to 255. */
  readonly pixels: ArrayLike<number>;
}

/**
 * A grey picture as a `data:` URL, in sixteen shades from `ground` (0) to `ink` (255).
 *
 * @param ground, ink colours as `#rrggbb`
 * @param enlarge whole number: each pixel becomes a square of that many, so that it stays sharp when drawn large
 */
export function pngUrl(
  { width, height, pixels }: Grey,
  { ground, ink, enlarge = 1 }: { readonly ground: string; readonly ink: string; readonly enlarge?: number },
): string {
  const [from, to] = [channels(ground), channels(ink)];
  const palette = Array.from({ length: SHADES }, (_, shade) =>
    from.map((low, i) => Math.round(low + (((to[i] ?? 0) - low) * shade) / (SHADES - 1))),
  ).flat();
  const [columns, rows] = [width * enlarge, height * enlarge];
  const shadeAt = (column: number, row: number): number =>
    column >= columns
      ? 0
      : Math.round(
          ((pixels[Math.floor(row / enlarge) * width + Math.floor(column / enlarge)] ?? 0) * (SHADES - 1)) /
            255,
        );
  const scanlines: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    scanlines.push(0);
    for (let column = 0; column < columns; column += 2) {
      scanlines.push((shadeAt(column, row) << 4) | shadeAt(column + 1, row));
    }
  }
  // Four bits a pixel, colours from a palette, neither filtered nor interlaced.
  const head = [...uint32(columns), ...uint32(rows), 4, 3, 0, 0, 0];
  const bytes = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].concat(
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', stored(scanlines)),
    chunk('IEND', []),
  );
  return `data:image/png;base64,${base64(bytes)}`;
}
