const HEADER = 32;
const FRAME = 24;
const MAGIC = 0x377f0682;

const checksum = (
  view: DataView,
  from: number,
  to: number,
  little: boolean,
  start: readonly [number, number],
) => {
  let [a, b] = start;
  for (let at = from; at < to; at += 8) {
    a = (a + view.getUint32(at, little) + b) >>> 0;
    b = (b + view.getUint32(at + 4, little) + a) >>> 0;
  }
  return [a, b] as const;
};

/**
 * A database with the committed pages of its write-ahead log put in: what SQLite would do at the next checkpoint.
 *
 * @param database bytes of the database file
 * @param wal bytes of the file beside it whose name ends in `-wal`
 * @returns a copy; the same bytes if nothing in the log is committed
 * @see https://www.sqlite.org/fileformat2.html#walformat
 */
export function withWal(database: Uint8Array, wal: Uint8Array): Uint8Array {
  if (wal.length < HEADER) return database;
  const view = new DataView(wal.buffer, wal.byteOffset, wal.byteLength);
  const magic = view.getUint32(0);
  if ((magic & ~1) >>> 0 !== MAGIC) return database;
  const little = (magic & 1) === 0;
  const size = view.getUint32(8) === 1 ? 65536 : view.getUint32(8);
  let sums = checksum(view, 0, 24, little, [0, 0]);
  const pending = new Map<number, number>();
  const committed = new Map<number, number>();
  let pages = 0;
  for (let at = HEADER; at + FRAME + size <= wal.length; at += FRAME + size) {
    // Frames of an earlier generation of the log have other salts.
    if (view.getUint32(at + 8) !== view.getUint32(16) || view.getUint32(at + 12) !== view.getUint32(20))
      break;
    sums = checksum(view, at, at + 8, little, sums);
    sums = checksum(view, at + FRAME, at + FRAME + size, little, sums);
    if (sums[0] !== view.getUint32(at + 16) || sums[1] !== view.getUint32(at + 20)) break;
    pending.set(view.getUint32(at), at + FRAME);
    const commit = view.getUint32(at + 4);
    if (commit === 0) continue;
    pages = commit;
    for (const [page, place] of pending) committed.set(page, place);
    pending.clear();
  }
  if (committed.size === 0) return database;
  const result = new Uint8Array(pages * size);
  result.set(database.subarray(0, result.length));
  for (const [page, place] of committed)
    if (page <= pages) result.set(wal.subarray(place, place + size), (page - 1) * size);
  return result;
}
