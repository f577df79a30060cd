import { describe, expect, it } from 'vitest';
import { learningRateTrio as film } from '../../../compositions/learning-rate-trio/index.ts';
import { CAPTION, captionLines } from '../../../src/story/captions.ts';
import { FRAME_RATES } from '../../../src/story/frame-rates.ts';
import { DEFAULT_LOOK, LANGUAGES } from '../../../src/story/look.ts';
import { partsOf } from '../../../src/story/story.ts';
import { VARIANTS } from '../variants.ts';

const tell = (props: unknown, fps: (typeof FRAME_RATES)[number] = 30) =>
  film.tell(film.simulate(film.params.parse(props), '1'), fps, DEFAULT_LOOK);
const words = (props: unknown): readonly string[] =>
  tell(props).captions.map(({ message }) => film.words.word(message, 'en'));

const cases = Object.entries({ defaults: {}, 'three steps': { steps: 3 }, ...VARIANTS[film.id] });

describe.each(cases)('the story of %s', (_name, props) => {
  it('gives every run all its steps', () => {
    for (const { clock } of partsOf(tell(props), 'run'))
      expect(clock.landings).toHaveLength(film.params.parse(props).steps);
  });

  it.each(FRAME_RATES)('has captions that can be read, at %d frames per second', (fps) => {
    const { captions, parts } = tell(props, fps);
    captions.forEach(({ start, end, message }, i) => {
      const seconds = (end - start) / fps;
      expect(seconds).toBeGreaterThanOrEqual(CAPTION.shortest);
      expect(seconds).toBeLessThanOrEqual(CAPTION.longest + 1 / fps);
      expect(start).toBeGreaterThan(captions[i - 1]?.end ?? 0);
      expect(parts.some((part) => start >= part.start && end <= part.end)).toBe(true);
      for (const language of LANGUAGES) {
        const text = film.words.word(message, language);
        expect([...text].length / seconds).toBeLessThanOrEqual(CAPTION.charactersPerSecond);
        for (const limit of Object.values(CAPTION.lineLength)) {
          const lines = captionLines(text, limit);
          expect(lines.length).toBeLessThanOrEqual(CAPTION.lines);
          expect(lines.join(' ')).toBe(text);
          for (const line of lines) expect([...line].length).toBeLessThanOrEqual(limit);
        }
      }
    });
  });

  it('has at least three chapters, from the first frame on', () => {
    const { chapters, frames } = tell(props);
    expect(chapters[0]?.frame).toBe(0);
    expect(chapters.length).toBeGreaterThanOrEqual(3);
    expect(chapters.every(({ frame }, i) => frame >= (chapters[i - 1]?.frame ?? 0) && frame < frames)).toBe(
      true,
    );
  });
});

describe('at the defaults', () => {
  it('the film lasts 40 to 75 seconds', () => {
    const seconds = tell({}).frames / 30;
    expect(seconds).toBeGreaterThanOrEqual(40);
    expect(seconds).toBeLessThanOrEqual(75);
  });

  it('one more step or rate makes it longer', () => {
    const { frames } = tell({});
    expect(tell({ steps: 41 }).frames).toBeGreaterThan(frames);
    expect(tell({ steps: 400 }).frames).toBeGreaterThan(tell({ steps: 200 }).frames);
    expect(tell({ learningRates: [0.02, 0.46, 0.6, 0.1] }).frames).toBeGreaterThan(frames);
  });
});

it('does not depend on the seed, as nothing here is random', () => {
  const params = film.params.parse({});
  expect({ ...film.simulate(params, 'another'), seed: '1' }).toEqual(film.simulate(params, '1'));
});

