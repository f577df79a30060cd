import type { Rewording } from '../story/look.ts';
import type { Message, Value } from '../story/words.ts';
import { UsageError } from './errors.ts';
import type { Subject } from './laws/subject.ts';
import { readableCaptions } from './laws/words.ts';

const isMessage = (value: Value): value is Message => typeof value === 'object' && value !== null;

/** The first key that a message says in other words. */
function rewordedKey({ key, values }: Message, words: Rewording[keyof Rewording]): string | undefined {
  if (words?.[key] !== undefined) return key;
  for (const value of Object.values(values)) {
    const inside = isMessage(value) ? rewordedKey(value, words) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/**
 * Checks that captions in other words than the film's own fit on two lines, in every format, with time to read them.
 *
 * @throws UsageError, one line, naming language and key of the first that do not
 */
export function requireReadable(subject: Subject): void {
  const { look, story } = subject;
  for (const caption of story.captions) {
    const key = rewordedKey(caption.message, look.words[look.language]);
    const alone = { ...subject, story: { ...story, captions: [caption] } };
    const found = key === undefined ? undefined : readableCaptions(alone, look.language).at(-1);
    if (found !== undefined)
      throw new UsageError(`words: ${look.language}.${key}: ${found.what}: ${found.todo}`);
  }
}
