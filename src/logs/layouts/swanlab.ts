import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sourceOf } from '../files.ts';
import { isObject, parseJson } from '../json/parse.ts';
import { numberIn } from '../numbers.ts';
import { LogError, type Reading, seriesOf } from '../series.ts';
import { query } from '../sqlite/database.ts';
import { settled } from '../sqlite/sqlite.ts';
import { type SwanlabNames, swanlabNames } from '../sqlite/swanlab.ts';
import { grouped, type Layout } from './layout.ts';

const STEP = { name: 'step', unit: 'step' } as const;

/** The names that SwanLab's database has, which lies above the folders of its runs. */
async function namesFor(folder: string): Promise<SwanlabNames> {
  for (let at = folder, up = 0; up < 4; at = dirname(at), up++) {
    const path = `${at}/runs.swanlab`;
    try {
      const bytes = readFileSync(path);
      const source = sourceOf({ path, name: 'runs.swanlab' }, {});
      return await query((await settled(bytes, source)).bytes, source.name, (database) =>
        database.tables.has('tag') ? swanlabNames(database) : new Map(),
      );
    } catch (error) {
      if (error instanceof LogError) return new Map();
    }
  }
  return new Map();
}

/** SwanLab's own files: folders by number, each cut into files of a thousand points. */
export const swanlab: Layout = ({ files, root, path: given }) =>
  [...grouped(files, /^((?:.*\/)?)(\d+)\/(\d+)\.log$/)].flatMap(([folder, own]) => {
    const first = readFileSync(own[0]?.[0].path ?? '', 'utf8').split('\n')[0] ?? '';
    const line = parseJson(first);
    if (!isObject(line) || !('index' in line && 'data' in line)) return [];
    const runFolder = `${given}/${folder}`.replace(/\/+$/, '').replace(/\/logs$/, '');
    const id = runFolder.split('/').at(-1) ?? root;
    const binary = files.filter(
      ({ name }) =>
        /\.swanlab$/.test(name) && (folder === '' || name.startsWith(folder.replace(/logs\/$/, ''))),
    );
    const read = async (): Promise<Reading> => {
      const names = (await namesFor(runFolder)).get(id);
      const points = new Map<string, [number, number][]>();
      for (const [{ path }, [number = '']] of own) {
        const list = points.get(number) ?? [];
        points.set(number, list);
        for (const text of readFileSync(path, 'utf8').split('\n')) {
          const point = parseJson(text);
          const value = isObject(point) ? numberIn(point.data) : undefined;
          if (isObject(point) && value !== undefined)
            list.push([numberIn(point.index) ?? list.length, value]);
        }
      }
      const series = [...points].map(([number, list]) =>
        seriesOf(names?.get(number) ?? `metric ${number}`, STEP, list),
      );
      const warnings = [
        ...(names === undefined
          ? [
              `${id}: no names: they stand in runs.swanlab (and runs.swanlab-wal) beside the folders of the runs; series are numbered`,
            ]
          : []),
        ...(binary.length > 0
          ? [
              `${id}: read from the JSON lines; the .swanlab file of the run may have other values where a step stands twice`,
            ]
          : []),
      ];
      return {
        runs: [{ id, producer: 'swanlab-local', series: series.filter(({ values }) => values.length > 0) }],
        warnings,
      };
    };
    const runsOwn = files.filter(
      ({ name }) =>
        name.startsWith(folder.replace(/logs\/$/, '')) || /(^|\/)runs\.swanlab(-wal|-shm)?$/.test(name),
    );
    return [{ taken: [...own.map(([file]) => file), ...runsOwn], read }];
  });
