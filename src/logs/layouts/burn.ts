import { readFileSync } from 'node:fs';
import { byNumbers } from '../folder.ts';
import { numberOf } from '../numbers.ts';
import { place } from '../place.ts';
import { recordBuilder } from '../records.ts';
import type { Reading, Series } from '../series.ts';
import { grouped, type Layout, lastPart } from './layout.ts';

/**
 * Burn's experiment folder: for each set, epoch and metric a file, with a line for each batch: its value, or value and number
 * of its elements; `value,final` is of the whole epoch.
 */
export const burn: Layout = ({ files, root, map }) =>
  [...grouped(files, /^((?:.*\/)?)(train|valid|test)\/(?:[^/]+\/)?epoch-(\d+)\/([^/]+)\.log$/)].map(
    ([folder, own]) => ({
      taken: [
        ...own.map(([file]) => file),
        ...files.filter(({ name }) => name === `${folder}experiment.log`),
      ],
      read: async (): Promise<Reading> => {
        const series = new Map<string, ReturnType<typeof recordBuilder>>();
        for (const [{ path }, [set = '', epoch = '', metric = '']] of [...own].sort(([a], [b]) =>
          byNumbers(a.name, b.name),
        ))
          for (const line of readFileSync(path, 'utf8').split('\n')) {
            const [text = '', count] = line.trim().split(',');
            const value = numberOf(text);
            if (value === undefined) continue;
            const name = `${set}/${metric}${count === 'final' ? ' (epoch)' : ''}`;
            const rows = series.get(name) ?? recordBuilder();
            series.set(name, rows);
            rows.row();
            rows.number('epoch', Number(epoch));
            rows.number(name, value);
          }
        const placed = [...series.values()].map((rows) => place(rows.done(), { ...map, usual: 'epoch' }));
        // Their rows are those of different files.
        const all = placed.flatMap((one): readonly Series[] =>
          (one?.series ?? []).map(({ rows: _, ...own }) => own),
        );
        return {
          runs: [{ id: lastPart(folder, root), producer: 'burn', series: all }],
          warnings: [...new Set(placed.flatMap((one) => one?.says ?? []))],
        };
      },
    }),
  );
