import { describe, expect, it } from 'vitest';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { chapterList, chaptersOf } from '../../src/series/sidecars/chapters.ts';
import { subRip, webVtt } from '../../src/series/sidecars/subtitles.ts';

const story = film.tell(film.simulate(film.params.parse({}), '1'), 30);
const whole = { fps: 30, language: 'en', first: 0, last: story.frames - 1 } as const;

/** Milliseconds of `00:01:02,345` or `00:01:02.345`. */
const milliseconds = (stamp: string): number => {
  const [hours = 0, minutes = 0, seconds = 0, rest = 0] = stamp.split(/[:,.]/).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
};

describe('the caption files', () => {
  it('hold every caption at its time, on at most two lines of 42 characters', () => {
    const blocks = subRip(story.captions, film.word, whole).trim().split('\n\n');
    expect(blocks).toHaveLength(story.captions.length);
    blocks.forEach((block, i) => {
      const [number, time = '', ...lines] = block.split('\n');
      const caption = story.captions[i];
      if (caption === undefined) throw new Error('a block too many');
      expect(number).toBe(String(i + 1));
      expect(time).toMatch(/^\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}$/);
      const [from = '', to = ''] = time.split(' --> ');
      expect(Math.abs(milliseconds(from) - (caption.start * 1000) / 30)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(milliseconds(to) - (caption.end * 1000) / 30)).toBeLessThanOrEqual(0.5);
      expect(lines.length).toBeLessThanOrEqual(2);
      expect(lines.join(' ')).toBe(film.word(caption.message, 'en'));
    });
  });

  it('as WebVTT begin with their name and escape markup', () => {
    const text = webVtt(story.captions, () => 'a < b & c', whole);
    expect(text.startsWith('WEBVTT\n\n')).toBe(true);
    expect(text).toContain('a &lt; b &amp; c');
    expect(text).toMatch(/\n\d\d:\d\d:\d\d\.\d{3} --> /);
  });

  it('of a piece of the film are cut to it and count from its start', () => {
    const [first] = story.captions;
    if (first === undefined) throw new Error('no caption');
    const span = { ...whole, first: first.start + 10, last: first.end + 20 };
    expect(subRip(story.captions, film.word, span).split('\n')[1]).toMatch(/^00:00:00,000 --> /);
  });
});

describe('the chapter list', () => {
  it('is what video platforms read', () => {
    const lines = chapterList(story, film.word, 'en').trim().split('\n');
    expect(lines[0]).toMatch(/^0:00 /);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) expect(line).toMatch(/^(\d+:)?\d{1,2}:\d\d \S/);
    expect(
      chapterList(
        { chapters: [{ frame: 3_700 * 30, title: { key: 'x', values: {} } }], frames: 3_720 * 30, fps: 30 },
        () => 'Late',
        'en',
      ),
    ).toBe('1:01:40 Late\n');
  });

  it('of a piece begins with the chapter under way, and holds those that begin within it', () => {
    const title = { key: 'x', values: {} };
    const chapters = [0, 100, 200, 300].map((frame) => ({ frame, title }));
    const frames = (first: number, last: number) =>
      chaptersOf(chapters, { first, last }).map(({ frame }) => frame);
    expect(frames(0, 399)).toEqual([0, 100, 200, 300]);
    expect(frames(150, 250)).toEqual([0, 50]);
    expect(frames(100, 199)).toEqual([0]);
    expect(frames(99, 100)).toEqual([0, 1]);
    expect(frames(399, 399)).toEqual([0]);
  });
});
