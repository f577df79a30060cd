import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { EPSILON, viewOf } from '../../src/scene/descent/descent-view.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioStory } from './story.ts';

/** Seconds before the end of a part at which its voices fall silent. */
const BREATH = 0.35;
const STUCK = 392;
const SOLO_GAIN = 0.6;
/** All runs begin with the same tone: together they must not be louder than three. */
const TOGETHER_GAIN = 0.42;
const QUESTION_GAIN = 0.34;
/** The endings, held while the film sums up. */
const CHORD_GAIN = 0.16;
/** A chime sounds over its run's own tone. */
const CHIME_GAIN = 0.22;
/** The start, before any run. */
const START_GAIN = 0.25;
/** Stereo width of the runs. */
const WIDTH = 0.5;

/** The frames at which a run lands. */
const landingsOf = (run: RateRun, clock: StepClock): readonly number[] =>
  run.points.slice(1).map((_, k) => arrivalOf(clock, k + 1));

/** The sound of the trio: each run's voice follows its loss, alone and then together. */
export function score(trace: TrioTrace, story: TrioStory): CueSheet {
  const { runs, facts } = trace;
  const { excess } = viewOf(trace);
  const s = scoring(story);
  const pitchOf = (loss: number): number =>
    lossPitch(excessLoss(loss, facts.leastLoss, EPSILON), { lowest: excess[0], highest: excess[1] });
  const [question] = partsOf(story, 'question');
  const [together] = partsOf(story, 'compare');
  const solos = partsOf(story, 'run');

  const chords = [...partsOf(story, 'lesson'), ...partsOf(story, 'end')];
  const share = Math.min(1, 3 / runs.length);

  /** The loss that a run has come to, held. */
  const chordOf = (run: RateRun): readonly Song[] => {
    const [first, last] = [chords[0], chords.at(-1)];
    if (first === undefined || last === undefined) return [];
    const to = last.end - Math.round(2 * BREATH * story.fps);
    const hertz = (): number => pitchOf(run.losses.at(-1) ?? 0);
    return [{ from: first.start, to, hertz, gain: CHORD_GAIN * share }];
  };

  const songOf = (run: RateRun, { clock, end }: { clock: StepClock; end: number }, gain: number): Song => ({
    from: clock.onsets[0] ?? 0,
    to: end - Math.round(BREATH * story.fps),
    hertz: (frame) => pitchOf(valueAt(run.losses, playheadAt(clock, frame, run.losses.length))),
    gain,
    // Each landing strikes the tone again.
    strikes: landingsOf(run, clock),
    settles: false,
  });

  runs.forEach((run, index) => {
    const pan = panOf(index, runs.length, WIDTH);
    const solo = solos.find((part) => part.run === index);
    s.voice(run.id, { timbre: index, pan }, [
      ...(question ? [songOf(run, question, QUESTION_GAIN * share)] : []),
      ...(solo ? [songOf(run, solo, SOLO_GAIN)] : []),
      ...(together ? [songOf(run, together, TOGETHER_GAIN * share)] : []),
      ...chordOf(run),
    ]);
    if (solo === undefined) return;
    // Each landing is a note, at the pitch of the loss there.
    const notes = run.losses.slice(1).map((loss) => inTune(pitchOf(loss)));
    s.ticks(landingsOf(run, solo.clock), { pan, pitch: notes });
    // The outcome of a run: a chime when it comes to rest, an alarm when it never will.
    const { kind, since } = run.verdict;
    if (kind === 'settles') s.chime(arrivalOf(solo.clock, since ?? 0), { pan, gain: CHIME_GAIN });
    if (kind === 'stuck') s.chime(solo.verdictFrame, { pan, gain: CHIME_GAIN, pitch: STUCK });
    if (kind === 'diverges') s.alarm(arrivalOf(solo.clock, run.points.length - 1), { pan });
    if (kind === 'cycle') s.alarm(solo.verdictFrame, { pan });
  });
  // Before the runs, the tone of the start that they share.
  for (const { start, end, rewind } of partsOf(story, 'landscape')) {
    const hertz = (): number => pitchOf(runs[0]?.losses[0] ?? 0);
    const to = end - Math.round(BREATH * story.fps);
    s.voice('start', { timbre: 7 }, [
      { from: Math.max(start, rewind.end), to, hertz, gain: START_GAIN, settles: true },
    ]);
  }
  // The longest run sets the ticks of the comparison: all runs step together.
  const [longest] = runs.toSorted((a, b) => b.points.length - a.points.length);
  if (together && longest) s.ticks(landingsOf(longest, together.clock));

  return s.sheet();
}
