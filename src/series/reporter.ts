import type { RenderOutcome } from '../film/make/render-task.ts';
import type { PlannedFilm } from './plan.ts';
import type { FilmResult } from './report.ts';

/** Reports the progress of a series. */
export interface SeriesReporter {
  readonly plan: (title: string, films: readonly PlannedFilm[]) => void;
  readonly start: (film: PlannedFilm) => void;
  readonly warnings: (film: PlannedFilm, warnings: readonly string[]) => void;
  readonly simulate: (film: PlannedFilm, done: number, total: number) => void;
  readonly progress: (film: PlannedFilm, done: number, total: number) => void;
  readonly done: (film: PlannedFilm, outcome: RenderOutcome) => void;
  readonly failed: (result: FilmResult) => void;
  readonly report: (paths: readonly string[]) => void;
}
