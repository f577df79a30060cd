import type { Sequence } from '../sequences/sequence-task.ts';
import type { TaskName } from '../sequences/tasks.ts';
import type { HeadPlace } from '../tensors/transformer.ts';
import type { Run, Trace } from '../trace.ts';

/** A transformer in training on a task. */
export interface AttentionParams {
  readonly task: TaskName;
  /** Of the tasks that have digits. */
  readonly digits: number;
  readonly data: { readonly train: number; readonly test: number };
  readonly model: { readonly layers: number; readonly heads: number; readonly hidden: number };
  readonly steps: number;
  readonly batch: number;
  readonly rate: number;
}

/** A matrix, row by row. */
export type Rows = readonly (readonly number[])[];

/** Share of the unseen answers that are right, and their mean cross-entropy. */
export interface Marks {
  readonly accuracy: number;
  readonly loss: number;
}

/** A head with what is measured of it. */
export interface MeasuredHead extends HeadPlace {
  /** Mean weight from where something is asked to the token that tells it, over all unseen sequences; at each look. */
  readonly looks: readonly number[];
  /** Weights from the shown question to the tokens of its sequence; at each look. */
  readonly course: Rows;
  /** How the trained transformer does with the output of this head at 0. */
  readonly without: Marks;
}

/** A head of the trained transformer on the shown sequence, a row a token; scores are q · k / √d, hidden ones too. */
export interface HeadAtWork {
  readonly query: Rows;
  readonly key: Rows;
  readonly value: Rows;
  readonly scores: Rows;
  readonly weights: Rows;
}

/** A training: `losses[k]` and `series.accuracy[k]` are of the unseen sequences after `updates[k]` updates. */
export interface AttentionRun extends Run {
  readonly updates: readonly number[];
}

export interface AttentionFacts {
  readonly words: readonly string[];
  readonly answers: readonly string[];
  /** All parameters of the trained transformer, in the order of `parametersOf`. */
  readonly learned: readonly number[];
  /** An unseen sequence. */
  readonly shown: Sequence;
  /** Unseen sequences of which it is the one where the focus looks at the source the most. */
  readonly candidates: number;
  /** Which of its questions is followed. */
  readonly question: number;
  /** Shares that the answers to it get in the end. */
  readonly chances: readonly number[];
  /** The tokens of the shown sequence as numbers, a row a token, and with those of their places added. */
  readonly spoken: Rows;
  readonly embedded: Rows;
  readonly heads: readonly MeasuredHead[];
  /** Number of the head that looks at the source the most in the end, and of the one without which most goes wrong. */
  readonly focus: number;
  readonly pillar: number;
  readonly work: HeadAtWork;
  /** With the places of each sequence dealt out anew: those of the shown one, and its weights in the focus. */
  readonly shuffled: Marks & { readonly places: readonly number[]; readonly weights: readonly number[] };
  /** Share of the unseen answers that the nearest token of its kind would tell; `null` if the task has none such. */
  readonly nearest: number | null;
  /** Mean share that a question would give the source if it looked at all tokens that it sees alike. */
  readonly even: number;
  /** Unseen answers. */
  readonly asked: number;
}

export type AttentionTrace<P extends AttentionParams = AttentionParams> = Trace<
  P,
  AttentionRun,
  AttentionFacts
>;
