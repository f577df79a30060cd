import { z } from 'zod';
import { real, whole } from '../../src/film/ranges.ts';
import { termsTo } from '../../src/sim/regression/polynomials.ts';
import { TRUTH_NAMES } from '../../src/sim/regression/truths.ts';

/** The highest degree of the wrong model. */
const HIGHEST = 40;

/**
 * The params of the film of bias and variance. Strict: an unknown field is an error. The largest there are, 400 redraws of 100
 * points, are computed in about 6 s.
 */
export const paramsSchema = z
  .strictObject({
    truth: z
      .enum(TRUTH_NAMES)
      .default('wave')
      .describe('what is to be learned: sin 2πx + 0.4x, a bell, a step, a cubic'),
    noise: real(0.05, 2, 0.25, 'standard deviation of the noise in every observation'),
    points: whole(6, 100, 24, 'observations in a training set'),
    redraws: whole(10, 400, 100, 'training sets that each model is fitted to'),
    underfit: whole(0, 20, 1, 'degree of the model that is too simple'),
    overfit: whole(2, 20, 15, 'degree of the model that is too flexible, the highest of the comparison'),
    wrong: z
      .strictObject({
        powers: z.enum(['even', 'odd']).default('even').describe('the only powers it has, about the middle'),
        degree: whole(1, HIGHEST, 20, 'the highest of them'),
      })
      .prefault({})
      .describe('a model of the wrong kind'),
    ridge: z
      .array(z.number().min(1e-12).max(1e6))
      .min(1)
      .max(9)
      .default([1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10])
      .describe(
        'penalties λ on the squares of the coefficients, over the powers of t = 2x − 1; sums, and the constant is free',
      ),
    doubleDescent: z
      .boolean()
      .default(false)
      .describe('whether it goes on to degrees beyond the number of points'),
  })
  .superRefine(({ points, underfit, overfit, wrong }, context) => {
    const refuse = (path: string[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    if (overfit >= points)
      refuse(
        ['overfit'],
        `a fit of degree ${overfit} needs at least ${overfit + 1} points, and there are ${points}`,
      );
    if (underfit >= overfit)
      refuse(['underfit'], `it must be below the degree of the overfit, which is ${overfit}`);
    const terms = termsTo(Math.min(wrong.degree, HIGHEST), wrong.powers).length;
    if (terms > points)
      refuse(
        ['wrong', 'degree'],
        `${wrong.powers} powers up to ${wrong.degree} are ${terms} coefficients, more than the ${points} points`,
      );
  });
