import type { Cue, Script } from './script.ts';
import type { Message } from './words.ts';

/** How a question over a running picture is laid out, in seconds of its part. */
export interface Quiz {
  readonly captions: readonly Cue[];
  /** The beat in which it can be answered. */
  readonly beat: { readonly from: number; readonly seconds: number };
  /** When the answer is given. */
  readonly answerAt: number;
}

/** Seconds after the answer's beat before it is said. */
const BREATH = 0.1;

/**
 * Lays out a quiz: the picture runs, the question stands from the moment at which it can be asked, and when both have been
 * seen there is a beat before the answer.
 *
 * @param plan.asked when what is asked about has been seen; @param plan.seen when the picture has run
 * @param plan.pause seconds of the beat
 */
export function quiz(
  { readBy }: Pick<Script, 'readBy'>,
  plan: {
    readonly question: Message;
    readonly asked: number;
    readonly seen: number;
    readonly pause: number;
    readonly answer: Message;
  },
): Quiz {
  const { question, asked, seen, pause, answer } = plan;
  const ask: Cue = [asked, question];
  const answerAt = Math.max(seen + pause, readBy([ask])) + BREATH;
  return {
    captions: [ask, [answerAt, answer]],
    beat: { from: answerAt - BREATH - pause, seconds: pause },
    answerAt,
  };
}
