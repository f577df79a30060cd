import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cueSheetHash } from '../../../audio/cue-sheet-checks.ts';
import { learningRateTrio } from '../../../compositions/films.ts';
import { bytesHash, jsonHash } from '../../../src/cache/hash.ts';
import { brandFiles } from '../../../src/film/brand/brand-files.ts';
import type { BrandedStory } from '../../../src/film/brand/branded-story.ts';
import { readBrand } from '../../../src/film/brand/read-brand.ts';
import { requireFitting } from '../../../src/film/fit.ts';
import { frameSource } from '../../../src/film/frame-source.ts';
import { gapless } from '../../../src/film/laws/clock.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { askFrames } from '../../../src/film/laws/laws.ts';
import { legibleWords } from '../../../src/film/laws/legibility.ts';
import { soundCues } from '../../../src/film/laws/sound.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { present } from '../../../src/film/present.ts';
import { tellFilm } from '../../../src/film/told-film.ts';
import { brandOf } from '../../../src/film/verify/brand-of.ts';
import { loadCanvasKit } from '../../../src/render/paint/canvaskit.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
import { createPainter } from '../../../src/render/paint/painter.ts';
import { createStage, FORMAT_NAMES, FORMATS } from '../../../src/scene/stage.ts';
import { THEME_NAMES } from '../../../src/scene/theme.ts';
import { brandedTypefaces } from '../../../src/scene/type/branded-typefaces.ts';
import type { Brand } from '../../../src/story/brand.ts';
import { DEFAULT_LOOK, type Look } from '../../../src/story/look.ts';
import { simulated } from '../../helpers/films.ts';

