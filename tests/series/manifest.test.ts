import { describe, expect, it } from 'vitest';
import { episodesOf, manifestSchema } from '../../src/series/manifest.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

const parse = (manifest: unknown) => manifestSchema.parse(manifest);
const episode = { id: 'a', film: 'a-film' };

describe('an episode', () => {
  it('only has to state what differs from the defaults', () => {
    expect(episodesOf(parse({ title: 'A series', episodes: [episode] }))).toEqual([
      {
        id: 'a',
        number: 1,
        film: 'a-film',
        title: undefined,
        words: {},
        params: {},
        seed: '1',
        fps: 30,
        formats: ['landscape'],
        scale: 1,
        looks: [DEFAULT_LOOK],
        crf: undefined,
        preset: undefined,
        mute: false,
        name: '{id}{marks}',
      },
    ]);
  });

  it("takes the series' defaults, unless it says otherwise", () => {
    const defaults = { seed: '7', fps: 24, formats: ['square'], mute: true, captions: 'none', pace: 2 };
    const series = {
      title: 'A series',
      defaults,
      episodes: [{ ...episode, mute: false, fps: 60, pace: 1.5 }],
    };
    expect(episodesOf(parse(series))[0]).toMatchObject({
      seed: '7',
      fps: 60,
      formats: ['square'],
      mute: false,
      looks: [{ ...DEFAULT_LOOK, captions: 'none', pace: 1.5 }],
    });
  });
});

it('an episode has a film for each of its themes and languages', () => {
  const [film] = episodesOf(
    parse({
      title: 'A series',
      episodes: [{ ...episode, themes: ['light', 'dark'], languages: ['de', 'en'] }],
    }),
  );
  expect(film?.looks.map(({ theme, language }) => `${theme} ${language}`)).toEqual([
    'light de',
    'light en',
    'dark de',
    'dark en',
  ]);
});

describe('a manifest', () => {
  const problems = (changes: object): readonly string[] => {
    const result = manifestSchema.safeParse({ title: 'A series', episodes: [episode], ...changes });
    return (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  };
  const withEpisode = (changes: object): readonly string[] =>
    problems({ episodes: [{ ...episode, ...changes }] });

  it.each([
    ['an unknown field', problems({ epsiodes: [] }), /^: .*"epsiodes"/],
    ['an unknown field of an episode', withEpisode({ formts: [] }), /^episodes\.0: .*"formts"/],
    ['an unknown field of the defaults', problems({ defaults: { id: 'x' } }), /^defaults: .*"id"/],
    ['no title', problems({ title: ' ' }), /^title: is not one non-blank line/],
    ['a title of two lines', problems({ title: 'a\nb' }), /^title: is not one non-blank line/],
    ['no episode', problems({ episodes: [] }), /^episodes: /],
    ['an unknown format', withEpisode({ formats: ['wide'] }), /^episodes\.0\.formats\.0: /],
    ['no format', withEpisode({ formats: [] }), /^episodes\.0\.formats: /],
    [
      'a theme twice',
      withEpisode({ themes: ['dark', 'dark'] }),
      /^episodes\.0\.themes: contains a duplicate/,
    ],
    ['29.97 frames per second', withEpisode({ fps: 29.97 }), /^episodes\.0\.fps: /],
    ['a scale of 3', withEpisode({ scale: 3 }), /^episodes\.0\.scale: /],
    ['a pace of 3', withEpisode({ pace: 3 }), /^episodes\.0\.pace: /],
    ['an unknown language', withEpisode({ languages: ['xx'] }), /^episodes\.0\.languages\.0: /],
    ['a quality that x264 does not have', withEpisode({ crf: 52 }), /^episodes\.0\.crf: /],
    ['params that are a number', withEpisode({ params: 3 }), /^episodes\.0\.params: is neither/],
    ['an id that is a path', withEpisode({ id: '../a' }), /^episodes\.0\.id: /],
    ['a name that leads out', withEpisode({ name: '../{id}' }), /^episodes\.0\.name: leads out/],
    ['an unknown part of a name', problems({ defaults: { name: '{foo}' } }), /^defaults\.name: \{foo\}/],
    [
      'one id twice, whatever its case',
      problems({ episodes: [episode, { ...episode, id: 'A' }] }),
      /^episodes\.1\.id: is already the id of episodes\[0\]/,
    ],
  ])('may not have %s', (_what, found, expected) => {
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});
