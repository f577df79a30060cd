import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { words as learningRate } from '../../compositions/learning-rate-trio/words.ts';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { missingKeys, unusedKeys } from '../../src/film/laws/words-files.ts';
import { displayList, textBoxes } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { createStage } from '../../src/scene/stage.ts';
import { DEFAULT_LOOK, LANGUAGES, type Language } from '../../src/story/look.ts';
import { isDefault, type Sample, samples, tell } from '../helpers/films.ts';

/** Words common to English and other languages. */
const SHARED =
  /^(AdaGrad|AdamW?|Backpropagation|Glorot|ReLU|tanh|scikit-learn|Keras|Optax|PyTorch|TensorFlow|Momentum|Nesterov|RMSprop|SGD|Rosenbrock|Beale|Himmelblau|[Gg]radient|Minimum|Minima|[Rr]ate|Start|Training|Dropout|[Ww]eight|[Dd]ecay|log|min|minimum|minima|global|local|gradient|cyan|dimensions?|direction|millions|weight|decay|points?|images?|classes?|[Tt]est|max|[Vv]alidation|TensorBoard|[Ww]arm-up|axes|patience|dropout|Legendre|[Bb]oosting|[Bb]ootstrap|Gini|LightGBM|XGBoost|CatBoost|[Vv]ariance|[Bb]ias|[Ss]ignal|[Ss]igmoid|plus|Attention|MultiheadAttention|True|Softmax|JAX|Flax|NaN|[Ss]cores?|Updates?)$/;

/** Names of series are the log's own: `train_loss`. */
const NAMES = /\b\w+_\w+\b|\bdigits\b/g;

/** Words that a language spells as English does, by language. */
const ALIKE: Readonly<Record<string, RegExp>> = {
  fr: /^(coefficients|cyan|dimensions?|directions?|gradients?|global|local|log|millions|min|minim(um|a)|pixels|places?|plateau|questions?|surfaces?|votes?)$/,
};

/** Words that are data in every language: those of sequences, and verbs with their ending. */
function dataOf({ facts }: { readonly facts: unknown }): ReadonlySet<string> {
  const words = (facts as { readonly words?: readonly string[] }).words ?? [];
  return new Set(words.flatMap((word) => [word, `${word}s`]));
}

/** The words of three letters or more that belong to only one language. */
const ownWords = (words: string, language = 'en'): readonly string[] =>
  words
    .replace(NAMES, '')
    .split(/[^\p{L}’-]+/u)
    .filter((word) => word.length > 2 && !SHARED.test(word) && !ALIKE[language]?.test(word));

/** All text visible in a frame. */
function read({ film }: Sample, told: ReturnType<typeof tell>, frame: number, language: Language) {
  const stage = createStage('landscape', { ...DEFAULT_LOOK, language }, nodeTypefaces());
  return textBoxes(displayList(film.Scene({ ...told, frame, stage }))).map(({ text }) => text.words);
}

/** Each film in each language that it has beside English. */
const shipped = samples.flatMap((sample) =>
  LANGUAGES.filter((language) => language !== 'en' && sample.film.words.languages.includes(language)).map(
    (language) => ({ ...sample, sample, language }),
  ),
);

describe.each(shipped)('$name, $language', ({ sample, language }) => {
  const { story, trace } = tell(sample);
  const { word } = sample.film.words;
  const data = dataOf(trace);

  it('has captions and chapters in which no language uses words of another', () => {
    const said = [
      ...story.captions.map(({ message }) => message),
      ...story.chapters.map(({ title }) => title),
    ];
    for (const message of said) {
      const english = new Set(ownWords(word(message, 'en')));
      const own = ownWords(word(message, language), language);
      expect(own.filter((each) => english.has(each) && !data.has(each))).toEqual([]);
    }
  });
});

describe.each(shipped.filter(isDefault))('$name, $language', ({ sample, language }) => {
  const told = tell(sample);
  const data = dataOf(told.trace);

  it('is drawn without English words or decimal points, and percent signs stay with their numbers', () => {
    for (const { start, end } of [...told.story.parts, ...told.story.captions]) {
      const frame = Math.floor((start + end) / 2);
      const english = new Set(read(sample, told, frame, 'en').flatMap((words) => ownWords(words)));
      const other = read(sample, told, frame, language);
      const own = other.flatMap((words) => ownWords(words, language));
      expect(own.filter((word) => english.has(word) && !data.has(word))).toEqual([]);
      for (const words of other) expect(words).not.toMatch(/\d\.\d|[^\u00a0]%/);
    }
  });
});

const folderAt = (path: string): string => fileURLToPath(new URL(`../../${path}/`, import.meta.url));
const folderOf = (film: string): string => folderAt(`compositions/${film}`);
const textIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

/** The sources of a film, and what it says and shows of its subject. */
function sourcesOf(film: string): string {
  const own = textIn(folderOf(film));
  const rooms = ['story', 'scene'].flatMap((part) =>
    readdirSync(folderAt(`src/${part}`), { withFileTypes: true })
      .filter((each) => each.isDirectory() && own.includes(`/${part}/${each.name}/`))
      .map(({ name }) => textIn(folderAt(`src/${part}/${name}`))),
  );
  return [own, ...rooms].join('\n');
}

describe.each(CATALOGUE)('the words files of $id', ({ id, words }) => {
  it('have no unused keys', () => {
    expect(describeFindings(unusedKeys(words, sourcesOf(id)))).toEqual([]);
  });

  it('are all given to the film, and none lacks words', () => {
    const files = readdirSync(folderOf(id)).filter((file) => /^[a-z]{2}\.json$/.test(file));
    expect(files.map((file) => file.slice(0, 2)).sort()).toEqual([...words.languages].sort());
    expect(words.languages.flatMap((language) => missingKeys(words, language))).toEqual([]);
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
    ].map((each) => say('descentVerdict', { ...values, ...each }));
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
