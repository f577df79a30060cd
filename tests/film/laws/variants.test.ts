import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CATALOGUE } from '../../../compositions/catalogue.ts';
import type { Film } from '../../../src/film/film.ts';
import { variantsOf } from '../../../src/film/laws/variants.ts';
import { smallFilm } from '../../helpers/small-film.tsx';

/** The small film with other params. */
const withParams = (shape: z.core.$ZodLooseShape, more: object = {}): Film =>
  ({ ...smallFilm, ...more, params: z.strictObject(shape) }) as unknown as Film;
const props = (film: Film): readonly unknown[] => variantsOf(film, 100).variants.map((each) => each.props);
const whole = z.number().int();

describe('variants of the params', () => {
  it('are the ends of every number, and every other choice', () => {
    const film = withParams({
      rate: z.number().min(0.1).max(0.9).default(0.5),
      steps: whole.min(1).max(9).default(4),
      kind: z.enum(['a', 'b', 'c']).default('b'),
      loud: z.boolean().default(false),
    });
    const all = [
      { rate: 0.1 },
      { rate: 0.9 },
      { steps: 1 },
      { steps: 9 },
      { kind: 'a' },
      { kind: 'c' },
      { loud: true },
    ];
    expect(props(film)).toHaveLength(all.length);
    expect(props(film)).toEqual(expect.arrayContaining(all));
  });

  it('are the shortest and longest of a list, and one change in all of its members', () => {
    const film = withParams({
      runs: z
        .array(z.strictObject({ rate: z.number().min(0).max(1), name: z.string() }))
        .min(1)
        .max(3)
        .prefault([
          { rate: 0.2, name: 'x' },
          { rate: 0.4, name: 'y' },
        ]),
    });
    const run = (rate: number, name: string) => ({ rate, name });
    const all = [
      { runs: [run(0.2, 'x')] },
      { runs: [run(0.2, 'x'), run(0.4, 'y'), run(0.2, 'x')] },
      { runs: [run(0, 'x'), run(0, 'y')] },
      { runs: [run(1, 'x'), run(1, 'y')] },
    ];
    expect(props(film)).toHaveLength(all.length);
    expect(props(film)).toEqual(expect.arrayContaining(all));
  });

  it('are each kind of a union', () => {
    const film = withParams({
      way: z
        .discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('drop'), share: z.number().min(0.1).max(0.9).default(0.2) }),
          z.strictObject({ kind: z.literal('stop') }),
        ])
        .prefault({ kind: 'stop' }),
    });
    expect(props(film)).toEqual(
      expect.arrayContaining([{ way: { kind: 'drop', share: 0.2 } }, { way: { kind: 'drop', share: 0.9 } }]),
    );
  });

  it('leave out what the schema refuses', () => {
    const film = {
      ...smallFilm,
      params: z
        .strictObject({ a: whole.min(1).max(5).default(2), b: whole.min(1).max(5).default(3) })
        .refine(({ a, b }) => a <= b),
    } as unknown as Film;
    expect(props(film)).toEqual(expect.arrayContaining([{ a: 1 }, { b: 5 }]));
    expect(props(film)).toHaveLength(2);
  });

  it('of a film that trains are quick: few of everything, and no more than four times as many', () => {
    const film = withParams(
      { epochs: whole.min(2).max(5000).default(50), rate: z.number().min(0.1).max(1).default(0.5) },
      { trains: true },
    );
    expect(props(film)).toEqual(
      expect.arrayContaining([
        { epochs: 2 },
        { epochs: 40 },
        { epochs: 10, rate: 0.1 },
        { epochs: 10, rate: 1 },
      ]),
    );
  });

  it.each(CATALOGUE)('of $id are the same each time, and the first ones too of any number', (film) => {
    const { variants, of } = variantsOf(film, 100);
    expect(variantsOf(film, 100).variants).toEqual(variants);
    expect(variantsOf(film, 5)).toEqual({ variants: variants.slice(0, 5), of });
    for (const { params } of variants) expect(film.params.parse(params)).toEqual(params);
  });
});
