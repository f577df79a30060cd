import { rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import open from 'open';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { ensureWavInWorker } from '../audio/node.ts';
import { DRAFT, type EncoderSettings, FINAL, PRESETS } from '../src/render/encoder.ts';
import { writeWhole } from '../src/render/output.ts';
import { still } from '../src/render/still.ts';
import { renderVideo } from '../src/render/video.ts';
import { chapterList } from '../src/series/sidecars/chapters.ts';
import { fileHash, jsonHash, type Provenance } from '../src/series/sidecars/provenance.ts';
import { subRip, webVtt } from '../src/series/sidecars/subtitles.ts';
import { renderChromium } from './chromium.ts';
import { Interrupted, UsageError } from './errors.ts';
import {
  type FilmFlags,
  type FilmJob,
  type FrameSpan,
  filmJob,
  numberOption,
  outputName,
  parseFrames,
  pixelSize,
  withFilmOptions,
} from './film-options.ts';
import { type ToldFilm, tellJob } from './film-source.ts';
import { readPackage, requireFolder, SOUND_FOLDER } from './paths.ts';
import { createProgress } from './progress.ts';

interface RenderFlags extends FilmFlags {
  readonly frames?: string;
  readonly engine: string;
  readonly workers?: string;
  readonly out: string;
  readonly captions: string;
  readonly draft?: boolean;
  readonly crf?: string;
  readonly preset?: string;
  readonly mute?: boolean;
  readonly force?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
}

/** One film to render: what, how and where to. */
export interface RenderTask {
  readonly job: FilmJob;
  readonly told: ToldFilm;
  readonly span: FrameSpan;
  readonly engine: 'native' | 'chromium';
  readonly encoder: EncoderSettings;
  readonly workers: number;
  readonly mute: boolean;
  readonly force: boolean;
  /** Path of the MP4 without its ending; the sidecars stand beside it. */
  readonly target: string;
}

function choice<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === given);
  if (found === undefined)
    throw new UsageError(`--${option}: '${given}' is not one of ${allowed.join(', ')}`);
  return found;
}

/** Checks everything before any work is done. */
function planTask(id: string, flags: RenderFlags): RenderTask {
  const captions = choice('captions', flags.captions, ['burned', 'none']);
  const full = filmJob(id, flags, captions === 'burned');
  const base = flags.draft ? DRAFT : FINAL;
  const job = flags.draft ? { ...full, scale: Math.max(0.1, full.scale / 2) } : full;
  const told = tellJob(job);
  const { frames } = told.story;
  const span =
    flags.frames === undefined ? { first: 0, last: frames - 1 } : parseFrames(flags.frames, frames);
  const piece = flags.frames === undefined ? '' : `-${span.first}-${span.last}`;
  return {
    job,
    told,
    span,
    engine: choice('engine', flags.engine, ['native', 'chromium']),
    encoder: {
      ...base,
      preset: flags.preset === undefined ? base.preset : choice('preset', flags.preset, PRESETS),
      crf:
        flags.crf === undefined
          ? base.crf
          : numberOption('crf', flags.crf, { low: 0, high: 51, whole: true }),
    },
    workers:
      flags.workers === undefined
        ? availableParallelism()
        : numberOption('workers', flags.workers, { low: 1, high: 64, whole: true }),
    mute: flags.mute ?? false,
    force: flags.force ?? false,
    target: join(flags.out, outputName(job) + piece),
  };
}

/** What the task renders, as data: enough to render and to check it again. */
async function provenanceOf(task: RenderTask, video: string): Promise<Provenance> {
  const { job, told, span, engine, encoder, mute } = task;
  const { version, dependencies } = readPackage();
  return {
    lossreel: version,
    film: job.film,
    params: job.params,
    seed: job.seed,
    fps: job.fps,
    format: job.format,
    ...pixelSize(job),
    theme: job.theme,
    language: job.language,
    captions: job.burnCaptions ? 'burned' : 'none',
    engine,
    encoder: { preset: encoder.preset, crf: encoder.crf },
    frames: span,
    sound: !mute,
    versions: { node: process.versions.node, ...dependencies },
    hashes: {
      trace: jsonHash(told.trace),
      story: jsonHash(told.story),
      cueSheet: cueSheetHash(told.film.score(told.trace, told.story)),
      video: await fileHash(video),
    },
  };
}

