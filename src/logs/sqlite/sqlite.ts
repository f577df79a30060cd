import { type Reader, type Source, whole } from '../reader.ts';
import { LogError, type Reading, type Run } from '../series.ts';
import { type Database, query } from './database.ts';
import { mlflowRuns } from './mlflow.ts';
import { trackioRuns } from './trackio.ts';
import { withWal } from './wal.ts';

const MAGIC = 'SQLite format 3\0';

/** Trackers that keep their points in a database: its tables, and how to read them. */
const TRACKERS: readonly {
  readonly producer: string;
  readonly tables: readonly string[];
  readonly runs: (database: Database) => readonly Run[];
}[] = [
  { producer: 'mlflow-sqlite', tables: ['runs', 'metrics', 'latest_metrics'], runs: mlflowRuns },
  { producer: 'trackio-sqlite', tables: ['metrics', 'configs'], runs: trackioRuns },
];

/** Whether bytes begin a database. */
const beginsDatabase = (bytes: Uint8Array): boolean =>
  [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0));

const VERSION_AT = 18;

/** The bytes of a database with its write-ahead log put in, and what has to be said of the log. */
export async function settled(
  bytes: Uint8Array,
  { name, beside }: Source,
): Promise<{ readonly bytes: Uint8Array; readonly warnings: readonly string[] }> {
  const wal = await beside?.('-wal');
  if (wal !== undefined) return { bytes: withWal(bytes, wal), warnings: [] };
  if (bytes[VERSION_AT] !== 2) return { bytes, warnings: [] };
  return {
    bytes,
    warnings: [
      `${name}: no ${name.split('/').at(-1)}-wal beside it; if the run was killed, its last points are in that file`,
    ],
  };
}

/** Databases of MLflow and trackio. */
export const sqlite: Reader = {
  family: 'sqlite',
  knows: ({ bytes }) => beginsDatabase(bytes),
  begin: whole(async (raw, source): Promise<Reading> => {
    const { bytes, warnings } = await settled(raw, source);
    return query(bytes, source.name, (database) => {
      const tracker = TRACKERS.find(({ tables }) => tables.every((table) => database.tables.has(table)));
      if (tracker === undefined) throw unknown(source, database);
      const runs = tracker.runs(database);
      if (runs.length > 0) return { runs, warnings };
      return { runs: [], warnings: [...warnings, `${source.name}: no run in it has a point`] };
    });
  }),
};

function unknown({ name }: Source, { tables }: Database): LogError {
  const seen = [...tables].slice(0, 5).join(', ') || 'no tables';
  return tables.has('tag') && tables.has('experiment')
    ? new LogError(
        `${name}: SwanLab keeps only names here; give the folder that it lies in, where the numbers are`,
      )
    : new LogError(`${name}: a database of no known tracker (tables: ${seen})`);
}
