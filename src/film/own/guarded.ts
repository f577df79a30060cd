import { isValidElement } from 'react';
import { validateCueSheet } from '../../../audio/cue-sheet-checks.ts';
import { InputError } from '../../sim/data/idx.ts';
import { FilmError, inOneLine, UsageError } from '../errors.ts';
import type { Film } from '../film.ts';
import { kindOf, shapeProblem, storyShape, traceShape } from './contract.ts';
import { placeInStack, placeOfText } from './where.ts';

/** The functions of a film that are called from outside. */
export type Part = 'inputs' | 'simulate' | 'simulateFully' | 'tell' | 'Scene' | 'score';

/** Why the value that a function of a film has returned cannot be used, or `undefined`. */
type Judge = (value: unknown) => string | undefined;

const traceProblem: Judge = (value) => {
  const problem = shapeProblem(traceShape, value);
  return problem && `returned no trace: ${problem}`;
};
const storyProblem: Judge = (value) => {
  const problem = shapeProblem(storyShape, value);
  return problem && `returned no story: ${problem}; script(…).story([…]) makes one`;
};
const sheetProblem: Judge = (value) => {
  try {
    validateCueSheet(value as Parameters<typeof validateCueSheet>[0]);
    return undefined;
  } catch (error) {
    const made = error instanceof Error && error.message.startsWith('cue sheet: ');
    return `returned no cue sheet: ${made ? error.message.slice('cue sheet: '.length) : 'scoring(story).sheet() makes one'}`;
  }
};
const elementProblem: Judge = (value) =>
  isValidElement(value) ? undefined : `returned no element: it is ${kindOf(value)}`;
const inputsProblem: Judge = (value) =>
  Array.isArray(value) && value.every((one) => typeof one?.name === 'string' && typeof one?.path === 'string')
    ? undefined
    : 'returned no list of { name, path }';

/** Who judges what each function returns. */
export const JUDGES: Readonly<Record<Part, Judge>> = {
  inputs: inputsProblem,
  simulate: traceProblem,
  simulateFully: traceProblem,
  tell: storyProblem,
  Scene: elementProblem,
  score: sheetProblem,
};

/**
 * A film whose faults name the place in its sources: whatever one of its functions throws, or returns against the
 * contract, becomes a FilmError of one line.
 *
 * @param module path of the module that it was loaded from
 * @param entry as the user sees it
 */
export function guarded(film: Film, module: string, entry: string): Film {
  const placeOf = (part: Part): string => placeOfText(module, String(film[part])) ?? entry;
  const call = <Value>(part: Part, work: () => Value): Value => {
    let value: Value;
    try {
      value = work();
    } catch (error) {
      // A file that the params name is no fault of the film.
      if (error instanceof FilmError || error instanceof InputError || error instanceof UsageError)
        throw error;
      const place = placeInStack(error instanceof Error ? (error.stack ?? '') : '') ?? placeOf(part);
      const says = inOneLine(error instanceof Error ? error.message : String(error));
      throw new FilmError(`${place}: ${part}: ${says}`, { cause: error, fault: { part, place, says } });
    }
    const says = JUDGES[part](value);
    if (says === undefined) return value;
    const place = placeOf(part);
    throw new FilmError(`${place}: ${part}: ${says}`, { fault: { part, place, says } });
  };
  return {
    ...film,
    simulate: (...given) => call('simulate', () => film.simulate(...given)),
    tell: (...given) => call('tell', () => film.tell(...given)),
    // biome-ignore lint/correctness/noComponentHookFactories: a scene is called, never mounted
    Scene: (props) => call('Scene', () => film.Scene(props)),
    score: (...given) => call('score', () => film.score(...given)),
    ...(film.inputs && {
      inputs: (params) => call('inputs', () => film.inputs?.(params) ?? []),
    }),
    ...(film.simulateFully && {
      simulateFully: (...given) =>
        call('simulateFully', () => film.simulateFully?.(...given) ?? film.simulate(...given)),
    }),
  };
}
