import { expect } from 'vitest';
import { validateCueSheet } from '../../audio/index.ts';
import type { Film } from '../../src/film/film.ts';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { subjectOf } from '../../src/film/laws/subject.ts';
import { trueCaptions } from '../../src/film/laws/truth.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { captionLines } from '../../src/story/captions.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

/** Characters of a line of a caption where it is narrowest. */
const NARROWEST = 30;

/** Expects of a trace's film that each caption holds where it stands and fits in every language, and that it can be sounded. */
export function expectWellTold(film: Film, trace: Trace): void {
  const told = subjectOf(film, trace.params, trace);
  expect(describeFindings(trueCaptions(told))).toEqual([]);
  for (const { message } of told.story.captions)
    for (const language of film.words.languages)
      expect(captionLines(film.words.word(message, language), NARROWEST).length).toBeLessThan(3);
  expect(() => validateCueSheet(film.score(trace, told.story, DEFAULT_LOOK))).not.toThrow();
}
