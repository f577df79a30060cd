import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonHash } from '../../../src/cache/hash.ts';
import { entryPath, openStore } from '../../../src/cache/store.ts';
import { type FilmRecord, readRecord, recordPaths, writeRecord } from '../../../src/film/make/film-record.ts';
import { type CacheAccess, openKeeper } from '../../../src/film/make/piece-keeper.ts';
import { changedFiles, restoreFiles } from '../../../src/film/make/restore-film.ts';
import { DRAFT } from '../../../src/render/encode/encoder.ts';
import { renderVideo, type VideoReport } from '../../../src/render/video.ts';
import { smallFilm } from '../../render/picture.tsx';
import type { SmallFilmJob } from '../../render/small-film-worker.ts';

const root = mkdtempSync(join(tmpdir(), 'film-record-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const access = (name: string, more: Partial<CacheAccess> = {}): CacheAccess => ({
  folder: join(root, name),
  version: '1',
  fresh: false,
  ...more,
});

/** Renders the small film, optionally with other frames and settings. */
async function render(
  cache: CacheAccess,
  {
    changed = [],
    workers = 2,
    crf = 18,
    signal,
    onProgress,
  }: {
    readonly changed?: readonly number[];
    readonly workers?: number;
    readonly crf?: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<{ readonly report: VideoReport; readonly bytes: Buffer; readonly encoded: readonly boolean[] }> {
  const out = join(root, `${Math.random()}.mp4`);
  const report = await renderVideo({
    source: smallFilm(changed),
    workerModule: new URL('../../render/small-film-worker.ts', import.meta.url),
    job: { cache, changed } satisfies SmallFilmJob,
    scale: 1,
    workers,
    encoder: { ...DRAFT, crf },
    keeper: openKeeper(cache),
    out,
    signal,
    onProgress,
  });
  return { report, bytes: readFileSync(out), encoded: report.segments.map(({ made }) => made) };
}

const [ALL, NONE] = [
  [true, true, true],
  [false, false, false],
];

describe('a render with a cache', () => {
  const cache = access('warm');
  let cold: Awaited<ReturnType<typeof render>>;
  beforeAll(async () => {
    cold = await render(cache);
  });

  it('encodes nothing twice, and its bytes never depend on what was cached', async () => {
    expect(cold.encoded).toEqual(ALL);
    for (const workers of [1, 3]) {
      const seen: number[] = [];
      const warm = await render(cache, { workers, onProgress: (done) => seen.push(done) });
      expect(warm.encoded).toEqual(NONE);
      expect(warm.bytes.equals(cold.bytes)).toBe(true);
      expect(seen.at(-1)).toBe(160);
      const other = await render(access(`cold-${workers}`), { workers });
      expect(other.encoded).toEqual(ALL);
      expect(other.bytes.equals(cold.bytes)).toBe(true);
    }
  });

  it('has the frames of each segment as hashes', () => {
    expect(cold.report.segments.map(({ frames }) => frames.length)).toEqual([75, 75, 10]);
    const hashes = cold.report.segments.flatMap(({ frames }) => frames);
    expect(hashes[20]).toBe(hashes[29]);
    expect(new Set(hashes).size).toBe(151);
  });

  it('encodes only the segments whose frames changed', async () => {
    const changed = [100, 101];
    const warm = await render(cache, { changed });
    expect(warm.encoded).toEqual([false, true, false]);
    expect(warm.bytes.equals(cold.bytes)).toBe(false);
    const other = await render(access('changed'), { changed });
    expect(other.bytes.equals(warm.bytes)).toBe(true);
  });

  it('reuses nothing from other settings or versions, nor when forced to recompute everything', async () => {
    expect((await render(cache, { crf: 30 })).encoded).toEqual(ALL);
    expect((await render({ ...cache, version: '2' })).encoded).toEqual(ALL);
    const fresh = await render({ ...cache, fresh: true });
    expect(fresh.encoded).toEqual(ALL);
    expect(fresh.bytes.equals(cold.bytes)).toBe(true);
  });

  it('recomputes what is damaged, truncated or foreign', async () => {
    const store = openStore(cache.folder);
    const [first = '', second = '', third = ''] = cold.report.segments.map(({ key }) => key ?? '');
    const at = (key: string): string => entryPath(store.folder, 'segment', key);
    writeFileSync(at(first), readFileSync(at(first)).subarray(0, 500));
    writeFileSync(at(third), readFileSync(at(second)));
    // An intact entry of another film, with a different number of frames.
    const kept = store.get('segment', second);
    store.put('segment', third, kept ?? Buffer.alloc(0));
    const restored = await render(cache);
    expect(restored.encoded).toEqual([true, false, true]);
    expect(restored.bytes.equals(cold.bytes)).toBe(true);
    expect((await render(cache)).encoded).toEqual(NONE);
  });

  it('resumes where it was stopped', async () => {
    const stopped = access('stopped');
    const stop = new AbortController();
    const onProgress = (done: number): void => {
      if (done === 120) stop.abort(new Error('stopped'));
    };
    await expect(render(stopped, { workers: 1, signal: stop.signal, onProgress })).rejects.toThrow('stopped');
    const second = await render(stopped);
    expect(second.encoded).toEqual([false, true, true]);
    expect(second.bytes.equals(cold.bytes)).toBe(true);
    expect(
      readdirSync(stopped.folder, { recursive: true }).filter((name) => /\/\./.test(String(name))),
    ).toEqual([]);
  });

  it('can share its cache with a concurrent render', async () => {
    const shared = access('shared');
    const both = await Promise.all([render(shared), render(shared, { workers: 3 })]);
    for (const { bytes } of both) expect(bytes.equals(cold.bytes)).toBe(true);
    expect((await render(shared)).encoded).toEqual(NONE);
  });
});

describe('the record of a film', () => {
  const cache = access('record');
  const store = openStore(cache.folder);
  const target = join(root, 'film');
  const key = jsonHash('the film');
  const path = (ending: string): string => `${target}${ending}`;
  let record: FilmRecord;
  beforeAll(async () => {
    const { report, bytes } = await render(cache);
    writeFileSync(path('.mp4'), bytes);
    writeFileSync(path('.srt'), 'captions');
    const segments = report.segments.flatMap((segment) => segment.key ?? []);
    const files = ['.mp4', '.srt'];
    record = await writeRecord(store, key, { frames: 160, segments, sound: null, files }, target);
  });
  const restore = (endings: readonly string[]) =>
    restoreFiles(store, record, endings, target, new AbortController().signal);

  it('is read back as written, under its own key', async () => {
    expect(readRecord(store, key)).toEqual(record);
    expect(readRecord(store, jsonHash('another'))).toBeNull();
  });

  it('names everything that belongs to the film', () => {
    const paths = [...recordPaths(store, key, record)];
    expect(paths).toHaveLength(1 + 3 + 1);
    for (const each of paths) expect(statSync(each).isFile()).toBe(true);
  });

  it('knows which files have changed', async () => {
    expect(await changedFiles(record, target)).toEqual([]);
    writeFileSync(path('.srt'), 'captionz');
    expect(await changedFiles(record, target)).toEqual(['.srt']);
    rmSync(path('.mp4'));
    expect(await changedFiles(record, target)).toEqual(['.mp4', '.srt']);
  });

  it('restores them, byte for byte', async () => {
    expect(await restore(['.mp4', '.srt'])).toBe(true);
    expect(await changedFiles(record, target)).toEqual([]);
  });

  it('writes nothing if something is no longer cached', async () => {
    const before = readFileSync(path('.srt'));
    writeFileSync(path('.srt'), 'spoilt');
    rmSync(entryPath(store.folder, 'segment', record.segments[1] ?? ''));
    expect(await restore(['.srt', '.mp4'])).toBe(false);
    expect(readFileSync(path('.srt'), 'utf8')).toBe('spoilt');
    expect(await restore(['.srt'])).toBe(true);
    expect(readFileSync(path('.srt')).equals(before)).toBe(true);
  });
});
