import { z } from 'zod';
import { nameProblem } from '../output-name.ts';

/** Anything that has to be there, and to be a function. */
const func = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', {
  error: ({ input }) =>
    `must be a function, ${input === undefined ? 'and is not there' : `not ${kindOf(input)}`}`,
});
const number = z.custom<number>((value) => typeof value === 'number', { error: 'must be a number' });
const frame = z.int('must be a whole number').min(0);

/** What kind of value something is, in a word or two. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Why a film cannot have a name as its id, or `undefined`. */
export function idProblem(name: string): string | undefined {
  // Remotion allows no more in a composition's id.
  if (!/^[A-Za-z0-9][A-Za-z0-9-]*$/.test(name)) return `'${name}' is not made of letters, digits and dashes`;
  // It begins the names of files.
  const problem = nameProblem(name);
  return problem && `'${name}' ${problem}`;
}

const id = z.string('must be text').superRefine((text, context) => {
  const wrong = idProblem(text);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
});

/** What a film has to be. */
export const filmShape = z.looseObject({
  id,
  words: z.looseObject({
    title: z.string('must be text'),
    languages: z.array(z.string()).min(1),
    say: func,
    word: func,
  }),
  params: z.looseObject(
    { safeParse: func, safeExtend: func },
    'must be a zod object, such as z.strictObject({ … })',
  ),
  inputs: func.optional(),
  simulate: func,
  simulateFully: func.optional(),
  tell: func,
  Scene: func,
  score: func,
});

/** What a simulation has to return. Whether its numbers are finite is a matter of the laws. */
export const traceShape = z.looseObject({
  film: z.string('must be text'),
  seed: z.string('must be text'),
  runs: z
    .array(
      z.looseObject({
        id: z.string('must be text'),
        label: z.string('must be text'),
        status: z.enum(['completed', 'converged', 'diverged', 'logged', 'lost']),
        losses: z.array(number).min(1, 'must begin with the loss at the start'),
        series: z.record(z.string(), z.array(number)),
      }),
    )
    .min(1, 'must hold at least one run'),
});

const range = { start: frame, end: frame };

/** What a story has to be. */
export const storyShape = z.looseObject({
  fps: number,
  frames: z.int('must be a whole number').min(1),
  parts: z
    .array(z.looseObject({ id: z.string('must be text'), kind: z.string('must be text'), ...range }))
    .min(1),
  captions: z.array(z.looseObject({ message: z.looseObject({ key: z.string() }), ...range })),
  chapters: z.array(z.looseObject({ frame })),
  posterFrame: frame,
});

/** What is wrong with a value that ought to have a shape, in one phrase, or `undefined`. */
export function shapeProblem(shape: z.ZodType, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Promise)
    return `it is ${kindOf(value)}`;
  const [issue] = shape.safeParse(value).error?.issues ?? [];
  if (issue === undefined) return undefined;
  const place = issue.path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
  const says = issue.message
    .replace(/^Invalid input: expected /, 'must be ')
    .replace(/, received /, ', not ');
  return `${place}: ${says}`;
}
