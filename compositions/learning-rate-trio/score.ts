import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { evenly, TICK_SPACING, thinned } from '../../audio/spacing.ts';
import { EPSILON, viewOf } from '../../src/scene/descent/descent-view.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { sweepEdges } from '../../src/sim/rate-sweep.ts';
import { arrivalOf, type FrameRange, type StepClock } from '../../src/story/clock.ts';
import { lastLeap } from '../../src/story/descent/commentary.ts';
import { scannedTo, trialUpTo } from '../../src/story/descent/scan.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart, TrioStory } from './story.ts';

/** Seconds before the end of a part at which its voices fall silent. */
const BREATH = 0.35;
const STUCK = 392;
/** A run alone: while it waits or is explained, as it steps, and while it leaps. */
const SOLO = { quiet: 0.2, steps: 0.45, leap: 0.65 } as const;
/** All runs begin with the same tone: together they must not be louder than three. */
const QUESTION_GAIN = 0.34;
/** A chime sounds over its run's own tone. */
const CHIME_GAIN = 0.22;
/** The start, before any run. */
const START_GAIN = 0.25;
/** Stereo width of the runs, and of the sweep, which goes from left to right. */
const WIDTH = 0.5;
const SWEEP_WIDTH = 0.8;
/** Seconds after which a run that has come to rest is soft again. */
const AFTER = 0.8;
/** The scan over all rates: as it goes, and where it stops. */
const SCAN_GAIN = { moving: 0.45, resting: 0.22 } as const;
/** Seconds for which the last chord stands. */
const HOME = 2;

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
  const solos = partsOf(story, 'run');

  const share = Math.min(1, 3 / runs.length);

  const songOf = (run: RateRun, { clock, end }: { clock: StepClock; end: number }, gain: number): Song => {
    const struck = thinned(landingsOf(run, clock), story.fps);
    const at = (frame: number) => playheadAt(clock, frame, run.losses.length);
    /** Of steps too quick to be told apart, the note of the last one that was struck is held. */
    const heard = (frame: number): number => {
      const quick = at(frame).length < TICK_SPACING * story.fps;
      return quick ? (struck.findLast((landing) => landing <= frame) ?? frame) : frame;
    };
    return {
      from: clock.onsets[0] ?? 0,
      to: end - Math.round(BREATH * story.fps),
      hertz: inKey((frame) => pitchOf(valueAt(run.losses, at(heard(frame))))),
      gain,
      // Each landing strikes the tone again.
      strikes: struck,
      settles: run.verdict.kind === 'settles',
    };
  };
  /** A run alone in one breath: soft until it moves and while it is explained, loud where it leaps over the hill. */
  const soloOf = (run: RateRun, part: TrioPart<'run'>): readonly Song[] => {
    const { clock, parabola, verdictFrame } = part;
    const whole = songOf(run, part, SOLO.steps);
    const { kind, since } = run.verdict;
    const comes = kind === 'settles' || kind === 'stuck';
    const rests = comes ? arrivalOf(clock, since ?? 0) + Math.round(AFTER * story.fps) : part.end;
    const leap = lastLeap(run, facts.localMaximum?.[0] ?? null);
    const [up, down] = leap === null ? [] : [clock.moves[leap - 1], arrivalOf(clock, leap) + 1];
    const levels: readonly (readonly [from: number, gain: number])[] = [
      [whole.from, SOLO.quiet],
      [clock.moves[0] ?? whole.from, SOLO.steps],
      ...(up === undefined || down === undefined
        ? []
        : ([
            [up, SOLO.leap],
            [down, SOLO.steps],
          ] as const)),
      [Math.min(parabola.start, verdictFrame, rests), SOLO.quiet],
    ];
    return levels
      .map(([from, gain], i) => ({
        ...whole,
        gain,
        from: Math.max(whole.from, from),
        to: Math.min(whole.to, levels[i + 1]?.[0] ?? whole.to),
      }))
      .filter(({ from, to }) => to > from);
  };

  runs.forEach((run, index) => {
    const pan = panOf(index, runs.length, WIDTH);
    const solo = solos.find((part) => part.run === index);
    s.voice(run.id, { timbre: index, pan }, [
      ...(question ? [songOf(run, question, QUESTION_GAIN * share)] : []),
      ...(solo ? soloOf(run, solo) : []),
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
    const hertz = inKey(() => pitchOf(runs[0]?.losses[0] ?? 0));
    const to = end - Math.round(BREATH * story.fps);
    s.voice('start', { timbre: 7 }, [
      { from: Math.max(start, rewind.end), to, hertz, gain: START_GAIN, settles: true },
    ]);
  }

  // The scan is heard as it is drawn: the tone of the height at which the rate ends that it has come to, with ticks as it goes.
  const endOf = (frame: number): number => {
    const [sweep] = partsOf(story, 'sweep');
    const excess = trialUpTo(trace, scannedTo(trace, sweep?.scan ?? [], frame))?.excess;
    return pitchOf(facts.leastLoss + (excess ?? Number.MAX_VALUE));
  };
  for (const { scan, pair, end } of partsOf(story, 'sweep')) {
    const moving = scan.flatMap((range) =>
      evenly(range.start, range.end - 1, Math.floor((range.end - range.start) / (TICK_SPACING * story.fps))),
    );
    const to = end - Math.round(BREATH * story.fps);
    const strikes = thinned(moving, story.fps);
    const within = ({ start, end }: FrameRange): Song => ({
      from: start,
      to: Math.min(end, to),
      hertz: inKey(endOf),
      gain: SCAN_GAIN.moving,
    });
    const songs = scan.flatMap((range, i) => {
      const next = scan[i + 1]?.start ?? to;
      return [within(range), { ...within({ start: range.end, end: next }), gain: SCAN_GAIN.resting }];
    });
    s.voice(
      'scan',
      { timbre: 7 },
      songs.filter(({ from, to }) => to > from),
    );
    s.ticks(strikes, {
      pan: strikes.map((_, i) => panOf(i, strikes.length, SWEEP_WIDTH)),
      pitch: strikes.map((frame) => inTune(endOf(frame))),
    });
    // Of the two rates beside each other, the one that clears the hill.
    const over = sweepEdges(trace).clears?.runs[1];
    if (pair !== null && over !== undefined) {
      const landings = thinned(landingsOf(over, pair.clock), story.fps).filter((frame) => frame < pair.end);
      s.ticks(landings, {
        pitch: landings.map((frame) =>
          inTune(pitchOf(valueAt(over.losses, playheadAt(pair.clock, frame, over.losses.length)))),
        ),
      });
    }
  }
  for (const { start } of partsOf(story, 'end'))
    s.cadence(start, story.frames - Math.round(HOME * story.fps));

  return s.sheet();
}
