import { expect, it } from 'vitest';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { quiz } from '../../src/story/quiz.ts';
import { script } from '../../src/story/script.ts';
import { filmWords } from '../../src/story/words.ts';

const words = filmWords('quiz', { en: { title: 'Quiz', ask: 'What is wrong here?', answer: 'Nothing.' } });
const asked = (seen: number, pause = 1) =>
  quiz(script(words, 30, DEFAULT_LOOK), {
    question: words.say('ask'),
    asked: 0.5,
    seen,
    pause,
    answer: words.say('answer'),
  });

it('a quiz answers after what is asked about has been seen, and after a beat', () => {
  const { captions, beat, answerAt } = asked(4, 1.5);
  expect(captions).toHaveLength(2);
  expect(beat).toEqual({ from: 4, seconds: 1.5 });
  expect(answerAt).toBeCloseTo(5.6);
});

it('a quiz waits until its question has been read', () => {
  const { beat, answerAt } = asked(0.6, 0.3);
  expect(answerAt).toBeGreaterThan(0.5 + 1.4);
  expect(beat.from + beat.seconds).toBeLessThan(answerAt);
});
