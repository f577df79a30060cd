import { readLog } from '../files.ts';
import { LogError, type Reading, type Series } from '../series.ts';
import { grouped, type Layout, lastPart } from './layout.ts';

/** DVCLive: a table for each metric, whose path is its name. */
export const dvclive: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*\/)?)plots\/metrics\/(.+)\.tsv$/)].map(([folder, own]) => ({
    taken: files.filter(({ name }) => name.startsWith(folder)),
    read: async (): Promise<Reading> => {
      const warnings: string[] = [];
      const series: Series[] = [];
      for (const [file, [name = '']] of own)
        try {
          const reading = await readLog(file, map);
          warnings.push(...reading.warnings);
          series.push(...(reading.runs[0]?.series ?? []).map(({ rows: _, ...one }) => ({ ...one, name })));
        } catch (error) {
          if (!(error instanceof LogError)) throw error;
          warnings.push(error.message);
        }
      return { runs: [{ id: lastPart(folder, root), producer: 'dvclive', series }], warnings };
    },
  }));
