import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { panOf, type Song, scoring } from '../../audio/scoring.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { lerp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import { drawnShare, type TrioStory } from './story.ts';
import { EPSILON, viewOf } from './view.ts';

/** Seconds for which a voice continues after its run's last step. */
const AFTER_LAST_STEP = 0.5;
const STUCK = 392;
const LANDSCAPE = { timbre: 7, gain: 0.3 } as const;
const SOLO_GAIN = 0.6;
const TOGETHER_GAIN = 0.45;
/** Stereo width of the runs. */
const WIDTH = 0.5;

/** The frames at which a run lands. */
const landingsOf = (run: RateRun, clock: StepClock): readonly number[] =>
  run.points.slice(1).map((_, k) => arrivalOf(clock, k + 1));

/** The sound of the trio: each run's voice follows its loss, alone and then together. */
export function score(trace: TrioTrace, story: TrioStory): CueSheet {
  const { runs, facts } = trace;
  const { excess, x } = viewOf(trace);
  const s = scoring(story);
  const pitchOf = (loss: number): number =>
    lossPitch(excessLoss(loss, facts.leastLoss, EPSILON), { lowest: excess[0], highest: excess[1] });
  const [together] = partsOf(story, 'compare');
  const solos = partsOf(story, 'run');

  const songOf = (run: RateRun, { clock, end }: { clock: StepClock; end: number }, gain: number): Song => ({
    from: clock.onsets[0] ?? 0,
    to: Math.min(arrivalOf(clock, run.points.length - 1) + Math.round(AFTER_LAST_STEP * story.fps), end),
    hertz: (frame) => pitchOf(valueAt(run.losses, playheadAt(clock, frame, run.losses.length))),
    gain,
    // Each landing strikes the tone again.
    strikes: landingsOf(run, clock),
    settles: true,
  });

  runs.forEach((run, index) => {
    const pan = panOf(index, runs.length, WIDTH);
    const solo = solos.find((part) => part.run === index);
    s.voice(run.id, { timbre: index, pan }, [
      ...(solo ? [songOf(run, solo, SOLO_GAIN)] : []),
      ...(together ? [songOf(run, together, TOGETHER_GAIN)] : []),
    ]);
    if (solo === undefined) return;
    s.ticks(landingsOf(run, solo.clock), { pan });
    // The outcome of a run: a chime when it comes to rest, an alarm when it never will.
    const { kind, since } = run.verdict;
    if (kind === 'settles') s.chime(arrivalOf(solo.clock, since ?? 0), { pan });
    if (kind === 'stuck') s.chime(solo.verdictFrame, { pan, pitch: STUCK });
    if (kind === 'diverges') s.alarm(arrivalOf(solo.clock, run.points.length - 1), { pan });
    if (kind === 'cycle') s.alarm(solo.verdictFrame, { pan });
  });
  // The longest run sets the ticks of the comparison: all runs step together.
  const [longest] = runs.toSorted((a, b) => b.points.length - a.points.length);
  if (together && longest) s.ticks(landingsOf(longest, together.clock));

  // The landscape sounds its height while it draws itself: the higher, the higher.
  for (const { curve } of partsOf(story, 'landscape')) {
    const hertz = (frame: number): number =>
      pitchOf(doubleWellValue(trace.params.objective, lerp(x[0], x[1], drawnShare(curve, frame))));
    s.voice('landscape', LANDSCAPE, [{ from: curve.start, to: curve.end, hertz, gain: LANDSCAPE.gain }]);
  }
  return s.sheet();
}
