import { place } from '../place.ts';
import type { Intake, Reader, Source } from '../reader.ts';
import { LogError, type Reading, type Run } from '../series.ts';
import { catboost, lightgbm, xgboost } from './boosting.ts';
import { boxes } from './boxes.ts';
import { caffe } from './caffe.ts';
import { columns } from './columns.ts';
import { dicts } from './dicts.ts';
import type { Found, TextFormat } from './format.ts';
import { generic } from './generic.ts';
import { grid } from './grid.ts';
import { h2o } from './h2o.ts';
import { hmmlearn } from './hmmlearn.ts';
import { keras } from './keras.ts';
import { lightning } from './lightning.ts';
import { mmengineLog } from './mmengine.ts';
import { openTsne } from './opentsne.ts';
import { r } from './r.ts';
import { ruled } from './ruled.ts';
import { type Segment, segmentSplitter } from './segment.ts';
import { sentencepiece } from './sentencepiece.ts';
import { darknet, fairseq, fasttext, megatron } from './single-lines.ts';
import { sklearn } from './sklearn.ts';
import { espnet, kaldi, wenet } from './speech.ts';
import { dl4j, llmc, tesseract, yolo } from './toolkits.ts';
import { tqdm } from './tqdm.ts';
import { marian, sockeye } from './translation.ts';
import { tsne } from './tsne.ts';
import { ultralytics } from './ultralytics.ts';
import { vowpalWabbit } from './vowpal-wabbit.ts';

/** Console output of known programs, the more particular first; what none knows is left to the last. */
const FORMATS: readonly TextFormat[] = [
  ultralytics,
  keras,
  lightning,
  dicts,
  xgboost,
  lightgbm,
  catboost,
  fasttext,
  megatron,
  darknet,
  fairseq,
  mmengineLog,
  caffe,
  marian,
  sockeye,
  espnet,
  wenet,
  kaldi,
  tesseract,
  dl4j,
  llmc,
  h2o,
  r,
  sentencepiece,
  yolo,
  vowpalWabbit,
  tsne,
  openTsne,
  hmmlearn,
  boxes,
  sklearn,
  grid,
  ruled,
  columns,
  tqdm,
  generic,
];

/** Programs that leave lines of their own even where they print no values. */
const TRACES: readonly (readonly [producer: string, pattern: RegExp, why: string])[] = [
  [
    'lightgbm-text',
    /^\[LightGBM\] \[(Info|Warning)\]/m,
    'LightGBM printed no metric line: without the callback log_evaluation it never does',
  ],
  ['transformers-text', /'train_runtime':/, 'only the summary of the end was printed'],
  ['fasttext-text', /^Read \d+M words/m, 'fastText printed no progress'],
];

interface Runs {
  readonly runs: readonly Run[];
  readonly says: readonly string[];
}

/** Lines between bars, as of epochs, are of the run that the bars are of. */
function besideBars(bars: Runs, lines: Runs): Runs {
  const [run, ...others] = bars.runs;
  const [own, ...more] = lines.runs;
  if (run === undefined || own === undefined || others.length > 0 || more.length > 0) return bars;
  const names = new Set(own.series.map(({ name }) => name));
  const drawn = run.series.map((one) => (names.has(one.name) ? { ...one, name: `bar ${one.name}` } : one));
  return { runs: [{ ...run, series: [...drawn, ...own.series] }], says: [...bars.says, ...lines.says] };
}

function runsOf(found: Found, producer: string, source: Source): Runs {
  const byRun = new Map<string, Run>();
  const says: string[] = [...(found.says ?? [])];
  for (const { records, run = source.id, axis } of found.tables) {
    const placed = place(records, { ...source.map, ...(axis === undefined ? {} : { axis }) });
    if (placed === undefined || placed.series.length === 0) continue;
    says.push(...placed.says);
    const told = found.told ?? ((series) => series);
    const known = byRun.get(run) ?? { id: run, producer, series: [] };
    byRun.set(run, { ...known, series: [...known.series, ...placed.series.map(told)] });
  }
  return { runs: [...byRun.values()], says };
}

/** More lines than this around a single row, or around rows that have little in common, are prose that quotes numbers. */
const PROSE = 10;

/** Whether rows that were found are those of a log: many, or nearly all there is, and alike. */
function isLog(runs: readonly Run[], lines: number): boolean {
  const lengths = runs.flatMap(({ series }) => series.map(({ values }) => values.length));
  const longest = Math.max(...lengths);
  if (lines <= PROSE) return true;
  const single = lengths.filter((length) => length === 1).length;
  if (longest > lines / 5) return true;
  return longest > 2 ? single < lengths.length / 2 : longest > 1 && single === 0;
}

/** A longer line is no line of a log, but data or a page on one line. */
const LONGEST = 10_000;

const SHOWN = 60;
const KEPT = 200_000;

/** Console output that somebody kept. */
export const consoleText: Reader = {
  family: 'text',
  knows: () => true,
  begin(source: Source, head): Intake {
    const takers = FORMATS.map((format) => ({ format, ...format.begin() }));
    let [kept, first, lines] = ['', '', 0];
    const onSegment = (segment: Segment) => {
      first ||= segment.text.trim();
      lines++;
      if (kept.length < KEPT) kept += `${segment.text.slice(0, LONGEST)}\n`;
      if (segment.text.length <= LONGEST) for (const { take } of takers) take(segment);
    };
    const splitter = segmentSplitter(head.bytes, onSegment);
    return {
      take: splitter.take,
      end(): Reading {
        splitter.end();
        for (const { format, end } of takers) {
          const found = runsOf(end(), format.producer, source);
          if (found.runs.length === 0 || !isLog(found.runs, lines)) continue;
          const beside = format === tqdm ? takers.find((taker) => taker.format === generic) : undefined;
          const { runs, says } =
            beside === undefined ? found : besideBars(found, runsOf(beside.end(), generic.producer, source));
          return { runs, warnings: says.map((say) => `${source.name}: ${say}`) };
        }
        const trace = TRACES.find(([, pattern]) => pattern.test(kept));
        if (trace === undefined)
          throw new LogError(
            `${source.name}: no numbers over time in it; it begins ${JSON.stringify(first.slice(0, SHOWN))}`,
          );
        const [producer, , why] = trace;
        return {
          runs: [{ id: source.id, producer, series: [] }],
          warnings: [`${source.name}: no points: ${why}`],
        };
      },
    };
  },
};
