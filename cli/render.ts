import { relative } from 'node:path';
import type { Command } from 'commander';
import type { ChromiumEngine } from '../compositions/remotion/chromium.ts';
import { BROWSER_PACKAGES, requireRemotion } from '../compositions/remotion/packages.ts';
import { UsageError } from '../src/film/errors.ts';
import type { RenderHooks, RenderOutcome, RenderTask } from '../src/film/render-task.ts';
import { callFor, recallAll } from './film-call.ts';
import { withFilmOptions } from './film-flags.ts';
import { interruptible } from './interrupt.ts';
import { requireFolder } from './paths.ts';
import { createProgress } from './progress.ts';
import type { RenderFlags } from './render-task.ts';
import { withRunOptions } from './run-flags.ts';

/** The outcome of a render, in a few words. */
function outcomeText({ status, frames, segments }: RenderOutcome, seconds: number): string {
  const took = `${frames} frames in ${seconds.toFixed(1)} s`;
  if (status === 'unchanged') return `${took}, unchanged`;
  const { total, encoded } = segments;
  const speed = `${took}, ${(frames / seconds).toFixed(0)} a second`;
  return total === 0 ? speed : `${speed}, ${encoded} of ${total} segments encoded`;
}

/** Reports renders: in words, or as one event per line. */
function createReporter(json: boolean) {
  const tell = (event: Record<string, unknown>): void => {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
  };
  return {
    start: (film: string, out: string): void => tell({ event: 'start', film, out }),
    progress: (film: string, done: number, total: number): void =>
      tell({ event: 'progress', film, done, total }),
    done: (film: string, out: string, outcome: RenderOutcome, begun: number): void => {
      const seconds = (performance.now() - begun) / 1000;
      tell({ event: 'done', film, out, ...outcome, seconds: Number(seconds.toFixed(3)) });
      if (!json) process.stdout.write(`${relative('.', out)}  ${outcomeText(outcome, seconds)}\n`);
    },
  };
}

/** Two films of somebody's own may have one id, and so the same files. @throws UsageError */
function requireOneEach(tasks: readonly RenderTask[]): void {
  for (const { target, job } of tasks)
    if (tasks.filter((other) => other.target === target).length > 1)
      throw new UsageError(
        `two of the films have the id '${job.film.id}': render them into different folders, see --out`,
      );
}

async function render(ids: readonly string[], flags: RenderFlags): Promise<void> {
  const json = flags.json ?? false;
  const reporter = createReporter(json);
  const called = performance.now();
  const recalled = await recallAll(ids, flags);
  if (recalled !== null) {
    for (const { film, target, outcome } of recalled) {
      reporter.start(film, `${target}.mp4`);
      reporter.done(film, `${target}.mp4`, outcome, called);
    }
    return;
  }
  // Everything below needs the films, which are slow to load.
  const { chosenFilms, planTask } = await import('./render-task.ts');
  const { renderFilm } = await import('../src/film/render-film.ts');
  const { simulationProgress } = await import('./tell.ts');
  const names = chosenFilms(ids, flags.all ?? false);
  const tasks: RenderTask[] = [];
  for (const name of names) tasks.push(await planTask(name, flags));
  requireOneEach(tasks);
  await requireFolder('--out', flags.out);
  await requireFolder('--cache', flags.cache);
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
      reporter.start(film.id, out);
      const hooks: RenderHooks = {
        onSimulate: simulation.update,
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
      reporter.done(film.id, out, outcome, begun);
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

/** `lossreel render FILM…`: MP4s with sound, and their sidecars. */
export const addRender = (program: Command): Command =>
  withRunOptions(withFilmOptions(program.command('render')))
    .argument('[films...]', 'ids of the films, or paths of your own')
    .option('--all', 'every film there is')
    .option('--frames <range>', 'only these frames, first and last included, e.g. 30-59')
    .option('--engine <name>', 'native (no browser) or chromium (through Remotion)', 'native')
    .option('--out <folder>', 'folder for the files', 'out')
    .option('--draft', 'half size, fast encoding')
    .option('--crf <number>', 'x264 quality, 0 to 51, lower is better (default: 18)')
    .option('--preset <name>', 'x264 preset (default: medium)')
    .option('--mute', 'without sound')
    .option('--open', 'open the film when it is done')
    .option('--json', 'one event per line on standard output, for machines')
    .action(render);
