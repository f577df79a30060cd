import { writeFile } from 'node:fs/promises';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import type { Film } from '../compositions/film.ts';
import { fileHash } from '../src/render/file-hash.ts';
import { writeWhole } from '../src/render/output.ts';
import { still } from '../src/render/still.ts';
import { chapterList, chaptersOf } from '../src/series/sidecars/chapters.ts';
import { jsonHash, type Provenance } from '../src/series/sidecars/provenance.ts';
import { subRip, webVtt } from '../src/series/sidecars/subtitles.ts';
import { pixelSize } from './film-options.ts';
import { inputHashes, readInputs } from './inputs.ts';
import { readPackage } from './paths.ts';
import type { ToldTask } from './render-task.ts';

/** What the task has rendered, as data: enough to render and to check it again. */
async function provenanceOf(task: ToldTask, video: string): Promise<Provenance> {
  const { job, told, span, engine, encoder, mute } = task;
  const { version, dependencies } = readPackage();
  const inputs = inputHashes(readInputs(told.film, job.params));
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
    ...(Object.keys(inputs).length > 0 ? { inputs } : {}),
    versions: { node: process.versions.node, ...dependencies },
    hashes: {
      trace: jsonHash(told.trace),
      story: jsonHash(told.story),
      cueSheet: cueSheetHash(told.film.score(told.trace, told.story)),
      video: await fileHash(video),
    },
  };
}

/** Writes what belongs beside the MP4: captions, chapters, poster, provenance. @returns the endings of these files */
export async function writeSidecars(task: ToldTask): Promise<readonly string[]> {
  const { job, told, span, target } = task;
  const { film, story, source } = told;
  const word: Film['word'] = (message, language) => film.word(message, language);
  const spanned = { fps: job.fps, language: job.language, ...span };
  const endings: string[] = [];
  const put = (ending: string, data: string | Uint8Array): Promise<void> => {
    endings.push(ending);
    return writeWhole(`${target}${ending}`, (path) => writeFile(path, data));
  };
  const chapters = chaptersOf(story.chapters, span);
  const poster = Math.min(Math.max(story.posterFrame, span.first), span.last);
  await put('.srt', subRip(story.captions, word, spanned));
  await put('.vtt', webVtt(story.captions, word, spanned));
  await put('.chapters.txt', chapterList(chapters, word, job.language, job.fps));
  await put('.poster.png', await still(source, poster, job.scale));
  await put('.json', `${JSON.stringify(await provenanceOf(task, `${target}.mp4`), null, 2)}\n`);
  return endings;
}
