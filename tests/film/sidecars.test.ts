import { describe, expect, it } from 'vitest';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { chapterList, chaptersOf } from '../../src/film/sidecars/chapters.ts';
import { subRip, webVtt } from '../../src/film/sidecars/subtitles.ts';
import { transcript } from '../../src/film/sidecars/transcript.ts';
import { captionFaults } from '../../src/film/verify/legibility.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import type { Narrated } from '../../src/story/narration.ts';
import type { FilmWords } from '../../src/story/words.ts';

const trace = film.simulate(film.params.parse({}), '1');
const story = film.tell(trace, 30, DEFAULT_LOOK);
const whole = { fps: 30, language: 'en', start: 0, end: story.frames } as const;

/** The film's words, with arbitrary text. */
const saying = (word: FilmWords['word']): FilmWords => ({ ...film.words, word });

/** Milliseconds of `00:01:02,345` or `00:01:02.345`. */
const milliseconds = (stamp: string): number => {
  const [hours = 0, minutes = 0, seconds = 0, rest = 0] = stamp.split(/[:,.]/).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
};

describe('the caption files', () => {
  it('hold every caption at its time, on at most two lines of 42 characters', () => {
    const blocks = subRip({ story, words: film.words }, whole).trim().split('\n\n');
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
      expect(lines.join(' ')).toBe(film.words.word(caption.message, 'en'));
    });
  });

  it('as WebVTT begin with their name and escape markup', () => {
    const text = webVtt({ story, words: saying(() => 'a < b & c') }, whole);
    expect(text.startsWith('WEBVTT\n\n')).toBe(true);
    expect(text).toContain('a &lt; b &amp; c');
    expect(text).toMatch(/\n\d\d:\d\d:\d\d\.\d{3} --> /);
  });

  it('of an excerpt are clipped to it and count from its start', () => {
    const [first] = story.captions;
    if (first === undefined) throw new Error('no caption');
    const span = { ...whole, start: first.start + 10, end: first.end + 21 };
    expect(subRip({ story, words: film.words }, span).split('\n')[1]).toMatch(/^00:00:00,000 --> /);
  });
});

describe('a recording', () => {
  const [first] = story.parts;
  if (first === undefined) throw new Error('no part');
  const seconds = 12;
  const longer = { ...first, start: 0, end: 400 };
  const narratedIn = (text?: string): readonly Narrated[] => [
    {
      part: first.id,
      start: 6,
      end: 6 + seconds * 30,
      recording: { name: 'a.wav', bytes: 1, sha256: 'a'.repeat(64), seconds, ...(text && { text }) },
    },
  ];
  const said = 'It starts on the left, where the slope is steep, and every step goes downhill from there on.';
  const told = (text?: string) => ({
    story: { ...story, parts: [longer], captions: story.captions.slice(0, 1) },
    words: film.words,
    narrated: narratedIn(text),
  });
  const blocksOf = (text?: string): readonly string[] => subRip(told(text), whole).trim().split('\n\n');

  it('that says what it says is read in place of the captions, in equal pieces over its time', () => {
    const blocks = blocksOf(said).map((block) => block.split('\n'));
    expect(blocks.flatMap(([, , ...lines]) => lines).join(' ')).toBe(said);
    expect(blocks[0]?.[1]).toMatch(/^00:00:00,200 --> /);
    for (const [, , ...lines] of blocks) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
    }
    expect(captionFaults(subRip(told(said), whole), seconds + 2, true)).toEqual([]);
  });

  it('leaves the captions where it does not say what it says, or faster than can be read', () => {
    const own = film.words.word(story.captions[0]?.message ?? { key: 'title', values: {} }, 'en');
    for (const text of [undefined, said.repeat(4)])
      expect(blocksOf(text).map((block) => block.split('\n').slice(2).join(' '))).toEqual([own]);
  });

  it('stands in the transcript, with what it says', () => {
    const chapters = [{ frame: 0, title: film.words.say('title') }];
    const text = transcript(
      { trace, ...told('Down | and *on*.'), story: { ...told().story, frames: 400, chapters }, sounds: [] },
      { ...whole, end: 400 },
    );
    expect(text).toContain('**0:00–0:12** *(a voice speaks)* Down \\| and \\*on\\*.');
  });
});

