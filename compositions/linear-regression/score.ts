import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { LANES, viewOf, wanderingAt } from '../../src/scene/regression/regression-view.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { leastSquares } from '../../src/sim/objectives/least-squares.ts';
import { arrivalOf, endOf, progress, type StepClock } from '../../src/story/clock.ts';
import { easeInOut } from '../../src/story/ease.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { runOf } from '../../src/story/regression/commentary.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RegressionTrace } from './simulation.ts';
import type { RegressionStory } from './story.ts';

/** Share of J − J* at the start that sounds as low as none. */
const FLOOR = 1e-4;
/** A run that climbs sounds higher until J is so many times what it was. */
const RISEN = 4;
/** Two octaves that a telephone plays too. */
const RANGE = { lowestHertz: 220, highestHertz: 880 } as const;
/** Seconds that a voice holds its last tone, and before the end of a part at which it falls silent. */
const HELD = 1.2;
const BREATH = 0.4;
const GAIN = { alone: 0.5, together: 0.36, chime: 0.24, soft: 0.16 } as const;
/** Steps that are struck as notes; later ones are too many to be told apart. */
const STRUCK = 14;
/** What arrives sounds as a chord, its notes so many frames apart. */
const CHORD = [440, 550, 660] as const;
const APART = 3;

/** The sound: each run's voice follows its J, first steps are notes, an arrival is a chord and a failure an alarm. */
export function score(trace: RegressionTrace, story: RegressionStory): CueSheet {
  const { facts } = trace;
  const s = scoring(story);
  const bowl = leastSquares(facts.samples);
  const first = (trace.runs[0]?.losses[0] ?? 0) - facts.leastLoss;
  const floor = Math.max(FLOOR * first, 1e-12);
  const pitchOf = (loss: number): number =>
    lossPitch(excessLoss(loss, facts.leastLoss, floor), {
      ...RANGE,
      lowest: floor,
      highest: RISEN * first + 2 * floor,
    });
  const breath = Math.round(BREATH * story.fps);
  const arrive = (frame: number): void =>
    CHORD.forEach((pitch, i) => {
      s.chime(frame + i * APART, { gain: GAIN.chime, pitch });
    });

  const sung = (
    losses: readonly number[],
    part: { readonly clock: StepClock; readonly end: number },
    gain: number,
  ): Song => ({
    from: part.clock.onsets[0] ?? 0,
    to: Math.min(part.end - breath, endOf(part.clock) + Math.round(HELD * story.fps)),
    hertz: (frame) => pitchOf(valueAt(losses, playheadAt(part.clock, frame, losses.length))),
    gain,
    settles: true,
  });
  const struck = (losses: readonly number[], clock: StepClock): void => {
    const notes = losses.slice(1, STRUCK + 1);
    s.ticks(
      notes.map((_, k) => arrivalOf(clock, k + 1)),
      { pitch: notes.map((loss) => inTune(pitchOf(loss))) },
    );
  };

  for (const part of [...partsOf(story, 'question'), ...partsOf(story, 'learn'), ...partsOf(story, 'quiz')]) {
    const run = runOf(trace, part.kind === 'question' ? 'raw' : part.kind === 'learn' ? 'main' : part.run);
    s.voice(part.id, { timbre: LANES[run.scaling] }, [sung(run.losses, part, GAIN.alone)]);
    struck(run.losses, part.clock);
    if (part.kind === 'learn' && run.signature?.kind === 'settles') arrive(endOf(part.clock));
    if (part.kind !== 'quiz') continue;
    if (run.status === 'diverged') s.alarm(endOf(part.clock));
    s.chime(part.answerFrame, { gain: GAIN.chime, pitch: 660 });
  }
  for (const part of [...partsOf(story, 'scalings'), ...partsOf(story, 'batches')]) {
    const runs =
      part.kind === 'batches' ? viewOf(trace).batches : viewOf(trace).scaled.map(({ drawn }) => drawn);
    runs.forEach(({ run, losses }, i) => {
      const pan = panOf(i, runs.length, 0.6);
      s.voice(`${part.id}-${run.id}`, { timbre: i, pan }, [sung(losses, part, GAIN.together)]);
    });
    arrive(part.endFrame);
  }
  for (const part of partsOf(story, 'bowl')) {
    s.voice(part.id, { timbre: LANES.unit }, [
      {
        from: part.wander.start,
        to: part.wander.end,
        hertz: (frame) => pitchOf(bowl.value(wanderingAt(trace, easeInOut(progress(part.wander, frame))))),
        gain: GAIN.alone,
      },
    ]);
    for (const frame of [part.map.start, part.rise.end, part.chord.start, part.flat.end])
      s.chime(frame, { gain: GAIN.soft, pitch: 660 });
  }
  // The line that swings round is heard as it was when it was found.
  for (const part of partsOf(story, 'predict')) {
    const run = runOf(trace, 'main');
    if (run.signature?.kind === 'settles')
      s.voice(part.id, { timbre: LANES[run.scaling] }, [sung(run.losses, part, GAIN.alone)]);
    arrive(part.rise.end);
  }
  return s.sheet();
}
