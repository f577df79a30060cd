import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { anyFrameRate, gapless } from '../src/film/laws/clock.ts';
import { anyOrder, keepsToParams, repeats } from '../src/film/laws/determinism.ts';
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
import { openFilm } from '../src/film/own/open-film.ts';
import { loadCanvasKit } from '../src/render/paint/canvaskit.ts';
import { createPainter } from '../src/render/paint/painter.ts';
import { colouredStages } from './helpers/films.ts';

const template = join(import.meta.dirname, '..', 'template');

describe('the film that others begin with', () => {
  let subject: Subject;
  beforeAll(async () => {
    const film = await openFilm(template, CATALOGUE);
    subject = subjectOf(film, film.params.parse({}));
  });

  it('has at most 125 lines of code and words', () => {
    const lines = ['index.tsx', 'en.json'].map(
      (name) => readFileSync(join(template, name), 'utf8').trimEnd().split('\n').length,
    );
    expect(lines.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(125);
  });

  it('obeys every law', async () => {
    const ck = await loadCanvasKit();
    const [stage] = colouredStages;
    if (stage === undefined) throw new Error('no stage');
    const findings: readonly Finding[] = [
      ...repeats(subject, stage),
      ...keepsToParams(subject, subject.film.simulate(subject.params, 'another')),
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
