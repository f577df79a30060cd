import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { OF_SOUND, OF_TRACE } from '../../cli/film-flags.ts';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import type { Fps } from '../../src/story/clock.ts';
import { DEFAULT_LOOK, type Look } from '../../src/story/look.ts';
import { lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'machines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FILM = 'learning-rate-trio';
const png = join(folder, 'still.png');
const json = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await lossreelHere([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

describe('--json', () => {
  it('of a still tells what was drawn', async () => {
    const args = ['still', FILM, '--at', '10s', '--scale', '0.1', '--out', png];
    expect(JSON.parse(await json(...args))).toEqual({ film: FILM, frame: 300, seconds: 10, out: png });
  });

  it('of frames is a line for each', async () => {
    const lines = (await json('frames', FILM, '--frames', '3-4')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      [3, 4].map((frame) => ({ frame, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })),
    );
  });

  it('of a list says which lengths are exact', async () => {
    expect(JSON.parse(await json('list', FILM))).toMatchObject([{ id: FILM, exact: true }]);
  });

  it.each([
    ['a usage error', ['trace', 'nope'], 2],
    ['an unknown option', ['list', '--colour'], 2],
    ['a failure', ['render', FILM, '--out', '/proc/nowhere'], 1],
  ])('of %s is a line on standard error', async (_, args, code) => {
    const outcome = await lossreelHere([...args, '--json']);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: '' });
    expect(JSON.parse(outcome.stderr)).toEqual({ error: { message: expect.any(String), code } });
  });
});

describe('without --frame or --at', () => {
  it("a still is the poster's frame", async () => {
    const story = film.tell(film.simulate(film.params.parse({}), '1'), 30, DEFAULT_LOOK);
    const args = ['still', FILM, '--scale', '0.1', '--out', png];
    expect(JSON.parse(await json(...args))).toMatchObject({ frame: story.posterFrame });
  });
});

describe('each command offers what changes its result', () => {
  const trace = film.simulate(film.params.parse({}), '1');
  const sheet = (look: Partial<Look>, fps: Fps = 30) => {
    const whole = { ...DEFAULT_LOOK, ...look };
    return film.score(trace, film.tell(trace, fps, whole), whole);
  };

  it('a sound its pace and frame rate, but not theme, captions or language', () => {
    const usual = sheet({});
    expect(sheet({ theme: 'light' })).toEqual(usual);
    expect(sheet({ captions: 'none' })).toEqual(usual);
    expect(sheet({ language: 'de' })).toEqual(usual);
    expect(sheet({ pace: 2 })).not.toEqual(usual);
    expect(sheet({}, 24)).not.toEqual(usual);
    // A caption that takes longer to read delays what comes after it; the cards of a brand, all of it.
    const words = {
      en: { captionWells: 'So many words that they take longer to read than what is said there' },
    };
    expect(sheet({ words })).not.toEqual(usual);
    expect([...OF_SOUND].sort()).toEqual([
      'bed',
      'brand',
      'fps',
      'narration',
      'pace',
      'props',
      'seed',
      'words',
    ]);
  });

  it('a trace its params and seed, which are all that a simulation is given', async () => {
    expect([...OF_TRACE].sort()).toEqual(['props', 'seed']);
    const { stdout } = await lossreelHere(['trace', '--help']);
    expect(stdout).not.toMatch(/--(theme|format|scale|fps|lang|captions|pace)/);
  });
});
