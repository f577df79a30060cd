import type { SequenceTask } from './sequence-task.ts';

/** Digits, and the colon after which they are said again. */
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const COLON = DIGITS.length;

/** Different digits, a colon, and the same in an order; each is asked for where the one before it stands. */
const digitTask = (count: number, order: (a: number, b: number) => number): SequenceTask => ({
  words: [...DIGITS, ':'],
  answers: DIGITS,
  length: 2 * count,
  draw: (next) => {
    const left = DIGITS.map((_, digit) => digit);
    const given = Array.from(
      { length: count },
      () => left.splice(Math.floor(next() * left.length), 1)[0] ?? 0,
    );
    const said = [...given].sort(order);
    return {
      tokens: [...given, COLON, ...said.slice(0, -1)],
      asked: said.map((answer, i) => ({
        at: count + i,
        source: given.indexOf(answer),
        answer,
        nearest: null,
      })),
    };
  },
});

/** Digits are said again from the smallest to the largest: `3 1 2 : 1 2 3`. @param count 2 … 10 */
export const sortTask = (count: number): SequenceTask => digitTask(count, (a, b) => a - b);

/** Digits are said again as they were: `3 1 2 : 3 1 2`. @param count 2 … 10 */
export const copyTask = (count: number): SequenceTask => digitTask(count, () => 0);
