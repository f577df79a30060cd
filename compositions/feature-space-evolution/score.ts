import { type CueEvent, type CueSheet, lossPitch, type Phrase, SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import { arrivalOf, type Fps } from '../../src/story/clock.ts';
import { changesOf, playhead } from './playhead.ts';
import type { FeatureTrace } from './simulation.ts';
import { type EpochsBeat, type FeatureStory, isEpochsBeat } from './story.ts';
import { excessLoss, lossDomain } from './view.ts';

/** Seconds the voice goes on after the last epoch. */
const AFTER_LAST = 0.5;
/** Ticks closer than this would be heard as a buzz. */
const TICK_SPACING = 0.06;
const TICK = { pitch: 1320, gain: { training: 0.45, class: 0.2, sample: 0.2 } } as const;
const MARK = { pitch: 784, gain: 0.4 } as const;
const CHIME = { pitch: 1046.5, gain: 0.6 } as const;
const ALARM = { pitch: 155.6, gain: 0.6 } as const;
/** The training is sung out; its repetitions are hummed. */
const VOICE = { training: 0.6, class: 0.28, sample: 0.28 } as const;

const sampleAt = (frame: number, fps: Fps): number => (frame * SAMPLE_RATE) / fps;

/** The frame at which the last epoch has been reached. */
const endOf = (trace: FeatureTrace, { clock }: EpochsBeat): number =>
  arrivalOf(clock, trace.predictions.length - 1);

/** The pitch of the loss that each frame draws, written down only where it changes. */
function phraseOf(trace: FeatureTrace, beat: EpochsBeat, fps: Fps): Phrase {
  const [lowest, highest] = lossDomain(trace);
  const from = beat.clock.onsets[0] ?? beat.start;
  const to = Math.min(endOf(trace, beat) + Math.round(AFTER_LAST * fps), beat.end);
  const hertz = Array.from({ length: to - from + 1 }, (_, i) =>
    lossPitch(excessLoss(playhead(trace, beat, from + i).loss), { lowest, highest }),
  );
  const pitch = hertz.flatMap((value, i) => {
    const changes = value !== hertz[i - 1] || value !== hertz[i + 1];
    return changes ? [[sampleAt(from + i, fps), value] as const] : [];
  });
  return { start: sampleAt(from, fps), end: sampleAt(to, fps), gain: VOICE[beat.kind], pitch };
}

/** A tick at each epoch, as dense as can still be told apart. */
function ticks(trace: FeatureTrace, { kind, clock }: EpochsBeat, fps: Fps): readonly CueEvent[] {
  let free = 0;
  return trace.predictions.slice(1).flatMap((_, k): readonly CueEvent[] => {
    const frame = arrivalOf(clock, k + 1);
    if (frame < free) return [];
    free = frame + TICK_SPACING * fps;
    return [{ kind: 'tick', at: sampleAt(frame, fps), pan: 0, gain: TICK.gain[kind], pitch: TICK.pitch }];
  });
}

/** A soft mark wherever the traced image is taken for something else than before. */
const marks = (trace: FeatureTrace, { clock }: EpochsBeat, fps: Fps): readonly CueEvent[] =>
  changesOf(trace).map((epoch) => ({
    kind: 'chime',
    at: sampleAt(arrivalOf(clock, epoch), fps),
    pan: 0,
    ...MARK,
  }));

/** A chime where the training has come to rest, an alarm where it diverges. */
function fate(trace: FeatureTrace, beat: EpochsBeat, fps: Fps): readonly CueEvent[] {
  const at = sampleAt(endOf(trace, beat), fps);
  switch (trace.runs[0]?.status) {
    case 'converged':
      return [{ kind: 'chime', at, pan: 0, ...CHIME }];
    case 'diverged':
      return [{ kind: 'alarm', at, pan: 0, ...ALARM }];
    default:
      return [];
  }
}

/** The sound of the film: one voice that sings the training loss. */
export function scoreFeatureSpace(trace: FeatureTrace, story: FeatureStory): CueSheet {
  const { fps, frames } = story;
  const runs = story.beats.filter(isEpochsBeat);
  return {
    version: 1,
    sampleRate: SAMPLE_RATE,
    samples: sampleAt(frames, fps),
    voices: [{ id: 'training', timbre: 0, pan: 0, phrases: runs.map((beat) => phraseOf(trace, beat, fps)) }],
    events: runs.flatMap((beat) => [
      ...ticks(trace, beat, fps),
      ...(beat.kind === 'training' ? fate(trace, beat, fps) : []),
      ...(beat.kind === 'sample' ? marks(trace, beat, fps) : []),
    ]),
  };
}
