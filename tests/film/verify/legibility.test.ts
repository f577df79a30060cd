import { describe, expect, it } from 'vitest';
import { captionFaults, chapterFaults } from '../../../src/film/verify/legibility.ts';

const srt = (...captions: readonly (readonly [from: string, to: string, words: string])[]): string =>
  captions.map(([from, to, words], i) => `${i + 1}\n00:00:${from} --> 00:00:${to}\n${words}\n`).join('\n');
const faults = (text: string, whole = true): string => captionFaults(text, 20, whole).join('\n');

describe('captions', () => {
  it('that stay up long enough have no faults, as SubRip and as WebVTT', () => {
    expect(faults(srt(['01,000', '03,000', 'Height is loss.'], ['03,100', '09,000', 'Two\nlines']))).toBe('');
    expect(faults('WEBVTT\n\n00:00:01.000 --> 00:00:03.000\na &lt; b\n')).toBe('');
    expect(faults('WEBVTT\n')).toBe('');
    expect(faults('')).toBe('');
  });

  it.each([
    ['three lines', srt(['01,000', '05,000', 'a\nb\nc']), 'caption 1 has 3 lines'],
    ['a long line', srt(['01,000', '06,000', 'x'.repeat(43)]), 'more than 42 characters'],
    ['no time', srt(['01,000', '01,500', 'Oh']), 'lasts 0.50 s, less than 5/6'],
    ['too much of it', srt(['01,000', '08,500', 'Oh']), 'lasts 7.50 s, more than 7'],
    [
      'a rush',
      srt(['01,000', '02,000', 'Twenty-five characters ..']),
      'requires reading 25.0 characters per second',
    ],
    ['a time after the end', srt(['18,000', '21,000', 'Oh']), 'caption 1 ends after the film'],
    ['an overlap', srt(['01,000', '03,000', 'Oh'], ['02,900', '05,000', 'No']), 'caption 2 begins before'],
    ['nothing to read', '1\n00:00:01,000 --> 00:00:03,000\n\n', 'is empty'],
    ['no form', 'Something else', 'it is not a caption file'],
  ])('with %s', (_, text, says) => {
    expect(faults(text)).toContain(says);
  });

  it('of an excerpt may be cut short', () => {
    expect(faults(srt(['00,000', '00,200', 'Height is loss: the lower, the better.']), false)).toBe('');
  });
});

describe('a chapter list', () => {
  it('begins at 0:00 and goes on in order, within the film', () => {
    expect(chapterFaults('0:00 One\n0:10 Two\n1:00:00 Three\n', 4000)).toEqual([]);
    expect(chapterFaults('0:02 One\n', 60)).toEqual(['the first chapter is not at 0:00']);
    expect(chapterFaults('0:00 One\n0:30 Two\n0:20 Three\n', 60)).toEqual([
      'line 3 is no chapter of the film',
    ]);
    expect(chapterFaults('0:00 One\n2:00 Two\n', 60)).toEqual(['line 2 is no chapter of the film']);
    expect(chapterFaults('', 60)).toEqual(['line 1 is no chapter of the film']);
  });
});
