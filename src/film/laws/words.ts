import { CAPTION, captionLines } from '../../story/captions.ts';
import type { Language } from '../../story/look.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** Law 5: captions fit on two lines and stay up long enough to read. */
export function readableCaptions({ film, story }: Subject, language: Language): readonly Finding[] {
  return story.captions.flatMap(({ start, end, message }): readonly Finding[] => {
    const words = film.words.word(message, language);
    const pace = [...words].length / ((end - start) / story.fps);
    const told = (what: string, todo: string): Finding => ({ law: 5, frame: start, what, todo });
    const fits = Object.values(CAPTION.lineLength).every((limit) => {
      try {
        return captionLines(words, limit).length <= CAPTION.lines;
      } catch {
        return false;
      }
    });
    const { narrow } = CAPTION.lineLength;
    return [
      ...(pace <= CAPTION.charactersPerSecond
        ? []
        : [
            told(
              `"${words}" requires reading ${pace.toFixed(1)} characters per second`,
              'show it longer, or shorten it',
            ),
          ]),
      ...(fits
        ? []
        : [
            told(
              `"${words}" does not fit on two lines of ${narrow} characters`,
              'shorten it, or add a shorter variant',
            ),
          ]),
    ];
  });
}
