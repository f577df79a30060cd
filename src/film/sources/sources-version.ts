import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonHash } from '../../cache/hash.ts';
import { openStore } from '../../cache/store.ts';
import { ffmpegBuild, ffmpegFiles } from '../../render/encode/ffmpeg-facts.ts';
import { FONT_FILES } from '../../scene/type/font-files.ts';
import type { Film } from '../film.ts';
import { readBuiltSources, runningBuild } from './built-sources.ts';
import { builtFile, CACHE_FOLDER, PROJECT, readPackage } from './project.ts';
import { readSources, type SourceReader, type Sources } from './sources.ts';
import { versionsInUse } from './versions.ts';

/** Excluded, as it imports every film and only the sources of one are wanted. */
const CATALOGUE = 'compositions/catalogue.ts';
/** Packages that compute the samples of a sound: their files count, not just their version. */
const HEARD = ['tone', 'web-audio-api'];
/** The modules that synthesize a WAV, and only those. */
const SYNTHESIS = ['audio/sound-worker.ts', 'audio/node-web-audio.js'];
/** The modules that turn frame markup into an encoded segment, and a WAV into encoded sound. */
const PIECES = ['src/render/encode/lanes.ts', 'src/render/encode/sound.ts'];

const PLATFORM = `${process.platform}-${process.arch}`;
const { node: NODE } = process.versions;

const readers = new Map<string, SourceReader>();

/**
 * The sources of what runs: those that it was built of, or where nothing is built, as they are now.
 *
 * @param cache folder in which is remembered what has been read
 */
function readNow(cache: string): SourceReader {
  const built = runningBuild();
  return built === null
    ? readSources(PROJECT, openStore(cache), [CATALOGUE])
    : readBuiltSources(built, PROJECT, openStore(cache), [CATALOGUE]);
}

/** The same, as of the first call in this process: it runs with the sources it has loaded. */
function readerIn(cache: string): SourceReader {
  const reader = readers.get(cache) ?? readNow(cache);
  readers.set(cache, reader);
  return reader;
}

const hashed = ({ files, packages }: Sources): string => jsonHash([...files, ...packages]);

/** Hash of modules of the project and of everything they load, including installed packages but not other films. */
export const sourcesVersion = (roots: readonly string[], cache: string = CACHE_FOLDER): string =>
  hashed(readerIn(cache).of(roots));

/** The module that a film of the catalogue is, as a path from the project; it need not be there. */
export function filmEntry(id: string, cache: string = CACHE_FOLDER): string {
  const entry = `compositions/${id}/index.ts`;
  return readerIn(cache).has(`${entry}x`) ? `${entry}x` : entry;
}

/** The module that simulates it: its `simulation.ts`, or the film itself if it has none. */
export function simulationEntry(id: string, cache: string = CACHE_FOLDER): string {
  const entry = `compositions/${id}/simulation.ts`;
  return readerIn(cache).has(entry) ? entry : filmEntry(id, cache);
}

/** What says of what modules a film is made: its id, and for somebody's own where it comes from. */
export type FilmSource = Pick<Film, 'id' | 'origin'>;

/** Hash of all sources of a film, and of further modules. */
const filmVersion = ({ id, origin }: FilmSource, more: readonly string[], cache: string): string =>
  origin === undefined
    ? sourcesVersion([filmEntry(id, cache), ...more], cache)
    : jsonHash([origin.hash, sourcesVersion([...origin.toolkit, ...more], cache)]);

/** Hash of what a film's trace is made by; of somebody's own film that may be all of it. */
export const simulationVersion = (film: FilmSource, cache: string = CACHE_FOLDER): string =>
  film.origin === undefined
    ? sourcesVersion([simulationEntry(film.id, cache)], cache)
    : filmVersion(film, [], cache);

/** Whether the catalogue may have such a film. */
export const hasFilm = (id: string, cache: string): boolean =>
  /^[\w-]+$/.test(id) && readerIn(cache).has(filmEntry(id, cache));

/** What the samples of a WAV depend on beside its cue sheet. */
const synthesisOf = ({ of, programs, hashes }: SourceReader): string => {
  const { carried = {} } = runningBuild() ?? {};
  const heard = HEARD.flatMap((name) => carried[name]?.file ?? []);
  const files = heard.map((file) => fileURLToPath(builtFile(file)));
  return jsonHash([hashed(of(SYNTHESIS)), HEARD.flatMap(programs), hashes(files), PLATFORM, NODE]);
};

/** Hash of all synthesis code. */
export const synthesisVersion = (cache: string = CACHE_FOLDER): string => synthesisOf(readerIn(cache));

/** The same, as of now, for a process that outlives edits. */
export const synthesisNow = (cache: string = CACHE_FOLDER): string => synthesisOf(readNow(cache));

const decoderOf = ({ hashes }: SourceReader): string => jsonHash([hashes(ffmpegFiles()), ffmpegBuild()]);

/** Hash of what decodes a bed of music. */
export const decoderVersion = (cache: string = CACHE_FOLDER): string => decoderOf(readerIn(cache));

/** The same, as of now, for a process that outlives edits. */
export const decoderNow = (cache: string = CACHE_FOLDER): string => decoderOf(readNow(cache));

/** The programs and data that no module imports: the painter, fonts, FFmpeg with its libraries. */
function engineFiles(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  const canvaskit = resolve('canvaskit-wasm');
  const fonts = Object.values(FONT_FILES).flatMap((files) => files.map((file) => resolve(file)));
  return [canvaskit, canvaskit.replace(/\.js$/, '.wasm'), ...ffmpegFiles(), ...fonts];
}

const engineVersion = (cache: string): string =>
  jsonHash([readerIn(cache).hashes(engineFiles()), ffmpegBuild(), PLATFORM]);

/** What the bytes of encoded pieces depend on besides their content. */
export const piecesVersion = (cache: string): string =>
  jsonHash([sourcesVersion(PIECES, cache), engineVersion(cache)]);

/** All that a film's files depend on beside what is asked for: sources, packages, settings, machine. */
export const toolchain = (film: FilmSource, cache: string): object => ({
  sources: filmVersion(film, ['src/film/make/render-film.ts'], cache),
  synthesis: synthesisVersion(cache),
  engine: engineVersion(cache),
  node: NODE,
  // As recorded in the provenance.
  package: readPackage().version,
  installed: versionsInUse(),
  settings: runningBuild()?.settings ?? readFileSync(join(PROJECT, 'tsconfig.json'), 'utf8'),
});
