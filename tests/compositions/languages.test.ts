import { describe, expect, it } from 'vitest';
import * as featureSpace from '../../compositions/feature-space-evolution/text.ts';
import * as learningRate from '../../compositions/learning-rate-trio/text.ts';
import * as optimizerRace from '../../compositions/optimizer-race/text.ts';
import * as overfitting from '../../compositions/overfitting-curves/text.ts';
import { nodeTypefaces } from '../../src/render/fonts.ts';
import { displayList, textBoxes } from '../../src/scene/display-list.ts';
import { createStage } from '../../src/scene/stage.ts';
import { LANGUAGES, type Language } from '../../src/story/captions.ts';
import { isDefault, type Sample, samples, tell } from '../helpers/films.ts';
import { ownWords } from '../helpers/own-words.ts';

/** All that can be read in a frame. */
function read({ film }: Sample, told: ReturnType<typeof tell>, frame: number, language: Language) {
  const stage = createStage({ format: 'landscape', theme: 'dark', language, type: nodeTypefaces() });
  return textBoxes(displayList(film.Scene({ ...told, frame, stage }))).map(({ text }) => text.words);
}

describe.each(samples.filter(isDefault))('$name', (sample) => {
  const told = tell(sample);
  const { frames, fps, beats, captions } = told.story;

  it('lasts 30 to 75 seconds', () => {
    expect(frames / fps).toBeGreaterThanOrEqual(30);
    expect(frames / fps).toBeLessThanOrEqual(75);
  });

  it('is drawn in German without English words or decimal points, and percent signs stay with their number', () => {
    for (const { start, end } of [...beats, ...captions]) {
      const frame = Math.floor((start + end) / 2);
      const english = new Set(read(sample, told, frame, 'en').flatMap(ownWords));
      const german = read(sample, told, frame, 'de');
      expect(german.flatMap(ownWords).filter((word) => english.has(word))).toEqual([]);
      for (const words of german) expect(words).not.toMatch(/\d\.\d|[^\u00a0]%/);
    }
  });
});

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