const folder = mkdtempSync(join(tmpdir(), 'brand-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const ck = await loadCanvasKit();

const font = (file: string): string => createRequire(import.meta.url).resolve(`@fontsource/${file}`);
const SVG = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="x" viewBox="0 0 120 100">
  <title>A mark</title><defs><linearGradient id="a"><stop offset="0" stop-color="#ff8a3d"/><stop offset="1" stop-color="#ffd166"/></linearGradient></defs>
  <g inkscape:label="mark" style="stroke-width:9; fill: none"><circle cx="60" cy="50" r="46" fill="url(#a)"/><path d="M20 30L100 30" stroke="currentColor"/></g></svg>`;

let count = 0;
/** Writes a brand, and files beside it. @returns its path */
function write(brand: object, files: Readonly<Record<string, string>> = { 'logo.svg': SVG }): string {
  count += 1;
  const place = join(folder, String(count));
  mkdirSync(place);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const path = join(place, 'brand.json');
  writeFileSync(path, JSON.stringify(brand));
  return path;
}

const WHOLE = {
  name: 'Gradient School',
  logo: 'logo.svg',
  palette: { dark: { background: '#14100c', panel: '#1f1913', focus: '#ffb35c' } },
  intro: { seconds: 2, text: { en: 'Lesson 4', de: 'Lektion 4' } },
  endCard: { seconds: 3, title: 'Next: momentum', text: 'gradient.school' },
  lowerThird: { name: 'Ada Example', text: 'teaches', seconds: 3, part: 'sweep' },
  credit: 'Film: lossreel',
};

/** The first film, presented by a brand. */
function told(
  brand: Brand | null,
  more: Partial<Look> = {},
  fps: 25 | 30 | 60 = 30,
  format: 'landscape' | 'square' = 'landscape',
) {
  const look: Look = { ...DEFAULT_LOOK, ...more, brand };
  const film = present(learningRateTrio, look);
  const params = learningRateTrio.params.parse({});
  const job = { film, params, seed: '1', fps, format, scale: 1, look } as const;
  return tellFilm(job, simulated(learningRateTrio, params));
}

describe('a brand', () => {
  it('is complete in itself once read, wherever it lies', () => {
    const [one, other] = [readBrand(write(WHOLE)), readBrand(write(WHOLE))];
    expect(jsonHash(one)).toBe(jsonHash(other));
    expect(one.logo).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(jsonHash(readBrand(write(WHOLE, { 'logo.svg': SVG.replace('46', '45') })))).not.toBe(
      jsonHash(one),
    );
  });

  it('consists of itself and the files that it names', () => {
    const path = write({ ...WHOLE, font: 'a.woff2' });
    expect(brandFiles(path).map((file) => relative(join(path, '..'), file))).toEqual([
      'brand.json',
      'logo.svg',
      'a.woff2',
    ]);
  });

  const svgOf = (inside: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;
  it.each<[string, object, Readonly<Record<string, string>>, RegExp]>([
    [
      'an unknown field',
      { ...WHOLE, colour: 'red' },
      {},
      /brand\.json: Unrecognized key: "colour"; there are .*name/,
    ],
    [
      'an unknown role',
      { name: 'X', palette: { dark: { focos: '#ffffff' } } },
      {},
      /palette\.dark: .*did you mean 'focus'\?/,
    ],
    [
      'words that are hard to read, with the pair and its contrast',
      { name: 'X', palette: { dark: { quiet: '#666666' } } },
      {},
      /^brand: palette\.dark: quiet #666666 on background #0b1020 has a contrast of 3\.\d\d, and words need 4\.5$/,
    ],
    [
      'a ground on which the other colours of the theme are hard to see',
      { name: 'X', palette: { light: { background: '#808080' } } },
      {},
      /^brand: palette\.light: text #161a26 on background #808080 has a contrast of 4\.\d\d/,
    ],
    [
      'marks that are hard to see',
      { name: 'X', palette: { dark: { classes: Array(10).fill('#333333') } } },
      {},
      /^brand: palette\.dark: classes\[0\] #333333 on background .*marks need 3$/,
    ],
    [
      'a logo that is not there',
      { name: 'X', logo: 'no.svg' },
      {},
      /brand\.json: logo: there is no file 'no\.svg'/,
    ],
    [
      'a logo of another kind',
      { name: 'X', logo: 'a.gif' },
      { 'a.gif': '' },
      /logo: 'a\.gif' is not one of \.svg \.png/,
    ],
    [
      'a logo with letters',
      { name: 'X', logo: 'l.svg' },
      { 'l.svg': svgOf('<text>A</text>') },
      /^brand: logo: <text> is not portable SVG/,
    ],
    [
      'a logo with a filter',
      { name: 'X', logo: 'l.svg' },
      { 'l.svg': svgOf('<rect width="9" height="9" filter="url(#f)"/>') },
      /^brand: logo: <rect filter>/,
    ],
    [
      'a logo that is no XML',
      { name: 'X', logo: 'l.svg' },
      { 'l.svg': '<svg' },
      /^brand: logo: it is not well-formed SVG/,
    ],
    [
      'a logo of no size',
      { name: 'X', logo: 'l.svg' },
      { 'l.svg': '<svg/>' },
      /^brand: logo: it has neither a viewBox/,
    ],
    [
      'a PNG that is none',
      { name: 'X', logo: 'l.png' },
      { 'l.png': 'GIF89a' },
      /^brand: logo: it is not a PNG/,
    ],
    [
      'a font that is none',
      { name: 'X', font: 'f.ttf' },
      { 'f.ttf': 'no font' },
      /^brand: font: it cannot be read/,
    ],
    [
      'a credit without an end card',
      { name: 'X', credit: 'C' },
      {},
      /credit: is shown on the end card.*add endCard/,
    ],
    ['a card of no length', { name: 'X', intro: { seconds: 0 } }, {}, /intro\.seconds: .*>=1.*got 0/],
  ])('is refused in one line for %s', (_, brand, files, says) => {
    const path = write(brand, { 'logo.svg': SVG, ...files });
    expect(() => readBrand(path)).toThrow(says);
    expect(() => readBrand(path)).not.toThrow(/\n/);
  });
});

describe('the font of a brand', () => {
  it('is what words are set in, widths included; code and symbols keep theirs', () => {
    const brand = readBrand(write({ name: 'X', font: font('inter/files/inter-latin-700-normal.woff2') }));
    const usual = nodeTypefaces();
    const stage = createStage('landscape', { ...DEFAULT_LOOK, brand }, brandedTypefaces(usual, brand));
    expect(stage.type.regular.line('Learning').advance).toBeGreaterThan(
      usual.regular.line('Learning').advance,
    );
    expect(stage.type.regular.line('∂').d).toBe(usual.regular.line('∂').d);
    expect(stage.type.mono).toBe(usual.mono);
  });

  it('has to have the letters of the words: the first that it has not is named', () => {
    const brand = readBrand(write({ name: 'X', font: font('inter/files/inter-greek-400-normal.woff') }));
    expect(() => requireFitting(told(brand))).toThrow(/^brand: font: its regular has no ".", which .* need$/);
  });

  it('is refused where its words do not fit, with the frame', () => {
    const brand = readBrand(
      write({ name: 'X', font: font('jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff2') }),
    );
    expect(() => requireFitting(told(brand, { language: 'de' }, 30, 'square'))).toThrow(
      /^brand: ".*" .* at frame \d+, .* s, in square: .*narrower font$/,
    );
  });
});

const brand = readBrand(write(WHOLE));
const film = told(brand);
const own = told(null);
const story = film.story as BrandedStory;

describe('a film presented by a brand', () => {
  it('is the film’s own between two cards, frame for frame', () => {
    expect(story.frames).toBe(own.story.frames + 5 * 30);
    expect(story.parts.map(({ id }) => id)).toEqual([
      'brand-intro',
      ...own.story.parts.map(({ id }) => id),
      'brand-end',
    ]);
    expect(
      describeFindings(gapless(subjectOf(film.job.film, film.job.params, film.trace, film.job.look))),
    ).toEqual([]);
    const [uncoloured, plain] = [frameSource(told({ ...brand, palette: undefined })), frameSource(own)];
    for (const frame of [0, 30, 900, own.story.frames - 1])
      expect(frameMarkup(uncoloured.element(frame + 60))).toBe(frameMarkup(plain.element(frame)));
  });

  it('has captions, chapters, poster and sound where the film is; the first chapter begins with the card', () => {
    expect(story.captions.map(({ start, end }) => [start - 60, end - 60])).toEqual(
      own.story.captions.map(({ start, end }) => [start, end]),
    );
    expect(story.chapters.map(({ frame }) => frame)).toEqual(
      own.story.chapters.map(({ frame }) => (frame === 0 ? 0 : frame + 60)),
    );
    expect(story.posterFrame).toBe(own.story.posterFrame + 60);
    const { sheet } = film;
    expect(sheet.samples).toBe(own.sheet.samples + 5 * 48000);
    expect(sheet.events.map(({ at }) => at - 96000)).toEqual(own.sheet.events.map(({ at }) => at));
    expect(sheet.voices[0]?.phrases[0]?.start).toBe((own.sheet.voices[0]?.phrases[0]?.start ?? 0) + 96000);
    expect(() => cueSheetHash(sheet)).not.toThrow();
    const subject = subjectOf(film.job.film, film.job.params, film.trace, film.job.look);
    expect(describeFindings(soundCues(subject))).toEqual([]);
  });

  it('is as long at every frame rate', () => {
    expect(told(brand, {}, 60).story.frames / 60).toBeCloseTo(story.frames / 30, 1);
    expect(told(brand, {}, 25).story.frames / 25).toBeCloseTo(story.frames / 30, 1);
  });

  it('is in the colours of the brand', () => {
    expect(frameMarkup(frameSource(film).element(400))).toContain('#14100c');
    expect(frameMarkup(frameSource(own).element(400))).not.toContain('#14100c');
  });

  it('says what the cards say in its language, the title being that of the film', () => {
    const at = (look: Partial<Look>, frame: number) =>
      textBoxes(displayList(frameSource(told(brand, look)).element(frame))).map(({ text }) => text.words);
    expect(at({}, 20)).toEqual(['Gradient School', learningRateTrio.words.title, 'Lesson 4']);
    expect(at({ language: 'de' }, 20)).toContain('Lektion 4');
    expect(at({}, story.frames - 5)).toEqual([
      'Gradient School',
      'Next: momentum',
      'gradient.school',
      'Film: lossreel',
    ]);
  });

  it.each(FORMAT_NAMES.flatMap((format) => THEME_NAMES.map((theme) => [format, theme] as const)))(
    'has cards in %s, %s that obey the laws of words and drawing',
    (format, theme) => {
      const { job, trace, story: its } = told(brand, { theme });
      const painter = createPainter(ck, { ...FORMATS[format], scale: 0.25 });
      const stage = createStage(format, job.look, nodeTypefaces());
      const subject = { film: job.film, params: job.params, trace, story: its, look: job.look };
      const frames = [0, 10, 30, 40, story.frames - 60, story.frames - 1];
      expect(describeFindings(askFrames(subject, stage, frames, painter))).toEqual([]);
      painter.dispose();
    },
  );

  it.each(FORMAT_NAMES)('has a lower third in %s that covers no words, while its part begins', (format) => {
    const presented = told({ name: 'X', lowerThird: { ...WHOLE.lowerThird, part: 'question' } });
    const shown = presented.story as BrandedStory;
    const { start = 0, end = 0 } = shown.lowerThird ?? {};
    expect(start).toBe(shown.parts.find(({ id }) => id === 'question')?.start);
    expect(end - start).toBe(90);
    const stage = createStage(format, presented.job.look, nodeTypefaces());
    const words = (frame: number) =>
      displayList(presented.job.film.Scene({ trace: presented.trace, story: shown, frame, stage }));
    for (const frame of [start + 15, start + 45, end - 15]) {
      const list = words(frame);
      expect(textBoxes(list).map(({ text }) => text.words)).toContain('Ada Example');
      expect(legibleWords(list, stage).filter(({ what }) => what.includes('Ada'))).toEqual([]);
    }
    expect(textBoxes(words(end)).map(({ text }) => text.words)).not.toContain('Ada Example');
  });

  it('is refused in one line for a part that it has not', () => {
    const elsewhere: Brand = { name: 'X', lowerThird: { name: 'A', seconds: 2, part: 'landscap' } };
    expect(() => told(elsewhere)).toThrow(
      "brand: lowerThird.part: the film has no part 'landscap': did you mean 'landscape'?",
    );
  });
});

describe('the brand of a provenance', () => {
  const path = write(WHOLE);
  const base = join(folder, 'out', 'film');
  const look = (changes: object) =>
    ({
      look: {
        ...DEFAULT_LOOK,
        brand: { name: 'X', path: relative(join(folder, 'out'), path), hash: jsonHash(brand), ...changes },
      },
    }) as Parameters<typeof brandOf>[1];

  it('is found by its path from the film, or where one says it is', () => {
    expect(brandOf(base, look({}), undefined).brand).toEqual(brand);
    expect(brandOf(base, look({ path: null }), path).brand).toEqual(brand);
    expect(brandOf(base, look({ path: 'gone.json' }), undefined)).toMatchObject({
      brand: undefined,
      check: [
        { id: 'brand', status: 'failed', says: expect.stringMatching(/no such file; .*--brand PATH$/) },
      ],
    });
  });

  it('is the one that was rendered, file for file', () => {
    const { brand: found, check } = brandOf(base, look({ hash: bytesHash('other') }), undefined);
    expect(found).toBeUndefined();
    expect(check[0]?.says).toMatch(/^the brand 'X' is not the one that was rendered/);
  });
});