describe('the chapter list', () => {
  it('is in the form that video platforms read', () => {
    const lines = chapterList(story, film.words, 'en').trim().split('\n');
    expect(lines[0]).toMatch(/^0:00 /);
    expect(lines.length).toBeGreaterThanOrEqual(3);
    for (const line of lines) expect(line).toMatch(/^(\d+:)?\d{1,2}:\d\d \S/);
    expect(
      chapterList(
        { chapters: [{ frame: 3_700 * 30, title: { key: 'x', values: {} } }], frames: 3_720 * 30, fps: 30 },
        saying(() => 'Late'),
        'en',
      ),
    ).toBe('1:01:40 Late\n');
  });

  it('joins chapters that are too short, or lets them begin up to two seconds late', () => {
    const told = (seconds: readonly number[], end: number): string =>
      chapterList(
        {
          chapters: seconds.map((at) => ({ frame: at * 30, title: { key: `at ${at}`, values: {} } })),
          frames: end * 30,
          fps: 30,
        },
        saying(({ key }) => key),
        'en',
      );
    const list = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
    expect(told([0, 12, 30], 45)).toBe(list('0:00 at 0', '0:12 at 12', '0:30 at 30'));
    expect(told([0, 8.6, 34.4, 53.2], 58.2)).toBe(list('0:00 at 0', '0:10 at 8.6', '0:34 at 34.4'));
    // Of two that are too close, the longer one stays.
    expect(told([0, 15, 18, 40], 60)).toBe(list('0:00 at 0', '0:18 at 18', '0:40 at 40'));
    // No three of ten seconds: a platform ignores the list, a reader does not.
    expect(told([0, 4, 8], 25)).toBe(list('0:00 at 0', '0:04 at 4', '0:08 at 8'));
    expect(told([0], 200)).toBe(list('0:00 at 0'));
  });

  it('of an excerpt begins with the chapter in progress, and lists those that begin within it', () => {
    const title = { key: 'x', values: {} };
    const chapters = [0, 100, 200, 300].map((frame) => ({ frame, title }));
    const frames = (first: number, last: number) =>
      chaptersOf(chapters, { start: first, end: last + 1 }).map(({ frame }) => frame);
    expect(frames(0, 399)).toEqual([0, 100, 200, 300]);
    expect(frames(150, 250)).toEqual([0, 50]);
    expect(frames(100, 199)).toEqual([0]);
    expect(frames(99, 100)).toEqual([0, 1]);
    expect(frames(399, 399)).toEqual([0]);
  });
});

/** A caption of the film. */
const SETTLED = 'Rate 0.46 settles in the global minimum.';

describe('the transcript', () => {
  const told = { trace, story, words: film.words };

  it('reads as an article: chapters, every caption with its time, the outcome of the runs, the params', () => {
    const text = transcript(told, whole);
    expect(text).toMatch(/^# The learning rate\n/);
    for (const { title } of story.chapters) expect(text).toContain(` ${film.words.word(title, 'en')}\n`);
    expect(text.match(/^\*\*\d+:\d\d–\d+:\d\d\*\* /gm)).toHaveLength(story.captions.length);
    for (const { message } of story.captions)
      expect(text).toContain(`** ${film.words.word(message, 'en')}\n`);
    expect(text).toContain('| rate 0.46 | `rate-0.46` | converged | 40 | 1.1278 | −0.2271 |');
    const asked = /```json\n([^`]*)```/.exec(text)?.[1] ?? '';
    expect(JSON.parse(asked)).toEqual({ film: film.id, seed: '1', params: trace.params });
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it('puts each caption under the chapter in which it begins', () => {
    const sections = transcript(told, whole).split('\n## ');
    const second = sections.find((section) => section.includes('Run 2 of 3'));
    expect(second).toContain('Rate 0.46: 23 times as large.');
    expect(second).not.toContain('Rate 0.6: 1.3 times as large.');
  });

  it('lists sounds other than tones and ticks, if the film has sound', () => {
    const settled = story.captions.find(({ message }) => film.words.word(message, 'en') === SETTLED);
    const seconds = Math.floor((settled?.start ?? 0) / story.fps) - 1;
    const sounds = [{ seconds, kind: 'chime' }] as const;
    expect(transcript({ ...told, sounds }, whole)).toMatch(
      new RegExp(
        `\\*\\*0:${seconds}\\*\\* \\*\\(a chime\\)\\*\\n\\n\\*\\*0:\\d\\d–0:\\d\\d\\*\\* ${SETTLED}`,
      ),
    );
    expect(transcript({ ...told, sounds, ticks: true }, whole)).toContain('each step ticks');
    expect(transcript(told, whole)).not.toContain('each step ticks');
    expect(transcript({ ...told, sounds }, { ...whole, end: 601 })).not.toContain('chime');
  });

  it('of an excerpt covers what is said in it, from 0:00 on, and says so', () => {
    const text = transcript(told, { ...whole, start: 300, end: 450 });
    expect(text).toContain(`This is an excerpt: frames 300 to 449 of ${story.frames}.`);
    expect(text).toContain('0:05 minutes long');
    expect(text).toContain('## 0:00 The loss landscape: lower is better');
    expect(text).not.toContain('Every rate at once');
  });

  it('does not let words become markup', () => {
    const text = transcript({ ...told, words: saying(() => 'a*b <c> [d] | e') }, whole);
    expect(text).toContain('a\\*b \\<c\\> \\[d\\] \\| e');
  });
});
