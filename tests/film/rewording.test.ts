import { describe, expect, it } from 'vitest';
import { learningRateTrio } from '../../compositions/films.ts';
import { requireFitting } from '../../src/film/fit.ts';
import { frameSource } from '../../src/film/frame-source.ts';
import { parseLook } from '../../src/film/look-schema.ts';
import { present } from '../../src/film/present.ts';
import { checkRewording, rewordingOf, titled } from '../../src/film/rewording.ts';
import { sidecarTexts } from '../../src/film/sidecars/texts.ts';
import { tellFilm } from '../../src/film/told-film.ts';
import { warningsOf } from '../../src/film/warnings.ts';
import { displayList, textBoxes } from '../../src/render/paint/display-list.ts';
import { DEFAULT_LOOK, type Look, type Rewording } from '../../src/story/look.ts';
import { filmWords } from '../../src/story/words.ts';
import { simulated } from '../helpers/films.ts';

const words = filmWords('a-film', {
  en: { title: 'A film', count: '{n, plural, one {# run} other {# runs}} at {rate}', plain: 'Plain' },
  de: { title: 'Ein Film' },
});

describe('words in place of a film’s own', () => {
  it('are of the language asked for where they are given by key, else of those named', () => {
    expect(rewordingOf({ title: 'B', count: 'C' }, 'de')).toEqual({ de: { count: 'C', title: 'B' } });
    expect(rewordingOf({ de: { title: 'B' }, en: { title: 'A' } }, 'fr')).toEqual({
      en: { title: 'A' },
      de: { title: 'B' },
    });
    expect(rewordingOf({}, 'en')).toEqual({});
  });

  it('have one order, so that equal looks have equal keys', () => {
    const one = rewordingOf({ de: { b: '1', a: '2' }, en: { c: '3' } }, 'en');
    const other = rewordingOf({ en: { c: '3' }, de: { a: '2', b: '1' } }, 'en');
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  it.each<[string, object, RegExp]>([
    ['both at once', { title: 'A', de: { title: 'B' } }, /^words: 'title' is a text, and others are/],
    [
      'a language that there is not',
      { xx: { title: 'B' } },
      /^words: there is no language 'xx': there are en, de/,
    ],
  ])('are refused in one line if they are in %s', (_, given, says) => {
    expect(() => rewordingOf(given, 'en')).toThrow(says);
  });

  it.each<[string, Rewording, string]>([
    [
      'an unknown key',
      { en: { titel: 'X' } },
      "words: en.titel: the film has no such words: did you mean 'title'?",
    ],
    [
      'a value that the film does not give',
      { de: { count: '{n} und {share, percent}' } },
      'words: de.count: the film gives no value {share}; it gives {n} {rate}',
    ],
    [
      'a value where there is none',
      { en: { plain: 'Not {x}' } },
      'words: en.plain: the film gives no value {x}, nor any other',
    ],
    [
      'a message that is none',
      { en: { count: '{n' } },
      'words: en.count: Unexpected message end at line 1 col 3',
    ],
  ])('are refused in one line for %s', (_, rewording, says) => {
    expect(() => checkRewording(words, rewording)).toThrow(says);
    expect(() => checkRewording(words, rewording)).not.toThrow(/\n/);
  });

  it('stand for the film’s own in their language, for shared ones too, and leave the others', () => {
    const other = words.reworded({ en: { count: 'All {n}', stepOf: 'at {step}' }, fr: { title: 'Un film' } });
    expect(other.word(other.say('count', { n: 2, rate: 1 }), 'en')).toBe('All 2');
    expect(other.word(other.say('stepOf', { step: 3, steps: 9 }), 'en')).toBe('at 3');
    expect(other.word({ key: 'title', values: {} }, 'fr')).toBe('Un film');
    expect(other.word({ key: 'title', values: {} }, 'de')).toBe('Ein Film');
    expect(other.languages).toEqual(['en', 'de', 'fr']);
    expect(words.languages).toEqual(['en', 'de']);
  });

  it('are made once for a rewording, and none for an empty one', () => {
    const rewording: Rewording = { en: { plain: 'Else' } };
    expect(words.reworded(rewording)).toBe(words.reworded(rewording));
    expect(words.reworded({})).toBe(words);
  });
});

describe('a title', () => {
  it('is taken word for word, in the language of the look', () => {
    const look = titled({ ...DEFAULT_LOOK, language: 'de' }, "It's {x} # }{");
    const { word } = words.reworded(look.words);
    expect(word({ key: 'title', values: {} }, 'de')).toBe("It's {x} # }{");
    expect(word({ key: 'title', values: {} }, 'en')).toBe('A film');
  });

  it('is one line that is not blank', () => {
    for (const wrong of ['', '  ', 'two\nlines'])
      expect(() => titled(DEFAULT_LOOK, wrong)).toThrow(/^title: .* is not one non-blank line/);
  });
});

/** The first film in other words. */
function told(rewording: Rewording, more: Partial<Look> = {}) {
  const look = parseLook({ ...DEFAULT_LOOK, ...more, words: rewording });
  const film = present(learningRateTrio, look);
  const params = learningRateTrio.params.parse({});
  const job = { film, params, seed: '1', fps: 30, format: 'landscape', scale: 1, look } as const;
  return tellFilm(job, simulated(learningRateTrio, params));
}

const drawn = (film: ReturnType<typeof told>, frame: number): readonly string[] =>
  textBoxes(displayList(frameSource(film).element(frame))).map(({ text }) => text.words);

describe('a film in other words', () => {
  it('shows them, tells them in its sidecars, and gives them the time to be read', () => {
    const [usual, other] = [told({}), told({ en: { title: 'Steps that are too long' } })];
    const shown = (film: ReturnType<typeof told>) =>
      [0, 15, 30, 60, 90].flatMap((frame) => drawn(film, frame)).join(' ');
    expect(shown(usual)).not.toContain('too long');
    expect(shown(other)).toContain('Steps that are too long');
    const { job, trace, story } = other;
    const texts = sidecarTexts(
      { trace, story, words: job.film.words },
      { fps: 30, language: 'en', start: 0, end: story.frames },
    );
    expect(texts['.transcript.md']).toMatch(/^# Steps that are too long\n/);
    requireFitting(other);
  });

  it('is refused in one line, naming the key, where a caption needs a third line', () => {
    const { message } = told({}).story.captions[0] ?? { message: { key: '', values: {} } };
    const film = told({ en: { [message.key]: 'word '.repeat(30).trim() } });
    expect(() => requireFitting(film)).toThrow(
      new RegExp(
        `^words: en\\.${message.key}: "word .*" does not fit on two lines of 30 characters: shorten it`,
      ),
    );
  });

  it('is refused in one line, with the frame, where words do not fit their place', () => {
    const film = told({ en: { title: 'An-endless-word-that-no-line-is-wide-enough-for-'.repeat(3) } });
    expect(() => requireFitting(film)).toThrow(
      /^words: "An-endless.*" leaves the safe area at frame \d+, .* s, in landscape/,
    );
  });
});

describe('warnings', () => {
  const film = { ...learningRateTrio, words };
  it('tell that a film has no words in a language, or not all', () => {
    expect(warningsOf({ film, look: DEFAULT_LOOK })).toEqual([]);
    expect(warningsOf({ film, look: { ...DEFAULT_LOOK, language: 'fr' } })).toEqual([
      "learning-rate-trio has no words in the language 'fr': English stands in",
    ]);
    expect(warningsOf({ film, look: { ...DEFAULT_LOOK, language: 'de' } })).toEqual([
      'learning-rate-trio has no words in the language \'de\' for "count", "plain": English stands in',
    ]);
  });
});
