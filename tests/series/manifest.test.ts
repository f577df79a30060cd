import { describe, expect, it } from 'vitest';
import { episodesOf, manifestSchema } from '../../src/series/manifest.ts';

const parse = (manifest: unknown) => manifestSchema.parse(manifest);
const episode = { id: 'a', film: 'a-film' };

describe('an episode', () => {
  it('says only what is not usual', () => {
    expect(episodesOf(parse({ title: 'A series', episodes: [episode] }))).toEqual([
      {
        id: 'a',
        number: 1,
        film: 'a-film',
        title: undefined,
        params: {},
        seed: '1',
        fps: 30,
        formats: ['landscape'],
        scale: 1,
        themes: ['dark'],
        languages: ['en'],
        burnCaptions: true,
        crf: undefined,
        preset: undefined,
        mute: false,
        name: '{id}{marks}',
      },
    ]);
  });

  it("takes the series' defaults, unless it says otherwise", () => {
    const defaults = { seed: '7', fps: 24, formats: ['square'], mute: true, captions: 'none' };
    const series = { title: 'A series', defaults, episodes: [{ ...episode, mute: false, fps: 60 }] };
    expect(episodesOf(parse(series))[0]).toMatchObject({
      seed: '7',
      fps: 60,
      formats: ['square'],
      mute: false,
      burnCaptions: false,
    });
  });
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
    ['no title', problems({ title: ' ' }), /^title: is not one line/],
    ['a title of two lines', problems({ title: 'a\nb' }), /^title: is not one line/],
    ['no episode', problems({ episodes: [] }), /^episodes: /],
    ['a format that is none', withEpisode({ formats: ['wide'] }), /^episodes\.0\.formats\.0: /],
    ['no format', withEpisode({ formats: [] }), /^episodes\.0\.formats: /],
    [
      'a theme twice',
      withEpisode({ themes: ['dark', 'dark'] }),
      /^episodes\.0\.themes: names one thing twice/,
    ],
    ['29.97 frames a second', withEpisode({ fps: 29.97 }), /^episodes\.0\.fps: /],
    ['a scale of 3', withEpisode({ scale: 3 }), /^episodes\.0\.scale: /],
    ['an unknown language', withEpisode({ languages: ['xx'] }), /^episodes\.0\.languages\.0: /],
    ['a quality that x264 does not have', withEpisode({ crf: 52 }), /^episodes\.0\.crf: /],
    ['params that are a number', withEpisode({ params: 3 }), /^episodes\.0\.params: is neither/],
    ['an id that is a path', withEpisode({ id: '../a' }), /^episodes\.0\.id: /],
    ['a name that climbs out', withEpisode({ name: '../{id}' }), /^episodes\.0\.name: climbs out/],
    ['an unknown part of a name', problems({ defaults: { name: '{foo}' } }), /^defaults\.name: \{foo\}/],
    [
      'one id twice, whatever its case',
      problems({ episodes: [episode, { ...episode, id: 'A' }] }),
      /^episodes\.1\.id: is the id of episodes\[0\] too/,
    ],
  ])('may not have %s', (_what, found, expected) => {
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });
});
