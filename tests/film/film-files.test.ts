import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileHash } from '../../src/cache/hash.ts';
import { copyFilm, parseChapters, readFilmFiles } from '../../src/film/film-files.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { leaveFilm, planned } from '../helpers/series.ts';

const folder = mkdtempSync(join(tmpdir(), 'film-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const film = planned({ output: 'sub/one' });

/** Leaves the film in a new folder. */
async function leave(name: string, changes: object = {}): Promise<string> {
  await leaveFilm(join(folder, name), film, { changes });
  return join(folder, name);
}

describe("a film's files", () => {
  it('describe the film', async () => {
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
    });
  });

  it.each([
    [{ film: 'other' }, 'it was made with film "other" instead of "a-film"'],
    [{ params: { steps: 4 } }, 'it was made with other params'],
    [{ seed: '2' }, 'seed "2" instead of "1"'],
    [{ fps: 24 }, 'fps 24 instead of 30'],
    [{ width: 384 }, 'width 384 instead of 192'],
    [{ look: { ...DEFAULT_LOOK, theme: 'light' } }, 'theme "light" instead of "dark"'],
    [{ look: { ...DEFAULT_LOOK, captions: 'none' } }, 'captions "none"'],
    [{ look: { ...DEFAULT_LOOK, pace: 2 } }, 'pace 2 instead of 1'],
    [{ encoder: { preset: 'medium', crf: 20, lookahead: 4 } }, 'crf 20 instead of 18'],
    [{ frames: { first: 5, last: 99 } }, 'first frame 5 instead of 0'],
    [{ hashes: {} }, 'its .json is not the provenance of a film'],
  ])('made with %j are not those of the plan', async (changes, reason) => {
    await expect(readFilmFiles(await leave('other', changes), film)).rejects.toThrow(reason);
  });

  it.each(['.mp4', '.vtt', '.poster.png'])(
    'with another %s are not those of their provenance',
    async (ending) => {
      const place = await leave(`other${ending}`);
      writeFileSync(join(place, film.output + ending), 'something else');
      await expect(readFilmFiles(place, film)).rejects.toThrow(`its ${ending} does not match its .json`);
    },
  );

  it.each(['.mp4', '.srt', '.poster.png', '.json'])('need their %s', async (ending) => {
    const place = await leave(`without${ending}`);
    rmSync(join(place, film.output + ending));
    await expect(readFilmFiles(place, film)).rejects.toThrow(`there is no sub/one${ending}`);
  });

  it('are copied whole', async () => {
    const place = await leave('original');
    const copy = join(folder, 'copy');
    await copyFilm(film, place, copy);
    expect(readdirSync(join(copy, 'sub')).sort()).toEqual(readdirSync(join(place, 'sub')).sort());
    expect(readFileSync(join(copy, 'sub/one.mp4'), 'utf8')).toBe('a film');
  });
});

describe('chapters', () => {
  it('are read as written, and other lines are ignored', () => {
    expect(parseChapters('0:00 A: 1:00\n\nno chapter\n12:34 B\n').map(({ title }) => title)).toEqual([
      'A: 1:00',
      'B',
    ]);
  });
});
