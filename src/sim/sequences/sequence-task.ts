import type { RandomStream } from '../random.ts';

/** A place in a sequence where something is asked, where its answer comes from, and what it is. */
export interface Asked {
  readonly at: number;
  /** The token that tells the answer. */
  readonly source: number;
  /** Among the task's answers. */
  readonly answer: number;
  /** The nearest token that could be mistaken for the source, and what it would tell; `null` if there is none such. */
  readonly nearest: { readonly at: number; readonly answer: number } | null;
}

/** A sequence of tokens with what is asked of it. */
export interface Sequence {
  readonly tokens: readonly number[];
  readonly asked: readonly Asked[];
}

/** A task over sequences that can be checked. */
export interface SequenceTask {
  /** Tokens as they are written. */
  readonly words: readonly string[];
  /** Answers as they are written. */
  readonly answers: readonly string[];
  /** The longest sequence. */
  readonly length: number;
  readonly draw: (next: RandomStream) => Sequence;
}

/**
 * Different sequences of a task, in the order in which they were drawn.
 *
 * @throws RangeError if the task has not as many
 */
export function drawSequences(task: SequenceTask, count: number, next: RandomStream): readonly Sequence[] {
  const drawn = new Map<string, Sequence>();
  for (let tries = 0; drawn.size < count; tries += 1) {
    if (tries > 200 * count)
      throw new RangeError(`drawSequences: there are not ${count} different sequences`);
    const one = task.draw(next);
    const name = one.tokens.join();
    if (!drawn.has(name)) drawn.set(name, one);
  }
  return [...drawn.values()];
}

/** Sequences laid end to end, filled up to one length at their ends, where no question sees it. */
export interface Batch {
  readonly tokens: readonly number[];
  /** Of every question: the token it is asked at, its source within its sequence, and its answer. */
  readonly asked: readonly number[];
  readonly sources: readonly number[];
  readonly answers: readonly number[];
  readonly count: number;
  readonly length: number;
}

/** Lays sequences end to end. */
export function batchOf(sequences: readonly Sequence[]): Batch {
  const length = Math.max(...sequences.map(({ tokens }) => tokens.length));
  const questions = sequences.flatMap(({ asked }, i) => asked.map((one) => ({ ...one, from: i * length })));
  return {
    tokens: sequences.flatMap(({ tokens }) => [...tokens, ...Array<number>(length - tokens.length).fill(0)]),
    asked: questions.map(({ at, from }) => from + at),
    sources: questions.map(({ source }) => source),
    answers: questions.map(({ answer }) => answer),
    count: sequences.length,
    length,
  };
}
