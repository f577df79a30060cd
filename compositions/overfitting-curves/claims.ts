/** What makes the captions of this film true. */
import type { Claims } from '../../src/story/claims.ts';
import { fallen, pointedOut, risen, TRAINING_CLAIMS } from '../../src/story/overfitting/claims.ts';
import { REMEDY_CLAIMS } from '../../src/story/overfitting/remedy-claims.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingStory } from './story.ts';

export const claims: Claims<OverfittingTrace, OverfittingStory> = {
  ...TRAINING_CLAIMS,
  ...REMEDY_CLAIMS,
  captionQuestion: ({ question }, now) =>
    question === 'bend'
      ? pointedOut(now)
      : question === 'rise'
        ? risen(now) && fallen(now)
        : question === 'rule',
};
