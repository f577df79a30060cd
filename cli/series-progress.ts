import { MultiBar } from 'cli-progress';
import { warningsOf } from '../src/film/warnings.ts';
import type { PlannedFilm } from '../src/series/plan.ts';
import type { FilmResult } from '../src/series/report.ts';
import type { SeriesReporter } from '../src/series/reporter.ts';
import { isWatched } from './colours.ts';
import { warn } from './print.ts';
import { createProgress, type Progress } from './progress.ts';
import { simulationProgress } from './tell.ts';

const failureLine = ({ film, result }: FilmResult): string =>
  result.status === 'done'
    ? ''
    : `lossreel: episode '${film.id}' (${film.output}): ${result.reason}; to render just this one: ${result.rerun}\n`;

/** Calls back once per percent of a film, not once per frame. */
function percentwise(
  act: (film: PlannedFilm, done: number, total: number) => void,
): SeriesReporter['progress'] {
  let last = '';
  return (film, done, total) => {
    const state = `${film.output} ${Math.floor((100 * done) / total)}`;
    if (state !== last) act(film, done, total);
    last = state;
  };
}

/** One event per line on standard output. */
export function eventsOfSeries(): SeriesReporter {
  const tell = (event: string, fields: Readonly<Record<string, unknown>>): void => {
    process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
  };
  return {
    plan: (title, films) =>
      tell('plan', { title, films: films.length, cost: films.reduce((sum, { cost }) => sum + cost, 0) }),
    start: ({ id, output, cost, job }) => {
      const warnings = warningsOf(job);
      tell('start', { id, output, cost, ...(warnings.length === 0 ? {} : { warnings }) });
    },
    warnings: ({ id, output }, warnings) => tell('warnings', { id, output, warnings }),
    simulate: () => {},
    progress: percentwise(({ output }, done, total) => tell('progress', { output, done, total })),
    done: ({ id, output }, outcome) => tell('done', { id, output, ...outcome }),
    failed: ({ film, result }) => tell('failed', { id: film.id, output: film.output, ...result }),
    report: (paths) => tell('report', { paths }),
  };
}

/** Two bars, series and film. They appear with a film's first frame, as its simulation may show a bar before that. */
function bars(): { readonly update: (label: string, place: Place) => void; readonly stop: () => void } {
  let shown: { readonly multi: MultiBar; readonly update: (label: string, place: Place) => void } | undefined;
  const open = (place: Place) => {
    const multi = new MultiBar({
      format: '{label}  [{bar}] {percentage}%  {value}/{total} {unit}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    });
    const series = multi.create(place.films, place.film, { label: 'series', unit: 'films' });
    const film = multi.create(place.total, place.done, { label: '', unit: 'frames' });
    return {
      multi,
      update: (label: string, { film: index, done }: Place) => {
        series.update(index);
        film.update(done, { label });
      },
    };
  };
  return {
    update: (label, place) => {
      shown ??= open(place);
      shown.update(label, place);
    },
    stop: () => {
      shown?.multi.stop();
      shown = undefined;
    },
  };
}

interface Place {
  /** Films done, and in total. */
  readonly film: number;
  readonly films: number;
  /** Frames done, and in total. */
  readonly done: number;
  readonly total: number;
}

/** Bars on a terminal, one line per film elsewhere. */
export function barsOfSeries(): SeriesReporter {
  const shown = isWatched(process.stderr) ? bars() : undefined;
  let lines: Progress | undefined;
  let simulation: Progress | undefined;
  let [films, begun, since] = [0, 0, 0];
  return {
    plan: (title, planned) => {
      films = planned.length;
      process.stderr.write(`${title}: ${films} ${films === 1 ? 'film' : 'films'}\n`);
      warn([...new Set(planned.flatMap(({ job }) => warningsOf(job)))]);
    },
    start: ({ job, output }) => {
      simulation = simulationProgress(job.film, false);
      begun += 1;
      since = performance.now();
      lines = shown === undefined ? createProgress(`[${begun}/${films}] ${output}`, false) : undefined;
    },
    warnings: (_, warnings) => {
      simulation?.stop();
      warn(warnings);
    },
    simulate: (_, done, total) => simulation?.update(done, total),
    progress: percentwise(({ output }, done, total) => {
      simulation?.stop();
      shown?.update(output, { film: begun - 1, films, done, total });
      lines?.update(done, total);
    }),
    done: ({ output }, { status, frames }) => {
      simulation?.stop();
      shown?.stop();
      const seconds = (performance.now() - since) / 1000;
      const work = status === 'unchanged' ? 'unchanged' : `${frames} frames in ${seconds.toFixed(1)} s`;
      process.stdout.write(`[${begun}/${films}] ${output}.mp4  ${work}\n`);
    },
    failed: (failed) => {
      simulation?.stop();
      shown?.stop();
      process.stderr.write(failureLine(failed));
    },
    report: (paths) => {
      shown?.stop();
      process.stdout.write(`${paths.join('\n')}\n`);
    },
  };
}
