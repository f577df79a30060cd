import { readFileSync } from 'node:fs';
import { numberOf } from '../numbers.ts';
import { type Reading, type Series, seriesOf } from '../series.ts';
import { type Folder, grouped, type Laid, lastPart } from './layout.ts';

const STEP = { name: 'step', unit: 'step' } as const;

/** MLflow's file store: a file for each metric, a line `<ms> <value> <step>`. */
export function mlflow({ files, root }: Folder): readonly Laid[] {
  const metas = new Set(
    files
      .filter(({ name }) => name.endsWith('meta.yaml'))
      .map(({ name }) => name.slice(0, -'meta.yaml'.length)),
  );
  return [...grouped(files, /^((?:.*\/)?)metrics\/(.+)$/)].flatMap(([folder, own]) => {
    if (!metas.has(folder)) return [];
    const taken = [
      ...own.map(([file]) => file),
      ...files.filter(({ name }) => name.startsWith(folder) && !own.some(([file]) => file.name === name)),
    ];
    const read = async (): Promise<Reading> => {
      const series = own.map(([{ path }, [name = '']]): Series => {
        const points = readFileSync(path, 'utf8')
          .split('\n')
          .flatMap((line): readonly (readonly [number, number])[] => {
            const [, value = '', step = '0'] = line.trim().split(/\s+/);
            const number = numberOf(value);
            return number === undefined ? [] : [[Number(step), number]];
          });
        return seriesOf(name, STEP, points);
      });
      return { runs: [{ id: lastPart(folder, root), producer: 'mlflow-file', series }], warnings: [] };
    };
    return [{ taken, read }];
  });
}
