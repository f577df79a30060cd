import { type Database, textOf } from './database.ts';

/** Of each run's folder: which name the numbers in a folder of its logs have. */
export type SwanlabNames = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The names of the metrics, which SwanLab keeps in its database alone. */
export function swanlabNames({ rows }: Database): SwanlabNames {
  const names = new Map<string, Map<string, string>>();
  for (const row of rows(
    'SELECT experiment.run_id AS run, tag.folder AS folder, tag.name AS name FROM tag JOIN experiment ON experiment.id = tag.experiment_id',
  )) {
    const run = names.get(textOf(row.run)) ?? new Map<string, string>();
    names.set(textOf(row.run), run);
    run.set(textOf(row.folder), textOf(row.name));
  }
  return names;
}
