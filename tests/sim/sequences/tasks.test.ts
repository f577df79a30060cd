import { describe, expect, it } from 'vitest';
import { random } from '../../../src/sim/random.ts';
import { batchOf, drawSequences } from '../../../src/sim/sequences/sequence-task.ts';
import { sequenceTask, TASKS } from '../../../src/sim/sequences/tasks.ts';

describe.each(TASKS)('the task %s', (name) => {
  const task = sequenceTask(name, 4);
  const drawn = drawSequences(task, 300, random('1', name));

  it('draws different sequences, the same for the same seed', () => {
    expect(new Set(drawn.map(({ tokens }) => tokens.join())).size).toBe(300);
    expect(drawSequences(task, 300, random('1', name))).toEqual(drawn);
    expect(drawSequences(task, 300, random('2', name))).not.toEqual(drawn);
  });

  it('asks only of what has been seen, within its words, answers and length', () => {
    for (const { tokens, asked } of drawn) {
      expect(tokens.length).toBeLessThanOrEqual(task.length);
      expect(tokens.every((token) => task.words[token] !== undefined)).toBe(true);
      for (const { at, source, answer } of asked) {
        expect(source).toBeLessThan(at);
        expect(at).toBeLessThan(tokens.length);
        expect(task.answers[answer]).toBeDefined();
      }
    }
  });
});

describe('agreement', () => {
  const task = sequenceTask('agreement', 0);
  const drawn = drawSequences(task, 400, random('1', 'agreement'));
  const isPlural = (noun: string): boolean => noun.endsWith('s');

  it('the verb has an -s where its subject has none', () => {
    for (const { tokens, asked } of drawn)
      for (const { source, answer } of asked) {
        const noun = task.words[tokens[source] ?? 0] ?? '';
        expect(task.answers[answer]).toBe(isPlural(noun) ? '' : 's');
      }
  });

  it('the subject is the noun that no preposition stands before, in either order', () => {
    const prepositions = ['near', 'behind', 'above'];
    let before = 0;
    for (const { tokens, asked } of drawn) {
      const words = tokens.map((token) => task.words[token] ?? '');
      const at = words.findIndex((word) => prepositions.includes(word));
      const [{ source, nearest } = { source: 0, nearest: null }] = asked;
      // Between the preposition and its noun stand "the" and at most one quality.
      expect(
        at < source &&
          source <= at + 3 &&
          (source === at + 2 || words[at + 2] === 'old' || words[at + 2] === 'small'),
      ).toBe(false);
      expect(nearest?.at).toBe(words.length - 2);
      before += Number(at === 0);
    }
    expect(before / drawn.length).toBeGreaterThan(0.4);
    expect(before / drawn.length).toBeLessThan(0.6);
  });

  it('the nearest noun tells the answer in about three of four sentences', () => {
    const right = drawn.filter(({ asked: [one] }) => one?.nearest?.answer === one?.answer).length;
    expect(right / drawn.length).toBeGreaterThan(0.7);
    expect(right / drawn.length).toBeLessThan(0.82);
  });
});

describe('digits', () => {
  it.each([
    ['sort', (digits: readonly string[]) => [...digits].sort()],
    ['copy', (digits: readonly string[]) => digits],
  ] as const)('are said again: %s', (name, said) => {
    const task = sequenceTask(name, 4);
    for (const { tokens, asked } of drawSequences(task, 50, random('1', name))) {
      const words = tokens.map((token) => task.words[token] ?? '');
      const given = words.slice(0, 4);
      expect(words[4]).toBe(':');
      expect(asked.map(({ answer }) => task.answers[answer])).toEqual(said(given));
      expect(asked.map(({ source }) => words[source])).toEqual(said(given));
      expect(words.slice(5)).toEqual(said(given).slice(0, -1));
    }
  });

  it('of two there are ninety, and no more are drawn', () => {
    expect(drawSequences(sequenceTask('copy', 2), 90, random('1', 'all')).length).toBe(90);
    expect(() => drawSequences(sequenceTask('copy', 2), 91, random('1', 'all'))).toThrow(
      'there are not 91 different sequences',
    );
  });
});

describe('a batch', () => {
  it('lays sequences end to end and fills up their ends', () => {
    const asked = [{ at: 1, source: 0, answer: 1, nearest: null }];
    expect(
      batchOf([
        { tokens: [5, 6], asked },
        { tokens: [7, 8, 9], asked: [{ at: 2, source: 1, answer: 0, nearest: null }] },
      ]),
    ).toEqual({
      tokens: [5, 6, 0, 7, 8, 9],
      asked: [1, 5],
      sources: [0, 1],
      answers: [1, 0],
      count: 2,
      length: 3,
    });
  });
});
