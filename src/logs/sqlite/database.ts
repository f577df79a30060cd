import { LogError } from '../series.ts';

export type Cell = string | number | bigint | null | Uint8Array | Int8Array | ArrayBuffer;
export type Row = Readonly<Record<string, Cell>>;

/** What a reader asks of a database. */
export interface Database {
  readonly tables: ReadonlySet<string>;
  columns(table: string): ReadonlySet<string>;
  rows(sql: string): readonly Row[];
}

/** Numbers of the file format's version; 2 means that a write-ahead log is in use, which needs shared memory to be opened. */
const VERSIONS = [18, 19];

/**
 * Opens a database in memory and asks of it what is wanted; the file is never written to.
 *
 * @param bytes of the file, its write-ahead log put in already
 * @throws LogError if it is damaged so that nothing can be read
 */
export async function query<T>(bytes: Uint8Array, name: string, ask: (database: Database) => T): Promise<T> {
  // 2 MB, loaded only for databases.
  const { default: load } = await import('@sqlite.org/sqlite-wasm');
  const { wasm, oo1, capi } = await load({ print: () => {}, printErr: () => {} });
  const copy = Uint8Array.from(bytes);
  for (const at of VERSIONS) copy[at] = 1;
  const database = new oo1.DB();
  try {
    const pointer = wasm.allocFromTypedArray(copy);
    if (database.pointer === undefined) throw new Error('not opened');
    capi.sqlite3_deserialize(
      database.pointer,
      'main',
      pointer,
      copy.byteLength,
      copy.byteLength,
      capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_READONLY,
    );
    const rows = (sql: string): readonly Row[] =>
      database.exec({ sql, rowMode: 'object', returnValue: 'resultRows' }) as readonly Row[];
    const tables = new Set(
      rows("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name: t }) => String(t)),
    );
    const columns = (table: string) =>
      new Set(rows(`PRAGMA table_info("${table}")`).map(({ name: c }) => String(c)));
    return ask({ tables, columns, rows });
  } catch (error) {
    if (error instanceof LogError) throw error;
    const why =
      error instanceof Error
        ? error.message.replace(/^.*?: (sqlite3 result code \d+: )?/, '')
        : String(error);
    throw new LogError(`${name}: the database cannot be read: ${why}`);
  } finally {
    database.close();
  }
}

/** A cell as text, whether it was stored as text or as bytes. */
export function textOf(cell: Cell | undefined): string {
  if (cell instanceof Uint8Array) return new TextDecoder().decode(cell);
  return cell === null || cell === undefined ? '' : String(cell);
}
