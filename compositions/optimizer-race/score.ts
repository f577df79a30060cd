import {
  type CueEvent,
  type CueSheet,
  lossPitch,
  type Phrase,
  type PitchPoint,
  SAMPLE_RATE,
  type Voice,
} from '../../audio/cue-sheet.ts';
import { arrivalOf, type Fps, frameAt } from '../../src/story/clock.ts';
import { playhead, racePosition } from './playhead.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import type { FocusBeat, RaceStory, RaceTiming, ResultBeat } from './story.ts';
import { excessLoss, raceView } from './view.ts';

/** Seconds the voices go on after the last step. */
const AFTER_LAST_STEP = 0.6;
/** Ticks closer than this would be heard as a buzz. */
const TICK_SPACING = 0.06;
const TICK = { pitch: 1320, gain: 0.3 } as const;
const CHIME = { pitch: 1046.5, gain: 0.3 } as const;
const ALARM = { pitch: 155.6, gain: 0.4 } as const;
/** All voices together; the one in focus stands out. */
const LEVEL = { chorus: 0.2, focus: 0.5 } as const;
/** How far apart the lanes stand between left (−1) and right (1). */
const WIDTH = 0.6;

const sampleAt = (frame: number, fps: Fps): number => (frame * SAMPLE_RATE) / fps;

type RunningBeat = FocusBeat | ResultBeat;

/** The pitch of what each frame of a stretch draws, written down only where it changes. */
function pitchOf(
  trace: RaceTrace,
  run: RaceRun,
  timing: RaceTiming,
  [from, to]: readonly [number, number],
  fps: Fps,
): readonly PitchPoint[] {
  const [lowest, highest] = raceView(trace, run.race).excess;
  const least = trace.facts.races[run.race]?.leastLoss ?? 0;
  const hertz = Array.from({ length: to - from + 1 }, (_, i) => {
    const { loss } = playhead(run, racePosition(timing.clock, from + i));
    return lossPitch(excessLoss(loss, least), { lowest, highest });
  });
  return hertz.flatMap((value, i) =>
    value !== hertz[i - 1] || value !== hertz[i + 1] ? [[sampleAt(from + i, fps), value] as const] : [],
  );
}

/** The last frame at which anything of a race moves. */
const endOf = ({ clock }: RaceTiming): number => clock.onsets.at(-1) ?? 0;

/** A run's voice through its race: one phrase for each beat, louder while it is in focus; silent once it is out. */
function phrasesOf(
  trace: RaceTrace,
  run: RaceRun,
  index: number,
  beats: readonly RunningBeat[],
  fps: Fps,
): readonly Phrase[] {
  return beats.flatMap((beat): readonly Phrase[] => {
    const { timing } = beat;
    const from = Math.max(beat.start, timing.clock.onsets[0] ?? 0);
    const gone = run.outSince === null ? Number.POSITIVE_INFINITY : arrivalOf(timing.clock, run.outSince);
    const to = Math.min(beat.end, endOf(timing) + frameAt(AFTER_LAST_STEP, fps), gone);
    if (to <= from) return [];
    const alone = runsOf(trace, run.race).length === 1;
    const gain = alone || (beat.focus === index && beat.kind === 'focus') ? LEVEL.focus : LEVEL.chorus;
    const pitch = pitchOf(trace, run, timing, [from, to], fps);
    return [{ start: sampleAt(from, fps), end: sampleAt(to, fps), gain, pitch }];
  });
}

/** A tick as everyone steps, as dense as can still be told apart. */
function ticks({ clock }: RaceTiming, fps: Fps): readonly CueEvent[] {
  let free = 0;
  return clock.landings.flatMap((_, k): readonly CueEvent[] => {
    const frame = arrivalOf(clock, k + 1);
    if (frame < free) return [];
    free = frame + TICK_SPACING * fps;
    return [{ kind: 'tick', at: sampleAt(frame, fps), pan: 0, ...TICK }];
  });
}

/** A chime where a run settles, an alarm where it leaves the race. */
function fateOf(run: RaceRun, { clock }: RaceTiming, fps: Fps, pan: number): readonly CueEvent[] {
  if (run.outSince !== null)
    return [{ kind: 'alarm', at: sampleAt(arrivalOf(clock, run.outSince), fps), pan, ...ALARM }];
  if (run.settlesSince !== null && run.settlesSince > 0)
    return [{ kind: 'chime', at: sampleAt(arrivalOf(clock, run.settlesSince), fps), pan, ...CHIME }];
  return [];
}

/** The sound of the races: each lane sings its loss with its own timbre from its own place. */
export function scoreRaces(trace: RaceTrace, story: RaceStory): CueSheet {
  const { fps, frames } = story;
  const running = story.beats.filter(
    (beat): beat is RunningBeat => beat.kind === 'focus' || beat.kind === 'result',
  );
  const lanes = [...new Set(trace.runs.map(({ lane }) => lane))].sort((a, b) => a - b);
  const panOf = (lane: number): number =>
    lanes.length === 1 ? 0 : WIDTH * ((2 * lanes.indexOf(lane)) / (lanes.length - 1) - 1);
  const beatsOf = (race: number): readonly RunningBeat[] => running.filter((beat) => beat.race === race);
  const voices = lanes.map(
    (lane): Voice => ({
      id: `lane-${lane + 1}`,
      timbre: lane,
      pan: panOf(lane),
      phrases: trace.runs
        .filter((run) => run.lane === lane)
        .flatMap((run) =>
          phrasesOf(trace, run, runsOf(trace, run.race).indexOf(run), beatsOf(run.race), fps),
        ),
    }),
  );
  const events = trace.params.races.flatMap((_, race) => {
    const timing = beatsOf(race)[0]?.timing;
    if (timing === undefined) return [];
    const fates = runsOf(trace, race).flatMap((run) => fateOf(run, timing, fps, panOf(run.lane)));
    return [...ticks(timing, fps), ...fates];
  });
  return { version: 1, sampleRate: SAMPLE_RATE, samples: sampleAt(frames, fps), voices, events };
}
