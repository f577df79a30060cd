import { relative } from 'node:path';
import type { Command } from 'commander';
import type { ChromiumEngine } from './chromium.ts';
import { withFilmOptions } from './film-flags.ts';
import { interruptible } from './interrupt.ts';
import { requireFolder } from './paths.ts';
import { createProgress } from './progress.ts';
import { recall, rememberCall } from './recall.ts';
import type { RenderOutcome } from './render-film.ts';
import type { RenderFlags } from './render-task.ts';
import { withRunOptions } from './run-flags.ts';

/** What a render came to, in a few words. */
function outcomeText({ status, frames, segments }: RenderOutcome, seconds: number): string {
  const took = `${frames} frames in ${seconds.toFixed(1)} s`;
  if (status === 'unchanged') return `${took}, unchanged`;
  const { total, encoded } = segments;
  const speed = `${took}, ${(frames / seconds).toFixed(0)} a second`;
  return total === 0 ? speed : `${speed}, ${encoded} of ${total} segments encoded`;
}

/** `lossreel render FILM…`: MP4s with sound, and what belongs beside them. */
export const addRender = (program: Command): Command =>
  withRunOptions(withFilmOptions(program.command('render')))
    .argument('[films...]', 'ids of the films')
    .description('MP4 with sound, captions, chapters, poster and provenance')
    .option('--all', 'every film there is')
    .option('--frames <range>', 'only these frames, first and last included, e.g. 30-59')
    .option('--engine <name>', 'native (no browser) or chromium (through Remotion)', 'native')
    .option('--out <folder>', 'folder for the files', 'out')
    .option('--captions <how>', 'burned into the picture, or none (beside it only)', 'burned')
    .option('--draft', 'half the size, encoded fast')
    .option('--crf <number>', 'quality of x264, 0 to 51, lower is better (default: 18)')
    .option('--preset <name>', 'preset of x264 (default: medium)')
    .option('--mute', 'without sound')
    .option('--force', 'compute everything anew, even where it is cached')
    .option('--open', 'show the film when it is done')
    .option('--json', 'one event a line on standard output, for machines')
    .action(async (ids: readonly string[], flags: RenderFlags) => {
      const json = flags.json ?? false;
      const tell = (event: Record<string, unknown>): void => {
        if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
      };
      const tellOutcome = (film: string, out: string, outcome: RenderOutcome, begun: number): void => {
        const seconds = (performance.now() - begun) / 1000;
        tell({ event: 'done', film, out, ...outcome, seconds: Number(seconds.toFixed(3)) });
        if (!json) process.stdout.write(`${relative('.', out)}  ${outcomeText(outcome, seconds)}\n`);
      };
      const called = performance.now();
      const recalled = await recall(ids, flags);
      if (recalled !== null) {
        for (const { film, target, outcome } of recalled) {
          tell({ event: 'start', film, out: `${target}.mp4` });
          tellOutcome(film, `${target}.mp4`, outcome, called);
        }
        return;
      }
      // From here on the films are needed, which are long to load.
      const { chosenFilms, planTask } = await import('./render-task.ts');
      const { renderFilm } = await import('./render-film.ts');
      const { callOf } = await import('./film-key.ts');
      const tasks = chosenFilms(ids, flags.all ?? false).map((id) => planTask(id, flags));
      await requireFolder('--out', flags.out);
      await requireFolder('--cache', flags.cache);
      const { signal, release } = interruptible();
      let chromium: ChromiumEngine | undefined;
      try {
        if (tasks[0]?.engine === 'chromium')
          chromium = await (await import('./chromium.ts')).openChromium(tasks);
        for (const task of tasks) {
          const { film } = task.job;
          const out = `${task.target}.mp4`;
          const progress = createProgress(film, json);
          const begun = performance.now();
          tell({ event: 'start', film, out });
          const onProgress = (done: number, total: number): void => {
            progress.update(done, total);
            tell({ event: 'progress', film, done, total });
          };
          const render = chromium?.render ?? renderFilm;
          const outcome = await render(task, { onProgress, signal }).finally(progress.stop);
          if (task.engine === 'native' && !task.force) await rememberCall(task, flags, callOf(task));
          tellOutcome(film, out, outcome, begun);
          if (flags.open) {
            const { default: open } = await import('open');
            await open(out);
          }
        }
      } catch (error) {
        // An interrupt may reach FFmpeg first, whose complaint is then not the reason.
        signal.throwIfAborted();
        throw error;
      } finally {
        await chromium?.close();
        release();
      }
    });
