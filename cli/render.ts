import { relative } from 'node:path';
import type { ChromiumEngine } from '../compositions/remotion/chromium.ts';
import { BROWSER_PACKAGES, requireRemotion } from '../compositions/remotion/packages.ts';
import { differencesText } from '../src/film/differences.ts';
import { UsageError } from '../src/film/errors.ts';
import type { RenderHooks, RenderOutcome, RenderTask } from '../src/film/make/render-task.ts';
import type { ReplacedFilm } from '../src/film/make/replaced-film.ts';
import { coloursOf } from './colours.ts';
import { callFor, recallAll } from './film-call.ts';
import { interruptible } from './interrupt.ts';
import { requireCache, requireFolder } from './paths.ts';
import { printJsonLine, warn } from './print.ts';
import { createProgress } from './progress.ts';
import type { RenderFlags } from './render-task.ts';

/** The outcome of a render, in a few words. */
function outcomeText({ status, frames, segments }: RenderOutcome, seconds: number): string {
  const took = `${frames} frames in ${seconds.toFixed(1)} s`;
  if (status === 'unchanged') return `${took}, unchanged`;
  const { total, encoded } = segments;
  const speed = `${took}, ${(frames / seconds).toFixed(0)} a second`;
  return total === 0 ? speed : `${speed}, ${encoded} of ${total} segments encoded`;
}

/** A path as short as it can be. */
const shown = (path: string): string => relative('.', path);

/** Says that another film goes, and how to keep it. */
function replacedText(out: string, found: ReplacedFilm['differences']): string {
  const what =
    found === null ? 'which has no provenance that can be read' : `made otherwise: ${differencesText(found)}`;
  return `lossreel: replacing ${shown(out)}, ${what}; another --name or --out keeps both\n`;
}

/** Reports renders: in words, or as one event per line. */
function createReporter(json: boolean) {
  const tell = (event: Record<string, unknown>): void => {
    if (json) printJsonLine(event);
  };
  const { dim } = coloursOf(process.stdout);
  return {
    start: (film: string, out: string, replaces: ReplacedFilm | null, warnings: readonly string[]): void => {
      tell({
        event: 'start',
        film,
        out,
        ...(replaces === null ? {} : { replaces }),
        ...(warnings.length === 0 ? {} : { warnings }),
      });
      if (!json) warn(warnings);
      if (!json && replaces !== null) process.stderr.write(replacedText(out, replaces.differences));
    },
    warnings: (film: string, warnings: readonly string[]): void => {
      tell({ event: 'warnings', film, warnings });
      if (!json) warn(warnings);
    },
    progress: (film: string, done: number, total: number): void =>
      tell({ event: 'progress', film, done, total }),
    done: (
      film: string,
      out: string,
      outcome: RenderOutcome,
      begun: number,
      stems: readonly string[] = [],
    ): void => {
      const seconds = (performance.now() - begun) / 1000;
      tell({
        event: 'done',
        film,
        out,
        ...outcome,
        seconds: Number(seconds.toFixed(3)),
        ...(stems.length > 0 && { stems }),
      });
      if (json) return;
      process.stdout.write(`${shown(out)}  ${dim(outcomeText(outcome, seconds))}\n`);
      for (const stem of stems) process.stdout.write(`${shown(stem)}\n`);
    },
  };
}

/** Writes the parts of a film's sound beside it. @returns their paths */
async function stemsOf(task: RenderTask, onSimulate: RenderHooks['onSimulate']): Promise<readonly string[]> {
  const { tellTask } = await import('../src/film/make/told-task.ts');
  const { writeStems } = await import('../src/film/stems.ts');
  const { told, range } = tellTask({ ...task, force: false }, { onSimulate });
  return writeStems(told, task.target, range);
}

/** What `lossreel render` does. @throws UsageError */
export async function render(ids: readonly string[], flags: RenderFlags): Promise<void> {
  const json = flags.json ?? false;
  const reporter = createReporter(json);
  const called = performance.now();
  if (flags.stems && flags.mute)
    throw new UsageError('--stems: a film without sound has no parts of it: leave out --mute');
  const recalled = await recallAll(ids, flags);
  if (recalled !== null) {
    for (const { film, target, warnings, outcome } of recalled) {
      reporter.start(film, `${target}.mp4`, null, warnings);
      reporter.done(film, `${target}.mp4`, outcome, called);
    }
    return;
  }
  // Everything below needs the films, which are slow to load.
  const { chosenFilms, planTask } = await import('./render-task.ts');
  const { checkPlace, folderOf, requireApart, requireShort } = await import('./render-target.ts');
  const { replacedFilm } = await import('../src/film/make/replaced-film.ts');
  const { renderFilm } = await import('../src/film/make/render-film.ts');
  const { simulationProgress } = await import('./tell.ts');
  const { warningsOf } = await import('../src/film/warnings.ts');
  checkPlace(flags);
  const names = chosenFilms(ids, flags.all ?? false);
  const tasks: RenderTask[] = [];
  for (const name of names) tasks.push(await planTask(name, flags));
  requireApart(tasks, flags);
  requireShort(tasks, flags);
  await requireFolder('--out', folderOf(flags));
  await requireCache(flags);
  const { signal, release } = interruptible();
  let chromium: ChromiumEngine | undefined;
  try {
    if (tasks[0]?.engine === 'chromium') {
      requireRemotion('--engine chromium', BROWSER_PACKAGES);
      chromium = await (await import('../compositions/remotion/chromium.ts')).openChromium(tasks);
    }
    for (const [i, task] of tasks.entries()) {
      const { film } = task.job;
      const out = `${task.target}.mp4`;
      const simulation = simulationProgress(film, json);
      const progress = createProgress(film.id, json);
      const begun = performance.now();
      reporter.start(film.id, out, replacedFilm(task), warningsOf(task.job));
      const hooks: RenderHooks = {
        onSimulate: simulation.update,
        onWarnings: (warnings) => {
          simulation.stop();
          reporter.warnings(film.id, warnings);
        },
        onProgress: (done, total) => {
          simulation.stop();
          progress.update(done, total);
          reporter.progress(film.id, done, total);
        },
        signal,
      };
      const rendering =
        chromium?.render(task, hooks) ?? renderFilm(task, hooks, callFor(names[i] ?? film.id, flags));
      const outcome = await rendering.finally(() => {
        simulation.stop();
        progress.stop();
      });
      const stems = flags.stems ? await stemsOf(task, simulation.update).finally(simulation.stop) : [];
      reporter.done(film.id, out, outcome, begun, stems);
      if (flags.open) await (await import('open')).default(out);
    }
  } catch (error) {
    // An interrupt may reach FFmpeg first; its error is then not the real reason.
    signal.throwIfAborted();
    throw error;
  } finally {
    await chromium?.close();
    release();
  }
}
