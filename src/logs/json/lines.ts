import { lineSplitter } from '../decode.ts';
import { place } from '../place.ts';
import type { Head, Intake, Reader, Source } from '../reader.ts';
import { recordBuilder } from '../records.ts';
import { LogError, type Reading, type Series } from '../series.ts';
import { clearml } from './clearml.ts';
import { cometLines } from './comet.ts';
import { mmengine } from './mmengine.ts';
import { addObject } from './objects.ts';
import { isObject, type JsonObject, parseJson } from './parse.ts';
import type { LineShape } from './producer.ts';

/** A shape whose records are rows, placed on the axis that their names tell. */
const rowShape = (
  producer: string,
  knows: LineShape['knows'],
  join = '/',
  told: (series: Series) => Series = (series) => series,
  {
    usual,
    as = (line) => line,
  }: { readonly usual?: string; readonly as?: (line: JsonObject) => JsonObject } = {},
): LineShape => ({
  producer,
  knows,
  begin(source) {
    const rows = recordBuilder();
    return {
      take(line) {
        if (isObject(line)) addObject(rows, as(line), join);
      },
      end(): Reading {
        const records = rows.done();
        const placed = place(records, { ...source.map, ...(usual === undefined ? {} : { usual }) });
        if (placed === undefined || placed.series.length === 0)
          throw new LogError(
            `${source.name}: no numbers over time in it: ${records.count} JSON lines with ${
              records.columns
                .slice(0, 5)
                .map(({ name }) => name)
                .join(', ') || 'no numbers'
            }`,
          );
        return {
          runs: [{ id: source.id, producer, series: placed.series.map(told) }],
          warnings: placed.says.map((say) => `${source.name}: ${say}`),
        };
      },
    };
  },
});

/** spaCy's losses are the sums since the line before. */
const spacy = rowShape(
  'spacy-jsonl',
  (line) => isObject(line) && isObject(line.losses) && 'scores' in line && 'step' in line,
  '.',
  (series) => (series.name.startsWith('losses.') ? { ...series, meaning: 'interval-sum' } : series),
);

const stableBaselines = rowShape(
  'stable-baselines3-json',
  (line) => isObject(line) && 'time/total_timesteps' in line,
);

const isStatistic = (value: unknown): value is JsonObject =>
  isObject(value) && 'num' in value && 'mean' in value && 'std' in value;

/** stats.jsonl of StyleGAN 2 and 3: of each name number, mean and deviation since the line before; over thousands of images. */
const stylegan = rowShape(
  'stylegan-stats',
  (line) => isObject(line) && isStatistic(line['Progress/kimg']),
  '/',
  (series) =>
    series.name.startsWith('Loss/scores') || series.name.startsWith('Loss/signs')
      ? { ...series, role: 'other' }
      : series,
  {
    usual: 'Progress/kimg',
    as: (line) =>
      Object.fromEntries(
        Object.entries(line).map(([name, value]) => [name, isStatistic(value) ? value.mean : value]),
      ),
  },
);

/** One of SwanLab's files: the name of the series stands elsewhere. */
const swanlab = rowShape(
  'swanlab-local',
  (line) => isObject(line) && 'index' in line && 'data' in line && 'create_time' in line,
);

/** Programs whose log is JSON lines, the more particular first. */
const SHAPES: readonly LineShape[] = [
  clearml,
  cometLines,
  mmengine,
  spacy,
  stableBaselines,
  swanlab,
  stylegan,
  rowShape('json-lines', isObject),
];

const linesOf = ({ text }: Head): readonly string[] =>
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 20);

const LAST = SHAPES.at(-1);

function shapeOf(head: Head): LineShape | undefined {
  const values = linesOf(head).map(parseJson);
  const known = SHAPES.find((shape) => shape !== LAST && shape.knows(values[0] ?? values[1]));
  if (known !== undefined) return known;
  const objects = values.filter(isObject).length;
  // A first line of another kind may be a header; a last one may be cut.
  const particular = SHAPES.find((shape) => shape !== LAST && values.some(shape.knows));
  return objects >= 2 && objects >= values.length - 2 ? (particular ?? LAST) : undefined;
}

/** JSON lines of any program, in pieces. */
export const jsonLines: Reader = {
  family: 'json-lines',
  knows: (head) => /^\uFEFF?\s*[{[]/.test(head.text) && shapeOf(head) !== undefined,
  begin(source: Source, head): Intake {
    const shape = (shapeOf(head) ?? SHAPES.at(-1))?.begin(source);
    if (shape === undefined) throw new LogError(`${source.name}: no JSON lines`);
    const wrong: number[] = [];
    const splitter = lineSplitter(head.bytes, (line, number) => {
      if (line.trim() === '') return;
      const value = parseJson(line.replace(/^\uFEFF/, ''));
      if (value === undefined) wrong.push(number);
      else shape.take(value);
    });
    return {
      take: splitter.take,
      end() {
        splitter.end();
        const reading = shape.end();
        if (wrong.length === 0) return reading;
        const said = `${source.name}: row ${wrong[0]}${wrong.length > 1 ? ` and ${wrong.length - 1} more` : ''}: no JSON, left out`;
        return { ...reading, warnings: [...reading.warnings, said] };
      },
    };
  },
};
