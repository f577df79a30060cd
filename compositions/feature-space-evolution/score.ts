import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { scoring } from '../../audio/scoring.ts';
import { arrivalOf } from '../../src/story/clock.ts';
import { valueAt } from '../../src/story/playhead.ts';
import { changesOf } from './facts.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';
import { lossesOf } from './view.ts';

/** Seconds for which the voice continues after the last epoch. */
const AFTER_LAST = 0.5;
/** Full level for the training; lower for its repetitions. */
const VOICE = { training: 0.6, class: 0.28, sample: 0.28 } as const;
const CHANGED = 784;

/** The sound of the film: one voice that follows the training loss. */
export function score(trace: FeatureTrace, story: FeatureStory): CueSheet {
  const { values, domain } = lossesOf(trace);
  const [lowest, highest] = domain;
  const s = scoring(story);
  const told = story.parts.filter((part) => 'clock' in part);
  const last = trace.predictions.length - 1;
  s.voice(
    'training',
    { timbre: 0 },
    told.map((part) => ({
      from: part.clock.onsets[0] ?? part.start,
      to: Math.min(arrivalOf(part.clock, last) + Math.round(AFTER_LAST * story.fps), part.end),
      hertz: (frame) => lossPitch(valueAt(values, headOf(trace, part, frame)), { lowest, highest }),
      gain: VOICE[part.kind],
    })),
  );
  for (const { kind, clock } of told) {
    s.ticks(trace.predictions.slice(1).map((_, k) => arrivalOf(clock, k + 1)));
    // A chime if the training has come to rest, an alarm if it diverges.
    const status = kind === 'training' ? trace.runs[0]?.status : null;
    if (status === 'converged') s.chime(arrivalOf(clock, last));
    if (status === 'diverged') s.alarm(arrivalOf(clock, last));
    // A soft tone wherever the prediction for the traced image changes.
    const changes = kind === 'sample' ? changesOf(trace.predictions, trace.facts.traced) : [];
    for (const epoch of changes) s.chime(arrivalOf(clock, epoch), { pitch: CHANGED });
  }
  return s.sheet();
}
