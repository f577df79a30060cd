import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { panOf, type Song, scoring } from '../../audio/scoring.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { arrivalOf, endOf } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RaceTrace } from './simulation.ts';
import type { RacePart, RaceStory } from './story.ts';
import { EPSILON, viewOf } from './view.ts';

/** Seconds for which the voices continue after the last step. */
const AFTER_LAST_STEP = 0.6;
/** Levels of all voices together; the one in focus is louder. */
const LEVEL = { chorus: 0.2, focus: 0.5 } as const;
/** Stereo width of the lanes. */
const WIDTH = 0.6;

/** The sound of the races: each lane follows its loss, with its own timbre and pan. */
export function score(trace: RaceTrace, story: RaceStory): CueSheet {
  const s = scoring(story);
  const races = partsOf(story, 'race');
  const lanes = [...new Set(trace.runs.map(({ lane }) => lane))].sort((a, b) => a - b);
  const panFor = (lane: number): number => panOf(lanes.indexOf(lane), lanes.length, WIDTH);

  /** A lane's voice through a race, louder while it is in focus; silent once it is out. */
  const songsOf = (lane: number, { race, clock, stretches }: RacePart<'race'>): readonly Song[] => {
    const { runs, excess, surface } = viewOf(trace, race);
    const index = runs.findIndex((run) => run.lane === lane);
    const run = runs[index];
    if (run === undefined) return [];
    const gone = run.outSince === null ? Number.POSITIVE_INFINITY : arrivalOf(clock, run.outSince);
    const silent = Math.min(endOf(clock) + Math.round(AFTER_LAST_STEP * story.fps), gone);
    return stretches.map(({ kind, focus, start, end }) => ({
      from: Math.max(start, clock.onsets[0] ?? 0),
      to: Math.min(end, silent),
      // The pitch follows the loss as drawn: interpolated linearly between states.
      hertz: (frame) => {
        const loss = valueAt(run.losses, playheadAt(clock, frame, run.losses.length));
        return lossPitch(excessLoss(loss, surface.leastLoss, EPSILON), {
          lowest: excess[0],
          highest: excess[1],
        });
      },
      gain: runs.length === 1 || (focus === index && kind !== 'result') ? LEVEL.focus : LEVEL.chorus,
    }));
  };
  for (const lane of lanes) {
    const songs = races.flatMap((race) => songsOf(lane, race));
    s.voice(`lane-${lane + 1}`, { timbre: lane, pan: panFor(lane) }, songs);
  }
  for (const { race, clock } of races) {
    s.ticks(clock.landings);
    // A chime when a run settles, an alarm when it leaves the race.
    for (const { lane, outSince, settlesSince } of viewOf(trace, race).runs) {
      if (outSince !== null) s.alarm(arrivalOf(clock, outSince), { pan: panFor(lane) });
      else if (settlesSince) s.chime(arrivalOf(clock, settlesSince), { pan: panFor(lane) });
    }
  }
  return s.sheet();
}
