import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { LANES, viewOf } from '../../src/scene/regression/regression-view.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { exp, ln } from '../../src/sim/maths.ts';
import { arrivalOf, endOf, progress, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { runOf } from '../../src/story/regression/commentary.ts';
import { partsOf } from '../../src/story/story.ts';
import type { RegressionTrace } from './simulation.ts';
import type { RegressionStory } from './story.ts';

/** Share of J − J* at the start that sounds as low as none. */
const FLOOR = 1e-4;
/** A run that climbs sounds higher until J is so many times what it was. */
const RISEN = 100;
/** Seconds before the end of a part at which its voices fall silent. */
const BREATH = 0.4;
const GAIN = { alone: 0.5, together: 0.34, held: 0.28, chime: 0.24, soft: 0.14 } as const;
/** Steps that are struck as notes; later ones are too many to be told apart. */
const STRUCK = 14;

/** The sound: each run's voice follows its J, first steps are notes, an arrival chimes and a failure is an alarm. */
export function score(trace: RegressionTrace, story: RegressionStory): CueSheet {
  const { facts } = trace;
  const s = scoring(story);
  const first = (trace.runs[0]?.losses[0] ?? 0) - facts.leastLoss;
  const worst = Math.max(first, ...trace.runs.flatMap(({ losses }) => losses.at(-1) ?? 0));
  const floor = Math.max(FLOOR * first, 1e-12);
  const pitchOf = (loss: number): number =>
    lossPitch(excessLoss(loss, facts.leastLoss, floor), {
      lowest: floor,
      highest: Math.max(Math.min(worst, RISEN * first), floor) + floor,
    });
  const breath = Math.round(BREATH * story.fps);

  const sung = (
    losses: readonly number[],
    part: { readonly clock: StepClock; readonly end: number },
    gain: number,
  ): Song => ({
    from: part.clock.onsets[0] ?? 0,
    to: part.end - breath,
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
    if (part.kind === 'learn' && run.signature?.kind === 'settles')
      s.chime(endOf(part.clock), { gain: GAIN.chime });
    if (part.kind !== 'quiz') continue;
    if (run.status === 'diverged') s.alarm(endOf(part.clock));
    s.chime(part.answerFrame, { gain: GAIN.chime, pitch: 784 });
  }
  for (const part of [...partsOf(story, 'scalings'), ...partsOf(story, 'batches')]) {
    const runs =
      part.kind === 'batches' ? viewOf(trace).batches : viewOf(trace).scaled.map(({ drawn }) => drawn);
    runs.forEach(({ run, losses }, i) => {
      const pan = panOf(i, runs.length, 0.6);
      s.voice(`${part.id}-${run.id}`, { timbre: i, pan }, [sung(losses, part, GAIN.together)]);
    });
    s.chime(part.endFrame, { gain: GAIN.chime });
  }
  // The cost of the first line is heard until the bottom of the bowl is shown; the end is held on that.
  for (const part of [...partsOf(story, 'bowl'), ...partsOf(story, 'predict')]) {
    const reached = (frame: number): number => (part.kind === 'bowl' ? progress(part.flat, frame) : 1);
    const [high, low] = [pitchOf(trace.runs[0]?.losses[0] ?? 0), pitchOf(facts.leastLoss) * 2];
    s.voice(part.id, { timbre: LANES.unit }, [
      {
        from: part.start + breath,
        to: part.end - 2 * breath,
        hertz: (frame) => high * exp(ln(low / high) * reached(frame)),
        gain: GAIN.held,
      },
    ]);
    const moments = part.kind === 'bowl' ? [part.map.start, part.rise.end, part.flat.end] : [part.near.start];
    for (const frame of moments) s.chime(frame, { gain: GAIN.soft, pitch: 880 });
  }
  return s.sheet();
}
