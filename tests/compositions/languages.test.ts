import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { words as learningRate } from '../../compositions/learning-rate-trio/words.ts';
import { displayList, textBoxes } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { createStage } from '../../src/scene/stage.ts';
import { DEFAULT_LOOK, type Language } from '../../src/story/look.ts';
import { namesIn, parseMessage } from '../../src/story/message.ts';
import { isDefault, type Sample, samples, tell } from '../helpers/films.ts';

/** Words common to English and German. */
const SHARED =
  /^(AdaGrad|AdamW?|Keras|Optax|PyTorch|TensorFlow|Momentum|Nesterov|RMSprop|SGD|Rosenbrock|Beale|Himmelblau|[Gg]radient|Minimum|Minima|[Rr]ate|Start|Training|Dropout|[Ww]eight|[Dd]ecay|log)$/;

/** The words of three letters or more that belong to only one language. */
const ownWords = (words: string): readonly string[] =>
  words.split(/[^\p{L}’-]+/u).filter((word) => word.length > 2 && !SHARED.test(word));

/** All text visible in a frame. */
function read({ film }: Sample, told: ReturnType<typeof tell>, frame: number, language: Language) {
  const stage = createStage('landscape', { ...DEFAULT_LOOK, language }, nodeTypefaces());
  return textBoxes(displayList(film.Scene({ ...told, frame, stage }))).map(({ text }) => text.words);
}

const shipped = samples.filter(({ film }) => film.words.languages.includes('de'));

describe.each(shipped)('$name', (sample) => {
  const { story } = tell(sample);
  const { word } = sample.film.words;

  it('has captions and chapters in which no language uses words of another', () => {
    const said = [
      ...story.captions.map(({ message }) => message),
      ...story.chapters.map(({ title }) => title),
    ];
    for (const message of said) {
      const english = new Set(ownWords(word(message, 'en')));
      expect(ownWords(word(message, 'de')).filter((each) => english.has(each))).toEqual([]);
    }
  });
});

describe.each(shipped.filter(isDefault))('$name', (sample) => {
  const told = tell(sample);

  it('is drawn in German without English words or decimal points, and percent signs stay with their numbers', () => {
    for (const { start, end } of [...told.story.parts, ...told.story.captions]) {
      const frame = Math.floor((start + end) / 2);
      const english = new Set(read(sample, told, frame, 'en').flatMap(ownWords));
      const german = read(sample, told, frame, 'de');
      expect(german.flatMap(ownWords).filter((word) => english.has(word))).toEqual([]);
      for (const words of german) expect(words).not.toMatch(/\d\.\d|[^\u00a0]%/);
    }
  });
});

const folderOf = (film: string): string =>
  fileURLToPath(new URL(`../../compositions/${film}/`, import.meta.url));
const wordsIn = (film: string, file: string): Readonly<Record<string, string | readonly string[]>> =>
  JSON.parse(readFileSync(join(folderOf(film), file), 'utf8'));
const sourcesOf = (film: string): string =>
  readdirSync(folderOf(film), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folderOf(film), file), 'utf8'))
    .join('\n');

describe.each(CATALOGUE)('the words files of $id', ({ id }) => {
  const english = wordsIn(id, 'en.json');
  const files = readdirSync(folderOf(id)).filter((file) => /^[a-z]{2}\.json$/.test(file));

  it.each(files)('%s has the keys of English, and needs no other values', (file) => {
    const other = wordsIn(id, file);
    const lacks = Object.keys(english).filter((key) => other[key] === undefined);
    const adds = Object.keys(other).filter((key) => english[key] === undefined);
    expect({ lacks, adds }).toEqual({ lacks: [], adds: [] });
    const valuesOf = (texts: string | readonly string[] = []): ReadonlySet<string> =>
      new Set([texts].flat().flatMap((text) => namesIn(parseMessage(text))));
    for (const [key, texts] of Object.entries(other)) {
      const known = valuesOf(english[key]);
      expect([...valuesOf(texts)].filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it('have no unused keys', () => {
    const sources = sourcesOf(id);
    // A key that begins like a composed one, `label-${kind}`, counts as used.
    const composed = [...sources.matchAll(/say\(\s*`([\w-]+)\$\{/g)].map(([, beginning = '']) => beginning);
    const said = (key: string): boolean =>
      key === 'title' ||
      composed.some((beginning) => key.startsWith(beginning)) ||
      new RegExp(`['"\`]${key}['"\`]`).test(sources);
    expect(Object.keys(english).filter((key) => !said(key))).toEqual([]);
  });
});

describe('verdicts in German', () => {
  const { say, word } = learningRate;
  const values = { period: null, steps: 40, wells: 'tilted', side: 'left', slow: false, onHill: false };

  it('have words for every kind', () => {
    const said = [
      { kind: 'settles' },
      { kind: 'settles', wells: 'one' },
      { kind: 'settles', wells: 'equal' },
      { kind: 'settles', wells: 'equal', side: 'right' },
      { kind: 'stuck' },
      { kind: 'stuck', onHill: true },
      { kind: 'crawling' },
      { kind: 'crawling', slow: true, steps: 1 },
      { kind: 'cycle' },
      { kind: 'cycle', period: 4 },
      { kind: 'diverges' },
    ].map((each) => say('verdict', { ...values, ...each }));
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
