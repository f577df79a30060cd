import { MultiBar } from 'cli-progress';
import type { PlannedFilm } from '../src/series/plan.ts';
import type { FilmResult } from '../src/series/report.ts';
import { createProgress, type Progress } from './progress.ts';
import type { RenderOutcome } from './render-film.ts';

/** Tells how far a series is. */
export interface SeriesTeller {
  readonly plan: (title: string, films: readonly PlannedFilm[]) => void;
  readonly start: (film: PlannedFilm) => void;
  readonly progress: (film: PlannedFilm, done: number, total: number) => void;
  readonly done: (film: PlannedFilm, outcome: RenderOutcome) => void;
  readonly failed: (result: FilmResult) => void;
  readonly report: (paths: readonly string[]) => void;
}

const complaint = ({ film, result }: FilmResult): string =>
  result.status === 'done'
    ? ''
    : `lossreel: episode '${film.id}' (${film.output}): ${result.reason}; to render just it: ${result.rerun}\n`;

/** Calls back when a film has come another percent, not at each of its frames. */
function percentwise(
  act: (film: PlannedFilm, done: number, total: number) => void,
): SeriesTeller['progress'] {
  let told = '';
  return (film, done, total) => {
    const state = `${film.output} ${Math.floor((100 * done) / total)}`;
    if (state !== told) act(film, done, total);
    told = state;
  };
}

/** One event a line on standard output. */
export function machineTeller(): SeriesTeller {
  const tell = (event: string, fields: Readonly<Record<string, unknown>>): void => {
    process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
  };
  return {
    plan: (title, films) =>
      tell('plan', { title, films: films.length, cost: films.reduce((sum, { cost }) => sum + cost, 0) }),
    start: ({ id, output, cost }) => tell('start', { id, output, cost }),
    progress: percentwise(({ output }, done, total) => tell('progress', { output, done, total })),
    done: ({ id, output }, outcome) => tell('done', { id, output, ...outcome }),
    failed: (failed) => {
      const { film, result } = failed;
      tell('failed', { id: film.id, output: film.output, ...result });
      process.stderr.write(complaint(failed));
    },
    report: (paths) => tell('report', { paths }),
  };
}

/** Two bars, the series and the film. They appear with a film's first frame: before it a simulation may have one. */
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
  /** Films done and all of them. */
  readonly film: number;
  readonly films: number;
  /** Frames done and all of them. */
  readonly done: number;
  readonly total: number;
}

/** Bars on a terminal, a line a film elsewhere. */
export function humanTeller(): SeriesTeller {
  const shown = process.stderr.isTTY ? bars() : undefined;
  let lines: Progress | undefined;
  let [films, begun, since] = [0, 0, 0];
  return {
    plan: (title, planned) => {
      films = planned.length;
      process.stderr.write(`${title}: ${films} ${films === 1 ? 'film' : 'films'}\n`);
    },
    start: ({ output }) => {
      begun += 1;
      since = performance.now();
      lines = shown === undefined ? createProgress(`[${begun}/${films}] ${output}`, false) : undefined;
    },
    progress: percentwise(({ output }, done, total) => {
      shown?.update(output, { film: begun - 1, films, done, total });
      lines?.update(done, total);
    }),
    done: ({ output }, { status, frames }) => {
      shown?.stop();
      const seconds = (performance.now() - since) / 1000;
      const work = status === 'unchanged' ? 'unchanged' : `${frames} frames in ${seconds.toFixed(1)} s`;
      process.stdout.write(`[${begun}/${films}] ${output}.mp4  ${work}\n`);
    },
    failed: (failed) => {
      shown?.stop();
      process.stderr.write(complaint(failed));
    },
    report: (paths) => {
      shown?.stop();
      process.stdout.write(`${paths.join('\n')}\n`);
    },
  };
}
