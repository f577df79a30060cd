/** The table of a CRC of 32 bits, bits reflected. */
const tableOf = (polynomial: number): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value >>> 0;
  });

const IEEE = tableOf(0xedb88320);
const CASTAGNOLI = tableOf(0x82f63b78);

function crcBy(table: Uint32Array, pieces: readonly Uint8Array[]): number {
  let crc = 0xffffffff;
  for (const bytes of pieces) for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** CRC-32 as in zip files, of several pieces of bytes in a row. */
export const crc32 = (...pieces: readonly Uint8Array[]): number => crcBy(IEEE, pieces);

/** CRC-32C, masked as in TFRecord files: rotated by 15 bits, plus a constant. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crcBy(CASTAGNOLI, [bytes]);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
