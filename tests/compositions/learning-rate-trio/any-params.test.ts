import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../../audio/index.ts';
import { learningRateTrio as film } from '../../../compositions/learning-rate-trio/index.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { random } from '../../../src/sim/random.ts';
import { CAPTION, captionLines } from '../../../src/story/captions.ts';
import { FRAME_RATES } from '../../../src/story/frame-rates.ts';
import { DEFAULT_LOOK, LANGUAGES } from '../../../src/story/look.ts';
import { placedStages } from '../../helpers/films.ts';

/** Params from the whole range the schema allows, including its limits. */
function anyParams(index: number): unknown {
  const next = random('any params', 'learning-rate-trio', index);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  const between = (low: number, high: number): number => low + (high - low) * next();
  const magnitude = (low: number, high: number): number => 10 ** between(low, high);
  return {
    objective: {
      a: pick(0.4, 0.01, 10, magnitude(-2, 1)),
      b: pick(0.22, -0.22, 0, 10, -10, between(-1, 1), between(-10, 10)),
    },
    start: pick(-1.55, 0, 1, 5, -5, between(-5, 5), between(-1.5, 1.5)),
    learningRates: Array.from({ length: 1 + Math.floor(next() * 5) }, () =>
      pick(1e-6, 100, 0.02, 0.46, 0.6, magnitude(-6, 2), magnitude(-2, 1), magnitude(-1.5, 0.5)),
    ),
    steps: pick(1, 2, 3, 5, 10, 40, 41, 100, 400, 2000),
  };
}

const many = Array.from({ length: 40 }, (_, i) => ({ i, props: anyParams(i) }));

describe.each(many)('with params $i', ({ props }) => {
  const trace = film.simulate(film.params.parse(props), '1');

  it('every state is finite, and states, losses and slopes have the same length', () => {
    for (const { points, losses, series } of trace.runs) {
      expect([...points.flat(), ...losses, ...series.gradient].every(Number.isFinite)).toBe(true);
      expect([points.length, series.gradient.length]).toEqual([losses.length, losses.length]);
    }
  });

  it('a run that stops early has diverged, and no other kind of run stops early', () => {
    for (const { points, verdict, status } of trace.runs) {
      if (points.length <= trace.params.steps) expect(verdict.kind).toBe('diverges');
      expect(status === 'diverged').toBe(verdict.kind === 'diverges');
      if (verdict.since !== null) expect(points[verdict.since]).toBeDefined();
    }
  });

  it('every caption holds for as long as it stands', () => {
    expect(describeFindings(trueCaptions(subjectOf(film, trace.params, trace)))).toEqual([]);
  });

  it('captions can be read and every cue can be heard, at every frame rate', () => {
    for (const fps of FRAME_RATES) {
      const story = film.tell(trace, fps, DEFAULT_LOOK);
      story.captions.forEach(({ start, end, message }, i) => {
        expect(start).toBeGreaterThan(story.captions[i - 1]?.end ?? -1);
        for (const language of LANGUAGES) {
          const words = film.words.word(message, language);
          expect([...words].length / ((end - start) / fps)).toBeLessThanOrEqual(CAPTION.charactersPerSecond);
          for (const limit of Object.values(CAPTION.lineLength)) {
            expect(captionLines(words, limit).length).toBeLessThanOrEqual(CAPTION.lines);
          }
        }
      });
      expect(() => validateCueSheet(film.score(trace, story, DEFAULT_LOOK))).not.toThrow();
    }
  });
});

const tell = (props: unknown, fps: (typeof FRAME_RATES)[number] = 30) => {
  const trace = film.simulate(film.params.parse(props), '1');
  return { trace, story: film.tell(trace, fps, DEFAULT_LOOK) };
};

/** Text boxes in the middle of each part, in every format. */
const boxesOf = (props: unknown) => {
  const { trace, story } = tell(props);
  return placedStages.flatMap((stage) =>
    story.parts.flatMap(({ start, end }) =>
      textBoxes(displayList(film.Scene({ trace, story, stage, frame: Math.floor((start + end) / 2) }))).map(
        (seen) => ({ ...seen, safe: stage.safe }),
      ),
    ),
  );
};

describe('regressions', () => {
  it('more steps do not turn a run that comes to rest into a cycle', () => {
    // 0.5233 < 2 / L″ = 0.52342: below the threshold the oscillation shrinks, however slowly.
    const kinds = [600, 2000].map(
      (steps) => tell({ learningRates: [0.5233], steps }).trace.runs[0]?.verdict.kind,
    );
    expect(kinds).toEqual(['settles', 'settles']);
  });

  it('a run that starts on top of the hill is not crawling: it never moves', () => {
    const { trace } = tell({ objective: { b: 0 }, start: 0, learningRates: [0.1] });
    expect(trace.runs[0]?.verdict.kind).not.toBe('crawling');
  });

  it('chapters are at least 10 s apart at the defaults, as video platforms ask', () => {
    const { story } = tell({});
    const times = [...story.chapters.map(({ frame }) => frame), story.frames].map((frame) => frame / 30);
    times.slice(1).forEach((time, i) => {
      expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(10);
    });
  });

  it('a learning rate of many digits is still written in 32 units or more', () => {
    for (const { text } of boxesOf({ learningRates: [0.000123456] }))
      expect(text.size ?? 0).toBeGreaterThanOrEqual(32);
  });

  it('the heading of a learning rate with a power of ten stays inside the safe area', () => {
    for (const { box, safe } of boxesOf({ learningRates: [7.77545e-5, 0.3] }))
      expect(box.right).toBeLessThanOrEqual(safe.x + safe.width);
  });
});
