import { describe, expect, it } from 'vitest';
import { biasVariance as film } from '../../../compositions/bias-variance/index.ts';
import { random } from '../../../src/sim/random.ts';
import { fitRedraws } from '../../../src/sim/regression/redrawn-fits.ts';
import { TRUTH_NAMES } from '../../../src/sim/regression/truths.ts';
import { errorOf, modelsOf, verdictOf, writtenParts } from '../../../src/story/bias-variance/models.ts';
import { misstated } from '../../helpers/misstated.ts';
import { expectWellTold } from '../../helpers/well-told.ts';

const traceOf = (props: unknown = {}, seed = '1') => fitRedraws(film.params.parse(props), seed);
const usual = traceOf({ doubleDescent: true });
const models = modelsOf(usual);

describe('at the defaults', () => {
  it('the four models are right, overfit, underfit, and wrong in both ways', () => {
    const kinds = [models.right, models.over, models.under, models.wrong].map((run) => verdictOf(usual, run));
    expect(kinds).toEqual(['right', 'variance', 'bias', 'both']);
  });

  it('what is measured of each model adds up to its parts, within three standard errors', () => {
    for (const { parts } of usual.runs) {
      expect(parts.bias2 + parts.variance + parts.noise).toBeCloseTo(parts.expected, 12);
      expect(Math.abs(parts.gap.mean)).toBeLessThan(3 * parts.gap.error);
      expect(parts.measured.mean - parts.expected).toBeCloseTo(parts.gap.mean, 9);
    }
  });

  it('the parts add up as they are written', () => {
    for (const run of usual.runs) {
      const { parts, write } = writtenParts(run);
      const sum = parts.map(write).reduce((all, words) => all + Number(words), 0);
      expect(sum).toBeCloseTo(Number(errorOf(run)), 9);
    }
  });

  it('eight times the points cure the variance of degree 15, and not the bias of degree 1', () => {
    expect((models.moreOver.at(-1)?.parts.variance ?? 1) / models.over.parts.variance).toBeLessThan(0.05);
    expect((models.moreUnder.at(-1)?.parts.bias2 ?? 0) / models.under.parts.bias2).toBeCloseTo(1, 1);
  });

  it('more points are those of the sample and others', () => {
    const [first] = usual.facts.sets;
    expect(usual.facts.large.x.slice(0, 24)).toEqual(first?.x);
    expect(usual.facts.large.x.length).toBe(192);
  });

  it('ridge trades bias for variance, with the best penalty in between', () => {
    const { ridge, bestRidge } = models;
    const variances = ridge.map(({ parts }) => parts.variance);
    expect(variances.toSorted((a, b) => b - a)).toEqual(variances);
    expect(ridge.at(-1)?.parts.bias2).toBeGreaterThan(models.over.parts.bias2);
    expect([0, ridge.length - 1]).not.toContain(ridge.indexOf(bestRidge));
  });

  it('the error peaks at as many terms as points and comes down again', () => {
    const at = (degree: number): number =>
      models.beyond.find((run) => run.degree === degree)?.parts.expected ?? Number.NaN;
    expect(Math.max(...models.beyond.map(({ parts }) => parts.expected))).toBe(at(11));
    expect(at(11)).toBeGreaterThan(50 * at(144));
    expect(models.beyond.find(({ degree }) => degree === 144)?.series.train?.every((e) => e < 1e-15)).toBe(
      true,
    );
  });
});

describe('params that cannot be', () => {
  it.each([
    [{ points: 12 }, 'a fit of degree 15 needs at least 16 points, and there are 12'],
    [{ underfit: 15 }, 'it must be below the degree of the overfit, which is 15'],
    [
      { wrong: { degree: 40 }, points: 16 },
      'even powers up to 40 are 21 coefficients, more than the 16 points',
    ],
  ])('%j are refused', (props, message) => {
    const { error } = film.params.safeParse(props);
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

/** Params from the whole range the schema allows. */
function anyParams(index: number): unknown {
  const next = random('any params', 'bias-variance', index);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  const points = pick(6, 7, 12, 24, 40, 60);
  const overfit = Math.min(points - 1, pick(2, 3, 8, 15, 20));
  return {
    truth: pick(...TRUTH_NAMES),
    noise: pick(0.05, 0.1, 0.25, 1, 2),
    points,
    redraws: pick(10, 20, 40),
    underfit: Math.min(overfit - 1, pick(0, 1, 2, 10)),
    overfit,
    wrong: { powers: pick('even', 'odd'), degree: Math.min(2 * points - 2, pick(1, 2, 9, 20, 40)) },
    ridge: Array.from({ length: 1 + Math.floor(next() * 9) }, () => 10 ** (-12 + 18 * next())),
    doubleDescent: pick(true, false),
  };
}

describe.each(Array.from({ length: 24 }, (_, i) => i))('with params %i', (index) => {
  const trace = traceOf(anyParams(index), String(index));

  it('every number is finite, and every caption holds and fits for as long as it stands', () => {
    for (const { losses, fits, parts } of trace.runs) {
      expect([...losses, ...fits.flat(), parts.expected, parts.gap.error].every(Number.isFinite)).toBe(true);
      expect(losses.length).toBe(trace.params.redraws);
    }
    expectWellTold(film as never, trace);
  });
});

it('every caption says other than what is true when a number, an answer or a name of it is put wrong', () => {
  const cases = [
    { doubleDescent: true },
    { noise: 2, redraws: 20 },
    { points: 7, overfit: 6, redraws: 20, wrong: { degree: 2 } },
  ].flatMap((props) => misstated(film as never, props));
  expect(cases.length).toBeGreaterThan(50);
  expect(cases.filter(({ right, wrong }) => !right || wrong)).toEqual([]);
});
