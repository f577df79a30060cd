import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileHash } from '../../src/render/file-hash.ts';
import { copyFilm, parseChapters, readFilmFiles } from '../../src/series/film-files.ts';
import { planned } from '../helpers/series.ts';

const folder = mkdtempSync(join(tmpdir(), 'film-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const film = planned({ output: 'sub/one' });

/** Leaves the files of a film in a new folder. */
async function leave(name: string, changes: object = {}): Promise<string> {
  const place = join(folder, name);
  const base = join(place, film.output);
  mkdirSync(dirname(base), { recursive: true });
  writeFileSync(`${base}.mp4`, 'a film');
  writeFileSync(`${base}.chapters.txt`, '0:00 Start\n1:02:03 Far on\n');
  const provenance = {
    lossreel: '0.1.0',
    film: 'a-film',
    params: { steps: 3 },
    seed: '1',
    fps: 30,
    format: 'landscape',
    width: 192,
    height: 108,
    theme: 'dark',
    language: 'en',
    captions: 'burned',
    encoder: { preset: 'medium', crf: 18 },
    frames: { first: 0, last: 99 },
    sound: true,
    hashes: { video: await fileHash(`${base}.mp4`), trace: 'x' },
    ...changes,
  };
  writeFileSync(`${base}.json`, JSON.stringify(provenance));
  return place;
}

describe("a film's files", () => {
  it('tell what the film is', async () => {
    const place = await leave('whole');
    expect(await readFilmFiles(place, film)).toEqual({
      width: 192,
      height: 108,
      frames: 100,
      sha256: await fileHash(join(place, 'sub/one.mp4')),
      chapters: [
        { time: '0:00', seconds: 0, title: 'Start' },
        { time: '1:02:03', seconds: 3723, title: 'Far on' },
      ],
      endings: ['.mp4', '.chapters.txt', '.json'],
    });
  });

  it.each([
    [{ film: 'other' }, 'it was made with film "other" instead of "a-film"'],
    [{ params: { steps: 4 } }, 'it was made with other params'],
    [{ seed: '2' }, 'seed "2" instead of "1"'],
    [{ fps: 24 }, 'fps 24 instead of 30'],
    [{ width: 384 }, 'width 384 instead of 192'],
    [{ theme: 'light' }, 'theme "light"'],
    [{ captions: 'none' }, 'captions "none"'],
    [{ encoder: { preset: 'medium', crf: 20 } }, 'crf 20 instead of 18'],
    [{ sound: false }, 'sound false instead of true'],
    [{ frames: { first: 5, last: 99 } }, 'first frame 5 instead of 0'],
    [{ hashes: { video: '00' } }, 'its .mp4 is not the one of its .json'],
    [{ hashes: {} }, 'its .json is no provenance of a film'],
  ])('made with %j are not those of the plan', async (changes, reason) => {
    await expect(readFilmFiles(await leave('other', changes), film)).rejects.toThrow(reason);
  });

  it.each(['.mp4', '.json'])('need their %s', async (ending) => {
    const place = await leave(`without${ending}`);
    rmSync(join(place, film.output + ending));
    await expect(readFilmFiles(place, film)).rejects.toThrow(`there is no sub/one${ending}`);
  });

  it('are copied whole', async () => {
    const place = await leave('original');
    const copy = join(folder, 'copy');
    await copyFilm(film, ['.mp4', '.json'], place, copy);
    expect(readdirSync(join(copy, 'sub')).sort()).toEqual(['one.json', 'one.mp4']);
    expect(readFileSync(join(copy, 'sub/one.mp4'), 'utf8')).toBe('a film');
  });
});

describe('chapters', () => {
  it('are read as they are written, and what is no chapter is left out', () => {
    expect(parseChapters('0:00 A: 1:00\n\nno chapter\n12:34 B\n').map(({ title }) => title)).toEqual([
      'A: 1:00',
      'B',
    ]);
  });
});
