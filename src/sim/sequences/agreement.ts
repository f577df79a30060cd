import type { RandomStream } from '../random.ts';
import type { SequenceTask } from './sequence-task.ts';

/** The words of the language: each noun with its plural. */
const NOUNS = [
  ['dog', 'dogs'],
  ['cat', 'cats'],
  ['bird', 'birds'],
  ['fox', 'foxes'],
  ['girl', 'girls'],
  ['boy', 'boys'],
] as const;
const VERBS = ['bark', 'sing', 'run', 'sleep'] as const;
const PLACES = ['near', 'behind', 'above'] as const;
const QUALITIES = ['old', 'small'] as const;

const WORDS: readonly string[] = ['the', ...NOUNS.flat(), ...VERBS, ...PLACES, ...QUALITIES];

/** How often a noun has a quality. */
const QUALIFIED = 0.3;

const pick = <T>(list: readonly T[], next: RandomStream): T => list[Math.floor(next() * list.length)] as T;

/** What a verb adds for a subject. */
const ending = ({ plural }: { readonly plural: boolean }): number => (plural ? 0 : 1);

/**
 * A tiny language in which the verb agrees with its subject and not with the noun beside it, which stands before or after:
 *
 *     the dogs near the cat bark              near the cat the small dogs bark
 *
 * The verb stands without its ending, which is asked for: none, or -s. Each noun's number is drawn alone, so that the noun next to
 * the verb is right by chance in half of the first kind; which noun is the subject shows only in where the preposition stands.
 */
export const AGREEMENT: SequenceTask = {
  words: WORDS,
  answers: ['', 's'],
  length: 9,
  draw: (next) => {
    const tokens: string[] = [];
    const noun = () => {
      tokens.push('the');
      if (next() < QUALIFIED) tokens.push(pick(QUALITIES, next));
      const plural = next() < 0.5;
      tokens.push(pick(NOUNS, next)[plural ? 1 : 0]);
      return { at: tokens.length - 1, plural };
    };
    const beside = () => {
      tokens.push(pick(PLACES, next));
      return noun();
    };
    const before = next() < 0.5 ? beside() : null;
    const subject = noun();
    const nearest = before === null ? beside() : subject;
    tokens.push(pick(VERBS, next));
    return {
      tokens: tokens.map((word) => WORDS.indexOf(word)),
      asked: [
        {
          at: tokens.length - 1,
          source: subject.at,
          answer: ending(subject),
          nearest: { at: nearest.at, answer: ending(nearest) },
        },
      ],
    };
  },
};
