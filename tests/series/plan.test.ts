import { describe, expect, it } from 'vitest';
import { DRAFT, FINAL } from '../../src/render/encode/encoder.ts';
import { filmCost, planFilms } from '../../src/series/plan.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { episode } from '../helpers/series.ts';

const outputs = (...episodes: readonly Parameters<typeof episode>[0][]): readonly string[] =>
  planFilms('A series', episodes.map(episode)).map(({ output }) => output);

describe('the plan of a series', () => {
  it('has a film for each format and look of each episode, in the order of the manifest', () => {
    expect(
      outputs(
        {
          id: 'b',
          number: 1,
          formats: ['portrait', 'landscape'],
          looks: [DEFAULT_LOOK, { ...DEFAULT_LOOK, theme: 'light' }],
        },
        { id: 'a', number: 2, formats: ['square'], name: '{number}/{film}{marks}' },
      ),
    ).toEqual(['b-portrait', 'b-portrait-light', 'b', 'b-light', '02/a-film-square']);
  });

  it('takes size and encoder from the episode, halves it for a draft and lets the caller override it', () => {
    const made = (overrides?: Parameters<typeof planFilms>[2]) => {
      const [film] = planFilms('A series', [episode({ scale: 0.5, crf: 30 })], overrides);
      return { scale: film?.job.scale, encoder: film?.encoder };
    };
    expect(made()).toEqual({ scale: 0.5, encoder: { ...FINAL, crf: 30 } });
    expect(made({ scale: 2, draft: false }).scale).toBe(2);
    expect(made({ scale: undefined, draft: true })).toEqual({ scale: 0.25, encoder: { ...DRAFT, crf: 30 } });
    expect(made({ scale: 0.1, draft: true }).scale).toBe(0.1);
  });

  it('predicts more for more frames, more pixels and harder frames', () => {
    const typical = { seconds: 60, effort: 1 };
    const still = { fps: 30, format: 'landscape', scale: 1 } as const;
    const cost = filmCost(typical, still);
    // Costs are whole numbers.
    expect(filmCost(typical, { ...still, fps: 60 }) / cost).toBeCloseTo(2, 2);
    expect(filmCost({ ...typical, seconds: 30 }, still) / cost).toBeCloseTo(1 / 2, 2);
    expect(filmCost({ ...typical, effort: 3 }, still) / cost).toBeCloseTo(3, 2);
    expect(filmCost(typical, { ...still, scale: 2 })).toBeGreaterThan(3 * cost);
    expect(filmCost(typical, { ...still, format: 'square' })).toBeLessThan(cost);
    expect(filmCost(typical, { ...still, scale: 0.1 })).toBeGreaterThan(0);
  });

  it.each([
    [
      'two films of an episode with one name',
      [{ formats: ['portrait', 'square'], name: '{id}' }],
      "episodes[0] 'one': two of its films have the same output name, 'one': use {marks} in its name",
    ],
    [
      'two episodes with one name',
      [
        { id: 'a', name: 'same' },
        { id: 'b', number: 2, name: 'Same' },
      ],
      "episodes[0] 'a' and episodes[1] 'b' have the same output name: 'same' and 'Same'",
    ],
    [
      'a name that is invalid once filled in',
      [{ id: 'nul', name: '{id}' }],
      "episodes[0] 'nul': the output name 'nul' has a part that is reserved on Windows: nul",
    ],
    [
      'a folder where another film has its file',
      [
        { id: 'a', name: 'x/a.MP4/b' },
        { id: 'b', number: 2, name: 'X/a' },
      ],
      "episodes[0] 'a': its folder 'x/a.MP4' would be a file of episodes[1] 'b'",
    ],
  ] as const)('refuses %s', (_what, episodes, message) => {
    expect(() => outputs(...episodes)).toThrow(message);
  });
});
