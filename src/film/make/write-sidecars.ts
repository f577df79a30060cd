import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { SAMPLE_RATE } from '../../../audio/cue-sheet.ts';
import { cueSheetHash } from '../../../audio/cue-sheet-checks.ts';
import { bytesHash, fileHash, jsonHash } from '../../cache/hash.ts';
import { writeWhole } from '../../cache/write-whole.ts';
import { ffmpegName } from '../../render/encode/ffmpeg-facts.ts';
import { still } from '../../render/still.ts';
import type { FrameRange } from '../../story/clock.ts';
import { narratedParts } from '../../story/narration.ts';
import { lookHashes } from '../bed.ts';
import type { Inputs } from '../film.ts';
import type { FilmEnding } from '../film-files.ts';
import { framesHash } from '../frame-hashes.ts';
import { firstAndLast } from '../frame-range.ts';
import { frameSource } from '../frame-source.ts';
import { inputHashes, withInputs } from '../inputs.ts';
import { type FilmJob, pixelSize, plainJob } from '../job.ts';
import { publicParams } from '../public-params.ts';
import { SCHEMA_VERSIONS } from '../schema-version.ts';
import { pathFrom } from '../sidecars/film-path.ts';
import { HASHED_SIDECARS, type HashedSidecar, type Provenance, recordHash } from '../sidecars/provenance.ts';
import { sidecarTexts } from '../sidecars/texts.ts';
import type { Sound } from '../sidecars/transcript.ts';
import { readPackage } from '../sources/project.ts';
import { versionsInUse } from '../sources/versions.ts';
import type { ToldFilm } from '../told-film.ts';
import { VIDEO } from './film-record.ts';
import type { ToldTask } from './told-task.ts';

export type Sidecars = Readonly<Record<HashedSidecar, string | Uint8Array>>;

/** The sounds that mean something by themselves, in chronological order. */
const signalsOf = ({ sheet }: ToldFilm): readonly Sound[] =>
  sheet.events
    .flatMap(({ kind, at }) => (kind === 'tick' ? [] : [{ kind, seconds: at / SAMPLE_RATE }]))
    .sort((a, b) => a.seconds - b.seconds);

/**
 * The sidecars that do not depend on the MP4, by extension.
 *
 * @param range of the frames rendered
 */
export async function sidecarsOf(told: ToldFilm, range: FrameRange, mute: boolean): Promise<Sidecars> {
  const { job, trace, story } = told;
  const ticks = told.sheet.events.some(({ kind }) => kind === 'tick');
  const poster = Math.min(Math.max(story.posterFrame, range.start), range.end - 1);
  return {
    ...sidecarTexts(
      {
        trace,
        story,
        words: job.film.words,
        ...(mute
          ? {}
          : { sounds: signalsOf(told), ticks, narrated: narratedParts(story, job.look.narration) }),
      },
      { fps: job.fps, language: job.look.language, ...range },
    ),
    '.poster.png': await still(frameSource(told), poster, job.scale),
  };
}

/** The installed versions of everything that makes a film, and the platform, which also affects sound and video bytes. */
export const versionsNow = (): Provenance['versions'] => ({
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
  ffmpeg: ffmpegName(),
  ...versionsInUse(),
});

/** The brand of a job as its provenance names it. */
const brandRef = ({ look: { brand }, brandFile }: FilmJob, target: string): Provenance['look']['brand'] =>
  brand && {
    name: brand.name,
    path: brandFile === undefined ? null : pathFrom(target, { path: brandFile }),
    hash: jsonHash(brand),
  };

/** Where the files of a job are, and what they hold, if its film is to tell. */
function originsOf({ film, params }: FilmJob, files: Inputs): Pick<Provenance, 'origins'> {
  const columns = film.columns?.(params, files) ?? null;
  if (columns === null) return {};
  const all = (film.inputs?.(params) ?? []).map(
    ({ name, path }) => [name, { path: resolve(path), columns: columns[name] ?? [] }] as const,
  );
  return { origins: { host: hostname(), files: Object.fromEntries(all) } };
}

/** What a task has rendered, as data: enough to render it again and to verify it. */
async function provenanceOf(
  task: ToldTask,
  sidecars: Sidecars,
  frames: readonly string[],
  wav: Uint8Array | undefined,
  video: string,
): Promise<Provenance> {
  const { told, range, engine, encoder, mute, target } = task;
  const { job, trace, story, sheet } = told;
  const { film, params, seed, fps, format, scale, look } = plainJob(job);
  const { origin } = job.film;
  const files = withInputs(job).inputs;
  const inputs = { ...inputHashes(files), ...lookHashes(look) };
  const sizes = (job.film.inputs?.(params) ?? []).flatMap((ref) =>
    ref.private ? [[ref.name, files[ref.name]?.length ?? 0] as const] : [],
  );
  const hashOf = (ending: HashedSidecar): readonly [HashedSidecar, string] => [
    ending,
    bytesHash(sidecars[ending]),
  ];
  const hashes = {
    trace: jsonHash(trace),
    story: jsonHash(story),
    cueSheet: cueSheetHash(sheet),
    frames: framesHash(frames),
    ...(wav === undefined ? {} : { sound: bytesHash(wav) }),
    video: await fileHash(video),
    files: Object.fromEntries(HASHED_SIDECARS.map(hashOf)) as Record<HashedSidecar, string>,
  };
  const record: Omit<Provenance, 'hashes'> & { readonly hashes: Omit<Provenance['hashes'], 'record'> } = {
    schemaVersion: SCHEMA_VERSIONS.provenance,
    lossreel: readPackage().version,
    film,
    ...(origin === undefined ? {} : { source: { path: pathFrom(target, origin), hash: origin.hash } }),
    // Params come from JSON, so they fit into it.
    params: JSON.parse(JSON.stringify(publicParams(job.film, params))),
    seed,
    fps,
    format,
    scale,
    ...pixelSize(job),
    look: { ...look, brand: brandRef(job, target) },
    engine,
    encoder,
    frames: firstAndLast(range),
    sound: !mute,
    ...(Object.keys(inputs).length > 0 ? { inputs } : {}),
    ...(sizes.length > 0 ? { inputSizes: Object.fromEntries(sizes) } : {}),
    ...originsOf(job, files),
    versions: versionsNow(),
    hashes,
  };
  return { ...record, hashes: { ...hashes, record: recordHash(record) } };
}

/**
 * Writes the sidecars: captions, chapters, transcript, poster, provenance.
 *
 * @param frames markup hash of each frame rendered
 * @param wav the whole film's sound; `undefined` for a silent film
 * @param pathOf the MP4, which is there already, and where to write each of the others
 */
export async function writeSidecars(
  task: ToldTask,
  frames: readonly string[],
  wav: Uint8Array | undefined,
  pathOf: (ending: FilmEnding) => string,
): Promise<void> {
  const files = await sidecarsOf(task.told, task.range, task.mute);
  const put = (ending: FilmEnding, data: string | Uint8Array): Promise<void> =>
    writeWhole(pathOf(ending), (path) => writeFile(path, data));
  for (const ending of HASHED_SIDECARS) await put(ending, files[ending]);
  const provenance = await provenanceOf(task, files, frames, wav, pathOf(VIDEO));
  await put('.json', `${JSON.stringify(provenance, null, 2)}\n`);
}
