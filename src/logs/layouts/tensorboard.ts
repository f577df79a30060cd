import { readLog } from '../files.ts';
import { joined } from '../folder.ts';
import { LogError, type Reading, type Run } from '../series.ts';
import { EVENTS, type Folder, grouped, type Laid } from './layout.ts';

/** The folder that add_hparams writes into is named by the time. */
const BY_TIME = /(?:^|\/)(\d{9,}\.\d+)\/$/;

/** Event files: each folder with scalars is a run, whose later files go on from the earlier ones. */
export function tensorboard({ files, root, map }: Folder): readonly Laid[] {
  const folders = [...grouped(files, EVENTS)];
  if (folders.length === 0) return [];
  const read = async (): Promise<Reading> => {
    const runs = new Map<string, Run>();
    const warnings: string[] = [];
    for (const [folder, own] of folders) {
      let run: Run | undefined;
      for (const [file] of own)
        try {
          const reading = await readLog(file, map);
          const [next] = reading.runs;
          if (next === undefined || next.series.length === 0) continue;
          warnings.push(...reading.warnings);
          run = run === undefined ? next : joined(run, next);
        } catch (error) {
          if (!(error instanceof LogError)) throw error;
          warnings.push(error.message);
        }
      if (run === undefined) continue;
      const id = folder.replace(/\/$/, '') || root;
      const series = run.series.map((one) => ({ ...one, name: folder + one.name }));
      runs.set(folder, { ...run, id, series });
    }
    return { runs: withHparams(runs), warnings };
  };
  return [{ taken: folders.flatMap(([, own]) => own.map(([file]) => file)), read }];
}

/** Runs without those of add_hparams, whose single points are kept with the run they sum up. */
function withHparams(runs: ReadonlyMap<string, Run>): readonly Run[] {
  const result = new Map(runs);
  for (const [folder, run] of runs) {
    const above = folder.replace(BY_TIME, (whole) => (whole.startsWith('/') ? '/' : ''));
    const parent = result.get(above);
    if (above === folder || parent === undefined || run.series.some(({ values }) => values.length > 1))
      continue;
    result.delete(folder);
    result.set(above, {
      ...parent,
      series: [...parent.series, ...run.series.map((one) => ({ ...one, role: 'other' as const }))],
    });
  }
  return [...result.values()];
}
