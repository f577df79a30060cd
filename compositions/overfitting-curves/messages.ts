/** What there is to say about a trace, independent of wording and timing. */
import { least } from 'd3-array';
import { fixed } from '../../src/story/numbers.ts';
import type { Message } from '../../src/story/words.ts';
import { type Course, type Effect, overfits, type RemedyFacts } from './facts.ts';
import type { OverfittingParams, Remedy } from './params.ts';
import type { OverfittingTrace } from './simulation.ts';
import { words } from './words.ts';

const { say } = words;

/** A loss as written in this film. */
export const lossText = (loss: number): string => fixed(loss, 2);

/** The label of a remedy with its strength. */
export const remedyLabel = (remedy: Remedy): Message => say(`label-${remedy.kind}`, remedy);

/** What a remedy does. */
export const remedyCaption = (remedy: Remedy, { data, epochs }: OverfittingParams): Message =>
  say(`caption-${remedy.kind}`, {
    ...remedy,
    train: data.train,
    more: remedy.kind === 'more-data' ? remedy.times * data.train : data.train,
    never: remedy.kind === 'early-stopping' && remedy.patience >= epochs,
  });

/** The effect of a remedy. Early stopping selects on the same validation points that measure it here: `kept`. */
export const effectOf = ({ kind, effect }: RemedyFacts): Effect | 'kept' =>
  kind === 'early-stopping' && effect === 'better' ? 'kept' : effect;

/** The result of a remedy, compared with training without it. */
export function effectCaption(remedy: RemedyFacts, plain: Course): Message {
  const effect = effectOf(remedy);
  const losses = { final: remedy.finalValidationLoss, without: plain.finalValidationLoss };
  if (effect === 'kept') return say('captionKept', losses);
  const same = lossText(losses.final) === lossText(losses.without);
  return effect === 'none' && same ? say('captionSame', losses) : say('captionEffect', { effect, ...losses });
}

/** The remedy that ends lowest, if it ends lower than training without one. */
export function winnerCaption({ facts }: OverfittingTrace): Message {
  const helpful = facts.remedies.filter(({ effect }) => effect === 'better' || effect === 'calmer');
  const winner = least(helpful, ({ finalValidationLoss }) => finalValidationLoss);
  return winner === undefined
    ? say('captionNoWinner', { final: facts.finalValidationLoss })
    : say('captionWinner', { name: say(winner.kind), final: winner.finalValidationLoss });
}

/** Captions while the networks learn: up to the best epoch, at it, after it, and at the end. */
export function learnCaptions({ facts, params, points }: OverfittingTrace): {
  readonly before: readonly Message[];
  readonly best: Message | null;
  readonly after: readonly Message[];
  readonly end: Message;
} {
  const opening = say('captionRuns', { seeds: params.seeds });
  if (facts.bestEpoch === 0) {
    return { before: [opening, say('captionOnlyTrain')], best: null, after: [], end: say('captionNever') };
  }
  const before = [opening, say('captionShape')];
  if (!overfits(facts)) {
    return { before, best: null, after: [], end: say('captionNoOverfit', { epochs: params.epochs }) };
  }
  return {
    before,
    best: say('captionBest', { epoch: facts.bestEpoch }),
    after: [
      say('captionNoise', { noise: points.train.some(({ flipped }) => flipped) }),
      say('captionApart', { falls: facts.finalTrainLoss < facts.bestValidationLoss - facts.gapAtBest }),
    ],
    end: say('captionGap', { best: facts.gapAtBest, final: facts.finalGap }),
  };
}
