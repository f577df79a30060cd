import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { jsonHash } from '../cache/hash.ts';
import { openStore } from '../cache/store.ts';
import { ffmpegFolder } from '../render/encode/ffmpeg.ts';
import { FONT_FILES } from '../scene/type/font-files.ts';
import { versionsOf } from './installed.ts';
import { CACHE_FOLDER, filmEntry, PROJECT, readPackage } from './project.ts';
import { readSources, type SourceReader, type Sources } from './sources.ts';

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

/** Reads this project's sources as they are now. @param cache folder where results are remembered */
const readNow = (cache: string): SourceReader => readSources(PROJECT, openStore(cache), [CATALOGUE]);

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

/** What a WAV's samples depend on besides its cue sheet. */
const synthesisOf = ({ of, programs }: SourceReader): string =>
  jsonHash([hashed(of(SYNTHESIS)), HEARD.flatMap(programs), PLATFORM, NODE]);

/** Hash of all synthesis code. */
export const synthesisVersion = (cache: string = CACHE_FOLDER): string => synthesisOf(readerIn(cache));

/** The same, as of now, for a process that outlives edits. */
export const synthesisNow = (cache: string = CACHE_FOLDER): string => synthesisOf(readNow(cache));

/** Binaries and data that no module imports: the painter, FFmpeg with its libraries, fonts. */
function engineFiles(): readonly string[] {
  const { resolve } = createRequire(import.meta.url);
  const canvaskit = resolve('canvaskit-wasm');
  const ffmpeg = ffmpegFolder();
  return [
    canvaskit,
    canvaskit.replace(/\.js$/, '.wasm'),
    ...readdirSync(ffmpeg)
      .sort()
      .map((name) => join(ffmpeg, name)),
    ...Object.values(FONT_FILES).flatMap((files) => files.map((file) => resolve(file))),
  ];
}

const engineVersion = (cache: string): string => jsonHash([readerIn(cache).hashes(engineFiles()), PLATFORM]);

/** What the bytes of encoded pieces depend on besides their content. */
export const piecesVersion = (cache: string): string =>
  jsonHash([sourcesVersion(PIECES, cache), engineVersion(cache)]);

/** What a film's files depend on besides the job: sources, packages, settings, machine. */
export const toolchain = (film: string, cache: string): object => ({
  sources: sourcesVersion([filmEntry(film), 'src/film/render-film.ts'], cache),
  synthesis: synthesisVersion(cache),
  engine: engineVersion(cache),
  node: NODE,
  // As recorded in the provenance.
  package: readPackage().version,
  installed: versionsOf(Object.keys(readPackage().dependencies), PROJECT),
  settings: readFileSync(join(PROJECT, 'tsconfig.json'), 'utf8'),
});
