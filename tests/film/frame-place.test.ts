import { describe, expect, it } from 'vitest';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { frameOfPlace } from '../../src/film/frame-place.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

const trace = film.simulate(film.params.parse({}), '1');
const searched = (language: 'en' | 'de' = 'en', fps: 30 | 60 = 30) => ({
  story: film.tell(trace, fps, { ...DEFAULT_LOOK, language }),
  words: film.words,
  language,
});
const { story } = searched();

describe('a place in a film', () => {
  it.each([
    ['0s', 0],
    ['10s', 300],
    ['10.5s', 315],
    ['0:10', 300],
    ['00:00:10', 300],
    ['0:10.5', 315],
  ])('given as the time %s is frame %i', (given, frame) => {
    expect(frameOfPlace(given, searched())).toBe(frame);
  });

  it('counts frames at the frame rate of the film', () => {
    expect(frameOfPlace('4.35s', searched('en', 60))).toBe(261);
  });

  it('may be the poster', () => {
    expect(frameOfPlace('poster', searched())).toBe(story.posterFrame);
  });

  it('may be a chapter, by its number or its title in the language of the film', () => {
    const second = story.chapters[1]?.frame;
    expect(second).toBeGreaterThan(0);
    expect(frameOfPlace('chapter:2', searched())).toBe(second);
    expect(frameOfPlace('chapter:run 1 of 3: learning rate 0.02', searched())).toBe(second);
    const german = searched('de');
    const [, chapter] = german.story.chapters;
    const title = chapter === undefined ? '' : film.words.word(chapter.title, 'de');
    expect(frameOfPlace(`chapter:${title}`, german)).toBe(chapter?.frame);
  });
});

describe('a place that a film does not have', () => {
  it.each([
    ['9:59', /9:59 is after the film, which ends at \d+\.\d\ds \(1:\d\d\)/],
    ['chapter:9', /no chapter '9': there are 1 'The loss landscape: lower is better', 2 /],
    ['chapter:0', /no chapter '0'/],
    ['chapter:run 2 of', /did you mean 'Run 2 of 3: learning rate 0\.46'\?/],
    ['soon', /'soon' is not '10s', /],
    ['1:75', /'1:75' is not /],
    ['-3s', /'-3s' is not /],
    ['10', /'10' is not .*a frame is --frame 10/],
  ])('%s is refused', (given, says) => {
    expect(() => frameOfPlace(given, searched())).toThrow(says);
  });
});
