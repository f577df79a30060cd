import { describe, expect, it } from 'vitest';
import { FRAME_RATES } from '../../src/story/frame-rates.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { part, script } from '../../src/story/script.ts';
import { partAt, partsOf } from '../../src/story/story.ts';
import { filmWords } from '../../src/story/words.ts';

const words = filmWords('a-film', {
  en: { title: 'A film', short: 'Hi.', long: 'x'.repeat(39), endless: 'x '.repeat(200) },
  de: { title: 'Ein Film', short: 'Hallo, guten Tag, wie geht es Ihnen?', long: 'kurz' },
});
const { say } = words;
const at30 = script(words, 30, DEFAULT_LOOK);
const [short, long] = [say('short'), say('long')];

describe('captions in time', () => {
  const { captions } = at30.story([part('a', { captions: [short, long, [20, short]] })]);

  it('wait for the previous one, and never appear too early', () => {
    const [first, second, third] = captions;
    expect(first?.start).toBe(Math.round(0.15 * 30));
    expect(second?.start).toBe(Math.round((0.15 + 36 / 16 + 0.1) * 30));
    expect(third?.start).toBe(600);
  });

  it('stay up as long as their longest wording takes to read, within the limits for captions', () => {
    expect(at30.readBy([short]) - 0.15).toBeCloseTo(36 / 16, 9);
    expect(39 / (at30.readBy([long]) - 0.15)).toBeLessThanOrEqual(17);
    expect(at30.readBy([say('title')]) - 0.15).toBeCloseTo(1.4, 9);
    expect(at30.readBy([say('endless')]) - 0.15).toBeCloseTo(7, 9);
    expect(at30.readBy([])).toBe(0);
  });

  it('have known times of appearance', () => {
    expect(at30.appears([short, [9, long]], 1)).toBe(9);
    expect(at30.appears([short], 4)).toBe(0);
  });
});

describe('parts', () => {
  it('last as long as it takes to read them, or longer', () => {
    const { parts, frames } = at30.story([
      part('read', { captions: [long], after: 0.5 }),
      part('seen', { minSeconds: 2 }),
      part('both', { captions: [long], minSeconds: 9 }),
    ]);
    const read = 0.15 + 39 / 16 + 0.5;
    expect(parts.map(({ end }) => end)).toEqual([read, read + 2, read + 11].map((s) => Math.round(s * 30)));
    expect(frames).toBe(parts.at(-1)?.end);
  });

  it.each(FRAME_RATES)('follow each other without a gap, and rounding does not add up, at %d fps', (fps) => {
    const seconds = Array.from({ length: 60 }, (_, i) => 0.31 + (i % 7) * 0.1);
    const told = script(words, fps, DEFAULT_LOOK).story(
      seconds.map((minSeconds, i) => part('p', { id: `${i}`, minSeconds })),
    );
    told.parts.forEach(({ start }, i) => {
      expect(start).toBe(told.parts[i - 1]?.end ?? 0);
    });
    const total = seconds.reduce((sum, length) => sum + length, 0);
    expect(Math.abs(told.frames / fps - total)).toBeLessThanOrEqual(0.5 / fps + 1e-9);
  });

  it('lay out their own data in time', () => {
    const story = at30.story([
      part('before', { minSeconds: 1 }),
      part('told', {
        captions: [short, long],
        minSeconds: 9,
        layOut: ({ start, end, frame, range, last, caption, clock }) => ({
          whole: { start, end },
          second: frame(2),
          fade: range(1, 0.5),
          going: last(1.5, 0.5),
          named: caption(1, 1),
          missing: caption(7, 1),
          clock: clock(3, [1, 1]),
        }),
      }),
    ]);
    const [told] = partsOf(story, 'told');
    const named = story.captions[1]?.start ?? 0;
    expect(told).toMatchObject({
      whole: { start: 30, end: 300 },
      second: 90,
      fade: { start: 60, end: 75 },
      going: { start: 255, end: 270 },
      named: { start: named, end: named + 30 },
      missing: { start: 300 },
    });
    expect(told?.clock.onsets).toEqual([120, 150, 180]);
  });

  it('with the same id are refused', () => {
    expect(() => at30.story([part('a', { minSeconds: 1 }), part('a', { minSeconds: 1 })])).toThrow(
      /two parts .* id "a"/,
    );
  });

  it('of equal duration have equally many frames if that is a whole number of frames', () => {
    const minSeconds = at30.wholeFrames(1.2345);
    const { parts } = at30.story(['a', 'b', 'c', 'd'].map((id) => part('p', { id, minSeconds })));
    expect(new Set(parts.map(({ start, end }) => end - start)).size).toBe(1);
    expect(Math.abs(minSeconds - 1.2345)).toBeLessThanOrEqual(0.5 / 30);
  });
});

describe('chapters and poster', () => {
  it('begin with their part, and the poster is of the last part that may provide it, while its heading stands', () => {
    const story = at30.story([
      part('a', { minSeconds: 1, chapter: short }),
      part('b', { minSeconds: 1, poster: true }),
      part('c', { minSeconds: 1, chapter: long, poster: true }),
      part('d', { minSeconds: 1 }),
    ]);
    expect(story.chapters).toEqual([
      { frame: 0, title: short },
      { frame: 60, title: long },
    ]);
    expect(story.posterFrame).toBe(86);
  });

  it('a film without a poster part ends on its poster', () => {
    expect(at30.story([part('a', { minSeconds: 1 })]).posterFrame).toBe(29);
  });
});

describe('a pace', () => {
  const told = (pace: number) =>
    script(words, 30, { ...DEFAULT_LOOK, pace }).story([
      part('a', {
        minSeconds: 8,
        captions: [long],
        layOut: ({ clock, range }) => ({ clock: clock(1, [2]), fade: range(4, 2) }),
      }),
    ]);

  it('divides the time that steps and parts take', () => {
    const [twice] = told(2).parts;
    expect(twice).toMatchObject({ end: 120, fade: { start: 60, end: 90 } });
    expect(twice?.clock.onsets).toEqual([15, 45]);
    expect(told(0.5).frames).toBe(480);
  });

  it('leaves reading time as it is', () => {
    const lengths = [0.5, 1, 2].map((pace) => told(pace).captions.map(({ start, end }) => end - start));
    for (const [frames = 0] of lengths) expect(Math.abs(frames - (39 / 16) * 30)).toBeLessThanOrEqual(1);
  });
});

describe('the part at a frame', () => {
  const story = at30.story([part('a', { minSeconds: 1 }), part('b', { minSeconds: 1 })]);

  it('is the one that holds it', () => {
    expect([0, 29, 30, 59].map((frame) => partAt(story, frame).id)).toEqual(['a', 'a', 'b', 'b']);
  });

  it.each([-1, 60, Number.NaN])('%d outside the film is refused', (frame) => {
    expect(() => partAt(story, frame)).toThrow(/outside the film \(0–59\)/);
  });
});
