import type { Film, ProgressReporter } from '../src/film/film.ts';
import { requireFitting } from '../src/film/fit.ts';
import type { FilmJob } from '../src/film/job.ts';
import { simulate } from '../src/film/simulate.ts';
import { type ToldFilm, tellFilm } from '../src/film/told-film.ts';
import { createProgress, type Progress } from './progress.ts';

/** The bar appears after this delay (milliseconds). */
const PATIENCE = 300;

/** A progress bar for a film's simulation, shown only if that takes a while. */
export function simulationProgress({ id }: Film, quiet: boolean): Progress {
  const begun = performance.now();
  const bar = createProgress(`${id}  simulating`, quiet, '');
  return {
    update: (done, total) => {
      if (performance.now() - begun > PATIENCE) bar.update(done, total);
    },
    stop: bar.stop,
  };
}

/** Runs a simulation behind a progress bar. @param quiet for machines */
export function behindBar<Value>(
  film: Film,
  quiet: boolean,
  work: (report: ProgressReporter) => Value,
): Value {
  const progress = simulationProgress(film, quiet);
  try {
    return work(progress.update);
  } finally {
    progress.stop();
  }
}

/** Simulates and tells a job's film. @param quiet for machines @throws UsageError for words that do not fit */
export function tellJob(job: FilmJob, quiet = false): ToldFilm {
  const trace = behindBar(job.film, quiet, (report) => simulate(job, { report }));
  const told = tellFilm(job, trace);
  requireFitting(told);
  return told;
}
