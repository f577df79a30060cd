import { describe, expect, it } from 'vitest';
import { measure, validateCueSheet } from '../../audio/index.ts';
import { synthesize } from '../../audio/node.ts';
import { frameMarkup } from '../../src/render/markup.ts';
import { chapterList } from '../../src/series/sidecars/chapters.ts';
import { CAPTION, captionLines, LANGUAGES } from '../../src/story/captions.ts';
import { FRAME_RATES } from '../../src/story/clock.ts';
import {
  colouredStages,
  isDefault,
  samples,
  soundedSamples,
  tell,
  telltaleFrames,
} from '../helpers/films.ts';
import { ownWords } from '../helpers/own-words.ts';

/** Seconds from which on a film has to have proper chapters: no film cuts its beats by the second. */
const LONG_ENOUGH = 36;
const [stage] = colouredStages;
if (stage === undefined) throw new Error('no stage');

describe.each(samples)('$name', (sample) => {
  const { film } = sample;
  const { trace, story } = tell(sample);
  const markup = (frame: number): string => frameMarkup(film.Scene({ trace, story, frame, stage }));

  it('law 1: the same params and seed give the same trace, story, cue sheet and markup', () => {
    const again = tell(sample, { fresh: true });
    expect(again.trace).toEqual(trace);
    expect(again.story).toEqual(story);
    expect(film.score(again.trace, again.story)).toEqual(film.score(trace, story));
    const middle = Math.floor(story.frames / 2);
    expect(frameMarkup(film.Scene({ ...again, frame: middle, stage }))).toBe(markup(middle));
  });

  it('law 1: another seed keeps params and runs', () => {
    const other = tell(sample, { seed: 'another' });
    expect(other.trace.params).toEqual(trace.params);
    expect(other.trace.runs.map(({ id }) => id)).toEqual(trace.runs.map(({ id }) => id));
  });

  it('law 2: a frame is the same whichever was drawn before it', () => {
    const frames = telltaleFrames(story, 3).filter((_, i) => i % 4 === 0);
    const ordered = frames.map(markup);
    const shuffled = frames.map((_, i) => (i * 7919) % frames.length);
    for (const i of shuffled) expect(markup(frames[i] ?? 0) === ordered[i]).toBe(true);
  });

  it('law 3: losses and points are of one length and every number is finite', () => {
    for (const { losses, points, series } of trace.runs) {
      if (points !== undefined) expect(points).toHaveLength(losses.length);
      const numbers = [...losses, ...(points ?? []).flat(), ...Object.values(series).flat()];
      expect(numbers.every(Number.isFinite)).toBe(true);
    }
    for (const frame of telltaleFrames(story, 3)) {
      expect(markup(frame)).not.toMatch(/NaN|Infinity|undefined|e\+\d\d/);
    }
  });

  it('law 4: another frame rate changes the clock and nothing else', () => {
    const seconds = FRAME_RATES.map((fps) => {
      const told = tell(sample, { fps });
      expect(told.trace).toEqual(trace);
      expect(told.story.beats.map(({ id }) => id)).toEqual(story.beats.map(({ id }) => id));
      expect(told.story.captions.map(({ message }) => message)).toEqual(
        story.captions.map(({ message }) => message),
      );
      return told.story.frames / fps;
    });
    for (const length of seconds) expect(Math.abs(length - story.frames / 30)).toBeLessThanOrEqual(1 / 24);
  });

  it('law 4: the beats follow each other without a gap from the first frame to the last', () => {
    let at = 0;
    for (const { start, end } of story.beats) {
      expect(start).toBe(at);
      expect(end).toBeGreaterThan(start);
      at = end;
    }
    expect(at).toBe(story.frames);
  });

  it.each(LANGUAGES)('law 5: captions can be read in their time and in two lines (%s)', (language) => {
    for (const { start, end, message } of story.captions) {
      const words = film.word(message, language);
      expect([...words].length / ((end - start) / story.fps)).toBeLessThanOrEqual(
        CAPTION.charactersPerSecond,
      );
      for (const limit of Object.values(CAPTION.lineLength)) {
        expect(captionLines(words, limit).length).toBeLessThanOrEqual(CAPTION.lines);
      }
    }
  });

  it('captions and chapters of one language have no words of another', () => {
    const said = [
      ...story.captions.map(({ message }) => message),
      ...story.chapters.map(({ title }) => title),
    ];
    for (const message of said) {
      const english = new Set(ownWords(film.word(message, 'en')));
      expect(ownWords(film.word(message, 'de')).filter((word) => english.has(word))).toEqual([]);
    }
  });

  it('has chapters as video platforms take them: three or more, each of ten seconds, where it is long enough', () => {
    for (const fps of FRAME_RATES) {
      const told = tell(sample, { fps }).story;
      const word = film.word.bind(film);
      const lines = chapterList(told, word, 'en').trim().split('\n');
      const times = lines.map((line) => {
        const [minutes = 0, seconds = 0] = (line.split(' ')[0] ?? '').split(':').map(Number);
        return minutes * 60 + seconds;
      });
      expect(times[0]).toBe(0);
      expect(times.length).toBeGreaterThanOrEqual(3);
      if (told.frames / fps < LONG_ENOUGH) continue;
      const ends = [...times.slice(1), Math.floor(told.frames / fps)];
      for (const [i, end] of ends.entries()) expect(end - (times[i] ?? 0)).toBeGreaterThanOrEqual(10);
    }
  });

  it('law 7: every cue lies inside the film', () => {
    const sheet = film.score(trace, story);
    validateCueSheet(sheet);
    expect(sheet.samples).toBe((story.frames * 48_000) / story.fps);
  });
});

describe.each(samples.filter(isDefault))('$name', (sample) => {
  const { film } = sample;
  const { story } = tell(sample);

  it('is about as long as a series expects it to be', () => {
    const seconds = story.frames / story.fps;
    expect(Math.abs(seconds - film.typical.seconds) / seconds).toBeLessThan(0.15);
  });
});

describe.each(soundedSamples())('the sound of $name', (sample) => {
  it('has −16 ± 1 LUFS and a true peak of at most −1.5 dBTP', async () => {
    const { trace, story } = tell(sample);
    const { loudness, peak } = measure(await synthesize(sample.film.score(trace, story)));
    expect(Math.abs(loudness + 16)).toBeLessThanOrEqual(1);
    expect(peak).toBeLessThanOrEqual(-1.5);
  });
});
