import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Film } from '../src/film/film.ts';
import { anyFrameRate, gapless } from '../src/film/laws/clock.ts';
import { anyOrder, repeats } from '../src/film/laws/determinism.ts';
import { contrastingWords, legibleWords } from '../src/film/laws/legibility.ts';
import { finiteMarkup, finiteTrace } from '../src/film/laws/numbers.ts';
import { soundCues } from '../src/film/laws/sound.ts';
import {
  describeFindings,
  type Finding,
  probeFrames,
  type Subject,
  settledFrames,
  subjectOf,
} from '../src/film/laws/subject.ts';
import { readableCaptions } from '../src/film/laws/words.ts';
import { loadCanvasKit } from '../src/render/paint/canvaskit.ts';
import { createPainter } from '../src/render/paint/painter.ts';
import { colouredStages } from './helpers/films.ts';

const root = join(import.meta.dirname, '..');
/** At the same depth as a film's folder, so that the recipe's imports resolve. */
const folder = join(root, 'out', `recipe-${process.pid}`);
const recipe = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const files = [...recipe.matchAll(/`compositions\/newtons-method\/([\w.]+)`\n\n```\w+\n(.*?)\n```/gs)].map(
  ([, name = '', text = '']) => ({ name, text }),
);

describe('the film in CONTRIBUTING.md', () => {
  let subject: Subject;
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
    const module: { readonly newtonsMethod: Film } = await import(join(folder, 'index.tsx'));
    const film = module.newtonsMethod;
    subject = subjectOf(film, film.params.parse({}));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has at most 120 lines', () => {
    expect(files.map(({ name }) => name)).toEqual(['en.json', 'index.tsx']);
    expect(files.reduce((lines, { text }) => lines + text.split('\n').length, 0)).toBeLessThanOrEqual(120);
  });

  it('obeys every law', async () => {
    const ck = await loadCanvasKit();
    const [stage] = colouredStages;
    if (stage === undefined) throw new Error('no stage');
    const findings: readonly Finding[] = [
      ...repeats(subject, stage),
      ...anyOrder(subject, stage),
      ...finiteTrace(subject),
      ...finiteMarkup(subject, stage),
      ...anyFrameRate(subject),
      ...gapless(subject),
      ...readableCaptions(subject, 'en'),
      ...soundCues(subject),
      ...colouredStages.flatMap((each) => {
        const painter = createPainter(ck, { width: each.width, height: each.height, scale: 0.25 });
        return [
          ...legibleWords(subject, each, probeFrames(subject.story)),
          ...contrastingWords(subject, each, settledFrames(subject.story), painter),
        ];
      }),
    ];
    expect(describeFindings(findings)).toEqual([]);
  });

  it('shows what it says: Newton’s method reaches the minimum in one step, gradient descent is still on its way', () => {
    const [newton, descent] = subject.trace.runs;
    expect(newton?.losses.slice(0, 2)).toEqual([9, 0]);
    expect(descent?.losses[1]).toBeCloseTo((3 * 0.8) ** 2, 12);
  });
});