/** Writes what belongs beside the MP4: captions, chapters, poster, provenance. */
async function writeSidecars(task: RenderTask, poster: Uint8Array): Promise<void> {
  const { job, told, span, target } = task;
  const { film, story } = told;
  const word: ToldFilm['film']['word'] = (message, language) => film.word(message, language);
  const spanned = { fps: job.fps, language: job.language, ...span };
  const put = (ending: string, data: string | Uint8Array): Promise<void> =>
    writeWhole(`${target}${ending}`, (path) => writeFile(path, data));
  const chapters = story.chapters.map((chapter) => ({ ...chapter, frame: chapter.frame - span.first }));
  await put('.srt', subRip(story.captions, word, spanned));
  await put('.vtt', webVtt(story.captions, word, spanned));
  await put(
    '.chapters.txt',
    chapterList(
      chapters.filter(({ frame }) => frame >= 0),
      word,
      job.language,
      job.fps,
    ),
  );
  await put('.poster.png', poster);
  await put('.json', `${JSON.stringify(await provenanceOf(task, `${target}.mp4`), null, 2)}\n`);
}

async function renderTask(
  task: RenderTask,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { job, told, span, engine, target } = task;
  const sheet = told.film.score(told.trace, told.story);
  if (task.force) await rm(join(SOUND_FOLDER, `${cueSheetHash(sheet)}.wav`), { force: true });
  const wav = task.mute ? undefined : ensureWavInWorker(sheet, SOUND_FOLDER, signal);
  const out = `${target}.mp4`;
  if (engine === 'chromium') await renderChromium(task, await wav, out, onProgress, signal);
  else {
    await renderVideo({
      workerModule: new URL('./segment-worker.ts', import.meta.url),
      job,
      source: told.source,
      range: span,
      scale: job.scale,
      workers: task.workers,
      encoder: task.encoder,
      wav,
      out,
      onProgress,
      signal,
    });
  }
  const { posterFrame } = told.story;
  const poster = Math.min(Math.max(posterFrame, span.first), span.last);
  await writeSidecars(task, await still(told.source, poster, job.scale));
}

/** A signal that is aborted by SIGINT or SIGTERM; a second one ends the process at once. */
function interruptible(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted());
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    release: () => process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}

/** `lossreel render FILM…`: MP4s with sound, and what belongs beside them. */
export const addRender = (program: Command): Command =>
  withFilmOptions(program.command('render'))
    .argument('<films...>', 'ids of the films')
    .description('MP4 with sound, captions, chapters, poster and provenance')
    .option('--frames <range>', 'only these frames, first and last included, e.g. 30-59')
    .option('--engine <name>', 'native (no browser) or chromium (through Remotion)', 'native')
    .option('--workers <number>', 'films segments at once (default: the cores of this machine)')
    .option('--out <folder>', 'folder for the files', 'out')
    .option('--captions <how>', 'burned into the picture, or none (beside it only)', 'burned')
    .option('--draft', 'half the size, encoded fast')
    .option('--crf <number>', 'quality of x264, 0 to 51, lower is better (default: 18)')
    .option('--preset <name>', 'preset of x264 (default: medium)')
    .option('--mute', 'without sound')
    .option('--force', 'synthesize the sound anew, even where it is cached')
    .option('--open', 'show the film when it is done')
    .option('--json', 'one event a line on standard output, for machines')
    .action(async (ids: readonly string[], flags: RenderFlags) => {
      const tasks = ids.map((id) => planTask(id, flags));
      requireFolder('--out', flags.out);
      const { signal, release } = interruptible();
      const json = flags.json ?? false;
      const tell = (event: Record<string, unknown>): void => {
        if (json) process.stdout.write(`${JSON.stringify(event)}\n`);
      };
      try {
        for (const task of tasks) {
          const { film } = task.job;
          const out = `${task.target}.mp4`;
          const progress = createProgress(film, json);
          const begun = performance.now();
          tell({ event: 'start', film, out, frames: task.span.last + 1 - task.span.first });
          try {
            await renderTask(
              task,
              (done, total) => {
                progress.update(done, total);
                tell({ event: 'progress', film, done, total });
              },
              signal,
            );
          } finally {
            progress.stop();
          }
          const seconds = (performance.now() - begun) / 1000;
          const frames = task.span.last + 1 - task.span.first;
          tell({ event: 'done', film, out, frames, seconds: Number(seconds.toFixed(3)) });
          if (!json) {
            process.stdout.write(
              `${relative('.', out)}  ${frames} frames in ${seconds.toFixed(1)} s, ${(frames / seconds).toFixed(0)} a second\n`,
            );
          }
          if (flags.open) await open(out);
        }
      } finally {
        release();
      }
    });
