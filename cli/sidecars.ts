import { writeFile } from 'node:fs/promises';
import { SAMPLE_RATE } from '../audio/cue-sheet.ts';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { ensureWavInWorker } from '../audio/node.ts';
import { PRESETS } from '../src/render/encoder.ts';
import { fileHash } from '../src/render/file-hash.ts';
import { writeWhole } from '../src/render/output.ts';
import { still } from '../src/render/still.ts';
import { frameHashes, framesHash } from '../src/series/frame-hashes.ts';
import {
  bytesHash,
  HASHED_SIDECARS,
  type HashedSidecar,
  jsonHash,
  type Provenance,
} from '../src/series/sidecars/provenance.ts';
import { sidecarTexts } from '../src/series/sidecars/texts.ts';
import type { Sound } from '../src/series/sidecars/transcript-text.ts';
import { type FilmJob, type FrameSpan, oneOf, pixelSize } from './film-options.ts';
import type { ToldFilm } from './film-source.ts';
import { inputHashes, readInputs } from './inputs.ts';
import { readPackage, soundFolder } from './paths.ts';
import type { ToldTask } from './render-task.ts';

export type Sidecars = Readonly<Record<HashedSidecar, string | Uint8Array>>;

/** The sounds that say something by themselves, in order of time. */
const signalsOf = ({ film, trace, story }: ToldFilm): readonly Sound[] =>
  film
    .score(trace, story)
    .events.flatMap(({ kind, at }) => (kind === 'tick' ? [] : [{ kind, seconds: at / SAMPLE_RATE }]))
    .sort((a, b) => a.seconds - b.seconds);

/**
 * The files beside a film that do not depend on its MP4, by ending.
 *
 * @param span frames rendered
 */
export async function sidecarsOf(
  job: FilmJob,
  told: ToldFilm,
  span: FrameSpan,
  mute: boolean,
): Promise<Sidecars> {
  const { film, trace, story, source } = told;
  const word = film.word.bind(film);
  const poster = Math.min(Math.max(story.posterFrame, span.first), span.last);
  return {
    ...sidecarTexts(
      { trace, story, word, ...(mute ? {} : { sounds: signalsOf(told) }) },
      { fps: job.fps, language: job.language, ...span },
    ),
    '.poster.png': await still(source, poster, job.scale),
  };
}

/** The versions of what makes a film, and the platform, on which the bytes of sound and video depend too. */
export const versionsNow = (): Provenance['versions'] => ({
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  ...readPackage().dependencies,
});

/** What is known of a render when it is done; what is missing is found out. */
export interface Rendered {
  /** Markup hash of each frame of the span. */
  readonly frames?: readonly string[];
  /** Path of the whole film's WAV. */
  readonly wav?: string;
}

/** What the task has rendered, as data: enough to render and to check it again. */
async function provenanceOf(task: ToldTask, files: Sidecars, rendered: Rendered): Promise<Provenance> {
  const { job, told, span, engine, encoder, mute, target } = task;
  const inputs = inputHashes(readInputs(told.film, job.params));
  const sheet = told.film.score(told.trace, told.story);
  const wav = mute ? undefined : (rendered.wav ?? (await ensureWavInWorker(sheet, soundFolder())));
  return {
    lossreel: readPackage().version,
    film: job.film,
    // Params are what JSON can hold: they come from it.
    params: JSON.parse(JSON.stringify(job.params)),
    seed: job.seed,
    fps: job.fps,
    format: job.format,
    scale: job.scale,
    ...pixelSize(job),
    theme: job.theme,
    language: job.language,
    captions: job.burnCaptions ? 'burned' : 'none',
    engine,
    encoder: {
      preset: oneOf('preset', encoder.preset, PRESETS),
      crf: encoder.crf,
      lookahead: encoder.lookahead,
    },
    frames: span,
    sound: !mute,
    ...(Object.keys(inputs).length > 0 ? { inputs } : {}),
    versions: versionsNow(),
    hashes: {
      trace: jsonHash(told.trace),
      story: jsonHash(told.story),
      cueSheet: cueSheetHash(sheet),
      frames: framesHash(rendered.frames ?? frameHashes(told.source, span)),
      ...(wav === undefined ? {} : { sound: await fileHash(wav) }),
      video: await fileHash(`${target}.mp4`),
      files: {
        '.srt': bytesHash(files['.srt']),
        '.vtt': bytesHash(files['.vtt']),
        '.chapters.txt': bytesHash(files['.chapters.txt']),
        '.transcript.md': bytesHash(files['.transcript.md']),
        '.poster.png': bytesHash(files['.poster.png']),
      },
    },
  };
}

/**
 * Writes what belongs beside the MP4: captions, chapters, transcript, poster, provenance.
 *
 * @returns the endings of these files
 */
export async function writeSidecars(task: ToldTask, rendered: Rendered = {}): Promise<readonly string[]> {
  const { job, told, span, target } = task;
  const files = await sidecarsOf(job, told, span, task.mute);
  const put = (ending: string, data: string | Uint8Array): Promise<void> =>
    writeWhole(`${target}${ending}`, (path) => writeFile(path, data));
  for (const ending of HASHED_SIDECARS) await put(ending, files[ending]);
  await put('.json', `${JSON.stringify(await provenanceOf(task, files, rendered), null, 2)}\n`);
  return [...HASHED_SIDECARS, '.json'];
}
