import {
  type CueEvent,
  type CueSheet,
  lossPitch,
  type Phrase,
  SAMPLE_RATE,
  type Voice,
} from '../../audio/cue-sheet.ts';
import { arrivalOf, type Fps, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from './playhead.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { Series } from './statistics.ts';
import type { DataBeat, LearnBeat, OverfittingStory, RemedyBeat } from './story.ts';
import { viewOf } from './view.ts';

/** Seconds a voice goes on after the last epoch. */
const AFTER_LAST = 0.5;
/** Ticks closer than this would be heard as a buzz. */
const TICK_SPACING = 0.06;
const TICK = { pitch: 1320, gain: 0.3 } as const;
const POINT = { pitch: 1760, gain: 0.25 } as const;
const CHIME = { best: 1046.5, better: 1046.5, calmer: 784 } as const;
const ALARM = 155.6;
/** Training left, validation right. */
const PAN = 0.45;
/** The losses of the film lie between these, in hertz. */
const RANGE = { lowestHertz: 110, highestHertz: 880 } as const;
const LEARN_GAIN = 0.55;
const REMEDY_GAIN = 0.45;

const sampleAt = (frame: number, fps: Fps): number => (frame * SAMPLE_RATE) / fps;

/** A loss, sung from the first epoch to a little after the last; written down only where the pitch changes. */
function phraseOf(
  trace: OverfittingTrace,
  series: Series,
  { clock, end }: LearnBeat | RemedyBeat,
  fps: Fps,
  gain: number,
): Phrase {
  const { pitch: range } = viewOf(trace);
  const from = clock.onsets[0] ?? 0;
  const to = Math.min(arrivalOf(clock, series.length - 1) + Math.round(AFTER_LAST * fps), end);
  const hertz = Array.from({ length: to - from + 1 }, (_, i) =>
    lossPitch(valueAt(series, playheadAt(clock, from + i, series.length - 1)), { ...range, ...RANGE }),
  );
  const pitch = hertz.flatMap((value, i) =>
    value !== hertz[i - 1] || value !== hertz[i + 1] ? [[sampleAt(from + i, fps), value] as const] : [],
  );
  return { start: sampleAt(from, fps), end: sampleAt(to, fps), gain, pitch };
}

/** A tick at each epoch, as dense as can still be told apart. */
function ticks(clock: StepClock, fps: Fps, pan: number): readonly CueEvent[] {
  let free = 0;
  return clock.landings.flatMap((frame): readonly CueEvent[] => {
    if (frame < free) return [];
    free = frame + TICK_SPACING * fps;
    return [{ kind: 'tick', at: sampleAt(frame, fps), pan, ...TICK }];
  });
}

/** The points drop in, each heard where it stands between left and right. */
function pointTicks({ points: { train } }: OverfittingTrace, beat: DataBeat, fps: Fps): readonly CueEvent[] {
  let free = 0;
  return train.flatMap(({ x }, i): readonly CueEvent[] => {
    const { start, end } = beat.points;
    const frame = Math.round(start + ((end - start) * (i + 1)) / train.length);
    if (frame < free) return [];
    free = frame + TICK_SPACING * fps;
    return [{ kind: 'tick', at: sampleAt(frame, fps), pan: 0.6 * x, ...POINT }];
  });
}

/** What is heard of the course: a chime at the best epoch, an alarm where the gap has grown. */
function courseEvents({ facts }: OverfittingTrace, beat: LearnBeat, fps: Fps): readonly CueEvent[] {
  const chime: CueEvent = {
    kind: 'chime',
    at: sampleAt(beat.bestFrame, fps),
    pan: PAN,
    gain: 0.4,
    pitch: CHIME.best,
  };
  const grown = facts.grownEpoch;
  const alarm: readonly CueEvent[] =
    grown === null
      ? []
      : [
          {
            kind: 'alarm',
            at: sampleAt(arrivalOf(beat.clock, grown), fps),
            pan: PAN,
            gain: 0.4,
            pitch: ALARM,
          },
        ];
  return [...(facts.bestEpoch > 0 ? [chime] : []), ...alarm];
}

/** What is heard of a remedy when its verdict stands. */
function verdictEvents({ facts }: OverfittingTrace, beat: RemedyBeat, fps: Fps): readonly CueEvent[] {
  const effect = facts.remedies[beat.remedy]?.effect;
  const at = sampleAt(beat.verdictFrame, fps);
  if (effect === 'better' || effect === 'calmer') {
    return [{ kind: 'chime', at, pan: PAN, gain: 0.35, pitch: CHIME[effect] }];
  }
  return effect === 'worse' ? [{ kind: 'alarm', at, pan: PAN, gain: 0.4, pitch: ALARM }] : [];
}

/** The sound of overfitting: training and validation loss are two voices, and the gap is the interval between them. */
export function scoreOverfitting(trace: OverfittingTrace, story: OverfittingStory): CueSheet {
  const { fps, frames, beats } = story;
  const view = viewOf(trace);
  const voice = (id: 'train' | 'validation', timbre: number, pan: number): Voice => ({
    id,
    timbre,
    pan,
    phrases: beats.flatMap((beat): readonly Phrase[] => {
      if (beat.kind === 'learn') return [phraseOf(trace, view.plain[id].mean, beat, fps, LEARN_GAIN)];
      if (beat.kind !== 'remedy') return [];
      const losses = view.remedies[beat.remedy];
      return losses === undefined ? [] : [phraseOf(trace, losses[id].mean, beat, fps, REMEDY_GAIN)];
    }),
  });
  return {
    version: 1,
    sampleRate: SAMPLE_RATE,
    samples: sampleAt(frames, fps),
    voices: [voice('train', 0, -PAN), voice('validation', 1, PAN)],
    events: beats.flatMap((beat): readonly CueEvent[] => {
      switch (beat.kind) {
        case 'data':
          return pointTicks(trace, beat, fps);
        case 'learn':
          return [...ticks(beat.clock, fps, 0), ...courseEvents(trace, beat, fps)];
        case 'remedy':
          return [...ticks(beat.clock, fps, 0), ...verdictEvents(trace, beat, fps)];
        default:
          return [];
      }
    }),
  };
}
