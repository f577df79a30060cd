import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { type Song, scoring } from '../../audio/scoring.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart, OverfittingStory } from './story.ts';
import { viewOf } from './view.ts';

/** Seconds for which a voice continues after the last epoch. */
const AFTER_LAST = 0.5;
const POINT = 1760;
const CALMER = 784;
/** Training left, validation right. */
const PAN = 0.45;
/** The pitch range of the film's losses, in hertz. */
const RANGE = { lowestHertz: 110, highestHertz: 880 } as const;

/** The sound of overfitting: training and validation loss are two voices, and the gap is the interval between them. */
export function score(trace: OverfittingTrace, story: OverfittingStory): CueSheet {
  const { facts, points } = trace;
  const { plain, remedies, pitch } = viewOf(trace);
  const s = scoring(story);

  const song = (
    { clock, end }: OverfittingPart<'learn' | 'remedy'>,
    losses: readonly number[],
    gain: number,
  ): Song => ({
    from: clock.onsets[0] ?? 0,
    to: Math.min(arrivalOf(clock, losses.length - 1) + Math.round(AFTER_LAST * story.fps), end),
    hertz: (frame) => lossPitch(valueAt(losses, playheadAt(clock, frame)), { ...pitch, ...RANGE }),
    gain,
  });
  const voice = (id: 'train' | 'validation', timbre: number, pan: number): void =>
    s.voice(
      id,
      { timbre, pan },
      story.parts.flatMap((part) => {
        if (part.kind === 'learn') return [song(part, plain[id].mean, 0.55)];
        return part.kind === 'remedy' ? [song(part, remedies[part.remedy]?.[id].mean ?? [], 0.45)] : [];
      }),
    );
  voice('train', 0, -PAN);
  voice('validation', 1, PAN);

  for (const part of story.parts) {
    if (part.kind === 'data') {
      // The points drop in, each panned to its x position.
      const { start, end } = part.points;
      const count = points.train.length;
      const dropped = points.train.map((_, i) => Math.round(start + ((end - start) * (i + 1)) / count));
      s.ticks(dropped, { pitch: POINT, pan: points.train.map(({ x }) => 0.6 * x) });
    }
    if (part.kind === 'learn') {
      s.ticks(part.clock.landings);
      // A chime at the best epoch, an alarm when the gap has grown.
      if (facts.bestEpoch > 0) s.chime(part.bestFrame, { pan: PAN });
      if (facts.grownEpoch !== null) s.alarm(arrivalOf(part.clock, facts.grownEpoch), { pan: PAN });
    }
    if (part.kind === 'remedy') {
      s.ticks(part.clock.landings);
      const effect = facts.remedies[part.remedy]?.effect;
      if (effect === 'better') s.chime(part.verdictFrame, { pan: PAN });
      if (effect === 'calmer') s.chime(part.verdictFrame, { pan: PAN, pitch: CALMER });
      if (effect === 'worse') s.alarm(part.verdictFrame, { pan: PAN });
    }
  }
  return s.sheet();
}
