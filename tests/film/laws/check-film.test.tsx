import { describe, expect, it } from 'vitest';
import type { Film } from '../../../src/film/film.ts';
import { type CheckOptions, checkFilm } from '../../../src/film/laws/check-film.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { filmWords } from '../../../src/story/words.ts';
import { smallFilm } from '../../helpers/small-film.tsx';
import { BROKEN, brokenInPlaces, simulating } from './broken-films.tsx';

type Small = typeof smallFilm;

const check = (film: Small, options: CheckOptions) => checkFilm(film as unknown as Film, options);
/** Where one stage tells as much as all. */
const ONE = { variants: 0, formats: ['landscape'], themes: ['dark'] } as const;

async function found(film: Small, options: CheckOptions = ONE): Promise<readonly string[]> {
  const { findings, asked } = await check(film, options);
  return describeFindings(findings, asked).map((line) => line.replace(/(?<=\.tsx):\d+/g, ':N'));
}

describe('a film that obeys every law', () => {
  it('gets no finding, in any format, theme, language or variant', async () => {
    const { findings, ok, asked } = await check(smallFilm, { seconds: Number.POSITIVE_INFINITY });
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
    expect(asked).toMatchObject({
      languages: ['en', 'de'],
      variants: { asked: 5, of: 5, tooLong: [] },
    });
  });

  it('leaves nothing behind that watches the rest of the program', async () => {
    const before = [Math.random, Date, performance.now, process.env, globalThis.setTimeout];
    await check(smallFilm, ONE);
    expect([Math.random, Date, performance.now, process.env, globalThis.setTimeout]).toEqual(before);
    expect(Object.keys(Math)).toEqual([]);
  });
});

describe('a film is told', () => {
  it.each(BROKEN)('where %s, and what to do', async (_, film, says) => {
    expect(await found(film)).toEqual(says);
  });
});

describe('a finding', () => {
  it('that stands in one format and language says so', async () => {
    const [line] = await found(brokenInPlaces, { variants: 0 });
    expect(line).toMatch(/^law 3, frame 0 and 7 more up to 89, svg > circle cy, square, de: draws cy="NaN"/);
  });

  it('made in a variant carries the params, as --props takes them', async () => {
    const film = simulating((trace) => {
      if (trace.params.steps === 12) throw new Error('too many steps');
      return trace;
    });
    const options = { ...ONE, variants: 24, seconds: Number.POSITIVE_INFINITY };
    const { findings } = await check(film, options);
    expect(findings).toMatchObject([
      {
        law: 'contract',
        what: 'throws "too many steps"',
        where: { function: 'simulate', props: [{ steps: 12 }] },
      },
    ]);
    expect(await found(film, options)).toEqual([
      'contract, simulate, tests/film/laws/check-film.test.tsx:N, --props \'{"steps":12}\': throws "too many steps" – fix what it names: a film works at all params that its schema allows',
    ]);
    expect(await found(film, { ...ONE, params: film.params.parse({ steps: 11 }) })).toEqual([]);
  });
});

describe('a simulation', () => {
  it('that would take too long in a variant is left, and said so', async () => {
    const slow: Small = {
      ...smallFilm,
      simulate: (params, seed, _, report) => {
        const begun = process.cpuUsage().user;
        while (params.steps === 12 && process.cpuUsage().user - begun < 60_000) report?.(1, 1000);
        return smallFilm.simulate(params, seed);
      },
    };
    const { asked } = await check(slow, { ...ONE, variants: 24, seconds: 2 });
    expect(asked.variants.tooLong).toEqual(['steps: 12']);
  });
});

describe('warnings', () => {
  const warnings = async (film: Small, options: CheckOptions = ONE): Promise<readonly string[]> =>
    (await check(film, options)).warnings.map(({ what }) => what);

  it('are of length and chapters for a film as small as this', async () => {
    expect(await warnings(smallFilm)).toEqual(['lasts 3.0 s', 'has 1 chapter']);
  });

  it('tell of words that the sources never say', async () => {
    expect(await warnings(smallFilm, { ...ONE, sources: "say('title')" })).toContain(
      'the words of "halves" are never said',
    );
  });

  it('tell of words that a language lacks', async () => {
    const words = filmWords('small', { en: { title: 'Small', halves: '{factor}' }, de: { title: 'Klein' } });
    expect(await warnings({ ...smallFilm, words })).toContain(
      'de has no words for "halves": English stands in',
    );
  });
});
