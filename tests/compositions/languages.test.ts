import { describe, expect, it } from 'vitest';
import * as featureSpace from '../../compositions/feature-space-evolution/text.ts';
import * as learningRate from '../../compositions/learning-rate-trio/text.ts';
import * as optimizerRace from '../../compositions/optimizer-race/text.ts';
import * as overfitting from '../../compositions/overfitting-curves/text.ts';
import { nodeTypefaces } from '../../src/render/fonts.ts';
import { displayList, textBoxes } from '../../src/scene/display-list.ts';
import { createStage } from '../../src/scene/stage.ts';
import { CAPTION, captionLines, LANGUAGES, type Language } from '../../src/story/captions.ts';
import { samples, samplesIn, tell, telltaleFrames } from '../helpers/films.ts';

/** Words that English and German share. */
const SHARED =
  /^(AdaGrad|AdamW?|Momentum|Nesterov|RMSprop|SGD|Rosenbrock|Beale|Himmelblau|Gradient|Minimum|Minima|Rate|Start|Training|log)$/;

/** The words of three letters or more, without those that are shared. */
const own = (words: string): readonly string[] =>
  words.split(/[^\p{L}’-]+/u).filter((word) => word.length > 2 && !SHARED.test(word));

/** All that can be read in a frame. */
function read(sample: (typeof samples)[number], frame: number, language: Language): readonly string[] {
  const stage = createStage({ format: 'landscape', theme: 'dark', language, type: nodeTypefaces() });
  return textBoxes(displayList(sample.film.Scene({ ...tell(sample), frame, stage }))).map(
    ({ text }) => text.words,
  );
}

describe.each(samples)('$name, in every language', (sample) => {
  const { story } = tell(sample);
  const { film } = sample;

  it.each(LANGUAGES)('%s: its captions can be read in their time and in two lines', (language) => {
    for (const { start, end, message } of story.captions) {
      const words = film.word(message, language);
      expect([...words].length / ((end - start) / story.fps)).toBeLessThanOrEqual(
        CAPTION.charactersPerSecond,
      );
      for (const limit of Object.values(CAPTION.lineLength)) {
        expect(captionLines(words, limit).length).toBeLessThanOrEqual(CAPTION.lines);
      }
    }
  });

  it('captions and chapters of one language have no word of another', () => {
    const said = [
      ...story.captions.map(({ message }) => message),
      ...story.chapters.map(({ title }) => title),
    ];
    for (const message of said) {
      const english = new Set(own(film.word(message, 'en')));
      expect(own(film.word(message, 'de')).filter((word) => english.has(word))).toEqual([]);
    }
  });
});

describe.each(samplesIn('de'))('$name, as it is drawn in German', (sample) => {
  const frames = telltaleFrames(tell(sample).story, 5);

  it('has no English word, no decimal point, and a space before the percent sign that does not break', () => {
    for (const frame of frames) {
      const english = new Set(read(sample, frame, 'en').flatMap(own));
      const german = read(sample, frame, 'de');
      expect(german.flatMap(own).filter((word) => english.has(word))).toEqual([]);
      for (const words of german) {
        expect(words).not.toMatch(/\d\.\d/);
        expect(words).not.toMatch(/[^\u00a0]%/);
      }
    }
  });
});

it.each(samples.filter(({ name }) => name.endsWith('defaults')))(
  '$name: lasts 30 to 75 seconds',
  (sample) => {
    const { frames, fps } = tell(sample).story;
    expect(frames / fps).toBeGreaterThanOrEqual(30);
    expect(frames / fps).toBeLessThanOrEqual(75);
  },
);

describe('a missing text', () => {
  const films = { learningRate, optimizerRace, featureSpace, overfitting };

  it.each(Object.entries(films))('of %s is named with its language', (_name, { word }) => {
    for (const language of LANGUAGES) {
      expect(() => word({ key: 'nothing', values: {} }, language)).toThrow(
        new RegExp(`^[a-z-]+: no ${language} text for "nothing"$`),
      );
    }
  });
});

describe('verdicts in German', () => {
  const { say, word } = learningRate;
  const values = {
    period: null,
    steps: 40,
    wells: 'tilted',
    side: 'left',
    slow: false,
    onHill: false,
  } as const;

  it('have words for every kind', () => {
    const said = [
      say('verdict', { ...values, kind: 'settles' }),
      say('verdict', { ...values, kind: 'settles', wells: 'one' }),
      say('verdict', { ...values, kind: 'settles', wells: 'equal' }),
      say('verdict', { ...values, kind: 'settles', wells: 'equal', side: 'right' }),
      say('verdict', { ...values, kind: 'stuck' }),
      say('verdict', { ...values, kind: 'stuck', onHill: true }),
      say('verdict', { ...values, kind: 'crawling' }),
      say('verdict', { ...values, kind: 'crawling', slow: true, steps: 1 }),
      say('verdict', { ...values, kind: 'cycle' }),
      say('verdict', { ...values, kind: 'cycle', period: 4 }),
      say('verdict', { ...values, kind: 'diverges' }),
    ];
    expect(said.map((message) => word(message, 'de'))).toEqual([
      'erreicht das globale Minimum',
      'erreicht das Minimum',
      'erreicht das linke Minimum',
      'erreicht das rechte Minimum',
      'steckt im lokalen Minimum fest',
      'steckt auf dem Hügel fest',
      'ist nach 40 Schritten noch unterwegs',
      'kriecht nach 1 Schritt noch',
      'kommt nie zur Ruhe',
      'schwingt endlos mit Periode 4',
      'divergiert ins Unendliche',
    ]);
  });
});