describe('what the film says', () => {
  it('follows from the trace', () => {
    expect(words({})).toContain('Rate 0.02 is still creeping into the local minimum.');
    expect(words({ learningRates: [1.2] })).toContain('Rate 1.2 diverges to infinity.');
    expect(words({})).toContain('From this start, step 1 leaps into the deeper dip.');
    expect(words({ learningRates: [0.1] })).toContain('Rate 0.1 is stuck in the local minimum.');
    expect(words({})).toContain(
      '2\u00a0× distance: just as far. Limit: rate 2\u00a0/\u00a0L″\u00a0=\u00a00.523.',
    );
    expect(words({ objective: { b: 0 } })).toContain('Both dips are equally deep: two global minima.');
    expect(words({ objective: { b: 0.7 } })).toContain('There is one dip here: the only minimum.');
    expect(words({ objective: { b: -0.22 } })).toContain(
      'The goal is the left dip; the right one is only local.',
    );
    expect(words({ steps: 3 })).toContain('Rate 0.46 is still on its way after 3 steps.');
  });

  it('opens with a question about the ending that stands out', () => {
    const asks = (props: unknown): string | undefined => words(props)[0];
    expect(asks({})).toBe('Same start, same rule. Only one reaches the bottom. Why?');
    expect(asks({ learningRates: [0.02, 0.04, 1.2] })).toBe('Same start, same rule. Why does one fly off?');
    expect(asks({ learningRates: [0.02, 0.6] })).toBe('Same start, same rule. Why does one never arrive?');
    expect(asks({ learningRates: [0.02, 0.45, 0.46] })).toBe(
      'Same start, same rule. Only two reach the bottom. Why?',
    );
    expect(asks({ learningRates: [0.46] })).toBe('One start, one rate. Where will it end?');
    expect(asks({ steps: 1 })).toBe('Same start, same rule. Does the rate matter here?');
  });

  it('says of every range of rates what these do', () => {
    expect(words({})).toContain('Below 0.382 no step clears the hill.');
    expect(words({})).toContain('0.382 to 0.523: it comes to rest at the bottom.');
    expect(words({})).toContain('0.523 to 0.683: it hops between 2, 4, 8\u00a0… places.');
    expect(words({})).toContain('0.683 to 0.798: chaos, it hardly ever repeats.');
    expect(words({})).toContain('0.02 cannot clear the hill, 0.6 throws too far, 0.46 fits.');
    expect(words({})).toContain('From 0.798 some fall back left; from 0.85 all fly off.');
    // With one dip there is no wrong one, and nowhere to fall back to.
    const one = words({ objective: { b: 0.7 } }).join(' ');
    expect(one).not.toMatch(/\bhill\b/);
    expect(one).not.toContain('fall back');
  });

  it('asks why runs end in different dips also where these are equally deep', () => {
    expect(words({ objective: { b: 0 } })[0]).toBe(
      'Same start, same rule. Why do they end in different dips?',
    );
  });

  it('writes ratios as one would say them', () => {
    const said = words({ learningRates: [0.1, 0.196, 0.0999, 0.103] });
    expect(said).toContain('Rate 0.196: twice as large.');
    expect(said).toContain('Rate 0.103: hardly larger.');
  });

  it('sees a run that never moves', () => {
    const still = { objective: { b: 0 }, learningRates: [0.1] };
    expect(words({ ...still, start: -1 })).toContain('In this dip the slope is 0: no step leads away.');
    expect(words({ ...still, start: 0 })).toContain('On top of the hill the slope is 0: no step leads away.');
  });

  it('tells rates apart that differ in their sixth digit', () => {
    const said = words({ learningRates: [0.123456, 0.123457] });
    expect(said).toContain('Rate 0.123457: hardly larger.');
    expect(said).toContain('Rate 0.123456 is stuck in the local minimum.');
  });

  it('claims no decision where there was none', () => {
    const last = (props: unknown): string =>
      film.words.word(tell(props).parts.at(-1)?.heading ?? { key: 'title', values: {} }, 'en');
    expect(last({})).toBe('Too small stays in the wrong dip, too large bounces');
    expect(last({ learningRates: [0.1, 0.46, 1.2] })).toBe(
      'Too small stays in the wrong dip, too large flies off',
    );
    // One is stuck in the wrong dip, another still on the wall.
    expect(last({ learningRates: [0.001, 0.02, 0.46, 0.65, 1.2], steps: 60 })).toBe(
      'Too small falls short, too large flies off',
    );
    expect(last({ learningRates: [0.46, 0.6] })).toBe('Too large bounces, smaller arrives');
    expect(last({ steps: 3 })).toBe('Too early to tell');
    expect(last({ learningRates: [0.45, 0.46] })).toBe('One ending for all of them');
    expect(last({ learningRates: [0.46] })).toBe('One rate, one ending');
  });

  it('says that steps shrink only if each is shorter than the one before', () => {
    const says = 'The slope fades, so the steps shrink before the hill.';
    expect(words({ learningRates: [0.02] })).toContain(says);
    // At 0.3 the ball overshoots within the left dip, and its steps go up and down.
    expect(words({ learningRates: [0.3] })).not.toContain(says);
  });
});
