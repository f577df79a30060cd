import {
  type CueEvent,
  type CueSheet,
  lossPitch,
  type Phrase,
  SAMPLE_RATE,
  type Voice,
} from '../../audio/cue-sheet.ts';
import { lerp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { arrivalOf, type Fps, type StepClock } from '../../src/story/clock.ts';
import { playhead } from './playhead.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import { type CompareBeat, drawnShare, type LandscapeBeat, type RunBeat, type TrioStory } from './story.ts';
import { excessLoss, viewOf } from './view.ts';

/** Seconds a voice goes on after its run's last step. */
const AFTER_LAST_STEP = 0.5;
/** Ticks closer than this would be heard as a buzz. */
const TICK_SPACING = 0.06;
const TICK = { pitch: 1320, gain: 0.35 } as const;
const CHIME = { settles: 1046.5, stuck: 392 } as const;
const ALARM = 155.6;
const LANDSCAPE = { timbre: 7, gain: 0.3 } as const;
const SOLO_GAIN = 0.6;
const TOGETHER_GAIN = 0.45;
/** How far apart the runs stand between left (−1) and right (1). */
const WIDTH = 0.5;

const panOf = (run: number, runs: number): number => (runs === 1 ? 0 : WIDTH * ((2 * run) / (runs - 1) - 1));

const sampleAt = (frame: number, fps: Fps): number => (frame * SAMPLE_RATE) / fps;

/** The last frame at which a run still moves. */
const endOf = (run: RateRun, clock: StepClock): number => arrivalOf(clock, run.points.length - 1);

/** A pitch this close to the last one, as a ratio, is where the run has come to rest: about 15 cents. */
const REST = 1.0087;
/** Seconds at rest after which a voice draws back: what never rests is what stays loud. */
const UNTIL_QUIET = 0.8;
const QUIET = 0.35;

/** Index of the first value from which on all are as good as the last one. */
function restsFrom(hertz: readonly number[]): number {
  const last = hertz.at(-1) ?? 1;
  return hertz.findLastIndex((value) => value > last * REST || value * REST < last) + 1;
}

/** The pitch of what each frame draws, written down only where it changes; quieter once it has come to rest. */
function phrasesOf(
  trace: TrioTrace,
  run: RateRun,
  clock: StepClock,
  fps: Fps,
  limit: number,
  gain: number,
): readonly Phrase[] {
  const { excess } = viewOf(trace);
  const from = clock.onsets[0] ?? 0;
  const to = Math.min(endOf(run, clock) + Math.round(AFTER_LAST_STEP * fps), limit);
  const hertz = Array.from({ length: to - from + 1 }, (_, i) => {
    const { loss } = playhead(run, clock, from + i);
    return lossPitch(excessLoss(loss, trace.facts.leastLoss), { lowest: excess[0], highest: excess[1] });
  });
  const pitch = hertz.flatMap((value, i) => {
    const changes = value !== hertz[i - 1] || value !== hertz[i + 1];
    return changes ? [[sampleAt(from + i, fps), value] as const] : [];
  });
  const struck = run.points.slice(1).map((_, k) => sampleAt(arrivalOf(clock, k + 1), fps));
  const quiet = Math.min(from + restsFrom(hertz) + Math.round(UNTIL_QUIET * fps), to);
  const stretches = [
    { start: from, end: quiet, gain },
    { start: quiet, end: to, gain: gain * QUIET },
  ];
  return stretches
    .filter(({ start, end }) => end > start)
    .map(({ start, end, gain: level }) => {
      const [first, after] = [sampleAt(start, fps), sampleAt(end, fps)];
      // Each landing strikes the tone anew, until it has come to rest.
      const strikes = start < quiet ? struck.filter((at) => at >= first && at < after) : [];
      return { start: first, end: after, gain: level, pitch, ...(strikes.length > 0 ? { strikes } : {}) };
    });
}

/** A tick at each landing, as dense as can still be told apart. */
function ticks(run: RateRun, clock: StepClock, fps: Fps, pan: number): readonly CueEvent[] {
  let free = 0;
  return run.points.slice(1).flatMap((_, k): readonly CueEvent[] => {
    const frame = arrivalOf(clock, k + 1);
    if (frame < free) return [];
    free = frame + TICK_SPACING * fps;
    return [{ kind: 'tick', at: sampleAt(frame, fps), pan, ...TICK }];
  });
}

/** What is heard of a run's fate: a chime when it comes to rest, an alarm when it never will. */
function fate(run: RateRun, beat: RunBeat, fps: Fps, pan: number): readonly CueEvent[] {
  const { kind, since } = run.verdict;
  const arrived = sampleAt(arrivalOf(beat.clock, since ?? 0), fps);
  switch (kind) {
    case 'settles':
      return [{ kind: 'chime', at: arrived, pan, gain: 0.35, pitch: CHIME.settles }];
    case 'stuck':
      return [{ kind: 'chime', at: sampleAt(beat.verdictFrame, fps), pan, gain: 0.35, pitch: CHIME.stuck }];
    case 'diverges':
      return [{ kind: 'alarm', at: sampleAt(endOf(run, beat.clock), fps), pan, gain: 0.4, pitch: ALARM }];
    case 'cycle':
      return [{ kind: 'alarm', at: sampleAt(beat.verdictFrame, fps), pan, gain: 0.4, pitch: ALARM }];
    case 'crawling':
      return [];
  }
}

/** The landscape sings its height while it draws itself: what is high sounds high. */
function landscapeVoice(trace: TrioTrace, beat: LandscapeBeat, fps: Fps): Voice {
  const { excess, x } = viewOf(trace);
  const { start, end } = beat.curve;
  const pitch = Array.from({ length: end - start + 1 }, (_, i) => {
    const head = lerp(x[0], x[1], drawnShare(beat, start + i));
    const height = excessLoss(doubleWellValue(trace.params.objective, head), trace.facts.leastLoss);
    return [sampleAt(start + i, fps), lossPitch(height, { lowest: excess[0], highest: excess[1] })] as const;
  });
  const phrase = { start: sampleAt(start, fps), end: sampleAt(end, fps), gain: LANDSCAPE.gain, pitch };
  return { id: 'landscape', timbre: LANDSCAPE.timbre, pan: 0, phrases: [phrase] };
}

/** The longest run sets the ticks of the comparison: all runs step together. */
const longest = (runs: readonly RateRun[]): RateRun | undefined =>
  runs.reduce<RateRun | undefined>(
    (most, run) => (most === undefined || run.points.length > most.points.length ? run : most),
    undefined,
  );

/** The sound of the trio: each run's voice sings its loss, alone and then together. */
export function scoreTrio(trace: TrioTrace, story: TrioStory): CueSheet {
  const { fps, frames } = story;
  const solos = story.beats.filter((beat): beat is RunBeat => beat.kind === 'run');
  const together = story.beats.find((beat): beat is CompareBeat => beat.kind === 'compare');
  const landscape = story.beats.find((beat): beat is LandscapeBeat => beat.kind === 'landscape');
  const voices = trace.runs.map((run, index): Voice => {
    const solo = solos.find((beat) => beat.run === index);
    return {
      id: run.id,
      timbre: index,
      pan: panOf(index, trace.runs.length),
      phrases: [
        ...(solo ? phrasesOf(trace, run, solo.clock, fps, solo.end, SOLO_GAIN) : []),
        ...(together ? phrasesOf(trace, run, together.clock, fps, together.end, TOGETHER_GAIN) : []),
      ],
    };
  });
  const leader = longest(trace.runs);
  const events = [
    ...solos.flatMap((beat) => {
      const run = trace.runs[beat.run];
      if (run === undefined) return [];
      const pan = panOf(beat.run, trace.runs.length);
      return [...ticks(run, beat.clock, fps, pan), ...fate(run, beat, fps, pan)];
    }),
    ...(together && leader ? ticks(leader, together.clock, fps, 0) : []),
  ];
  return {
    version: 1,
    sampleRate: SAMPLE_RATE,
    samples: sampleAt(frames, fps),
    voices: [...voices, ...(landscape ? [landscapeVoice(trace, landscape, fps)] : [])],
    events,
  };
}
