import { type CueSheet, lossPitch } from '../../audio/cue-sheet.ts';
import { inKey, inTune, panOf, type Song, scoring } from '../../audio/scoring.ts';
import { evenly, TICK_SPACING, thinned } from '../../audio/spacing.ts';
import { EPSILON, viewOf } from '../../src/scene/descent/descent-view.ts';
import type { RateRun } from '../../src/sim/descents.ts';
import { excessLoss } from '../../src/sim/excess-loss.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import { sweepEdges } from '../../src/sim/rate-sweep.ts';
import { arrivalOf, type StepClock } from '../../src/story/clock.ts';
import { lastLeap } from '../../src/story/descent/commentary.ts';
import { scannedTo, trialUpTo } from '../../src/story/descent/scan.ts';
import { playheadAt, valueAt } from '../../src/story/playhead.ts';
import { partsOf } from '../../src/story/story.ts';
import type { TrioTrace } from './simulation.ts';
import type { TrioPart, TrioStory } from './story.ts';

/** Seconds before the end of a part at which its voices fall silent. */
const BREATH = 0.15;
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
/** The scan over all rates: its level, and the seconds from one note to the next. */
const SCAN_GAIN = 0.24;
const BEAT = 0.22;
/** Hertz of the lowest note. */
const A = 220;
/** Landings farther and farther out, and what flies off. */
const OUTWARDS = [330, 440, 550, 660] as const;
const FLIES = [330, 440, 550, 660, 880] as const;
/** How a run ends: an arrival rises to the octave of A, one that is stuck sinks and stays away from it; seconds between notes. */
const CALLS = { settles: [440, 550, 660, 880], stuck: [330, 275, 247.5] } as const;
const [CALL_APART, CALL_GAIN] = [0.2, 0.3];
/** Seconds for which the last chord stands. */
const HOME = 2;

/** A pitch of a loss, from 110 to 1760 Hz, as one from 220 to 880 Hz. */
const lossTone = (hertz: number): number => A * Math.sqrt(hertz / 110);

/** The frames at which a run lands. */
const landingsOf = (run: RateRun, clock: StepClock): readonly number[] =>
  run.points.slice(1).map((_, k) => arrivalOf(clock, k + 1));

/** The sound of the trio: each run's voice follows its loss, alone and then together. */
export function score(trace: TrioTrace, story: TrioStory): CueSheet {
  const { runs, facts } = trace;
  const { excess } = viewOf(trace);
  const s = scoring(story);
  // Two octaves that a phone can play, for the four of a loss.
  const pitchOf = (loss: number): number =>
    lossTone(
      lossPitch(excessLoss(loss, facts.leastLoss, EPSILON), { lowest: excess[0], highest: excess[1] }),
    );
  const [question] = partsOf(story, 'question');
  const solos = partsOf(story, 'run');

  const share = Math.min(1, 3 / runs.length);

  const songOf = (
    run: RateRun,
    { clock, start, end }: { clock: StepClock; start: number; end: number },
    gain: number,
  ): Song => {
    const struck = thinned(landingsOf(run, clock), story.fps);
    const at = (frame: number) => playheadAt(clock, frame, run.losses.length);
    /** Of steps too quick to be told apart, the note of the last one that was struck is held. */
    const heard = (frame: number): number => {
      const quick = at(frame).length < TICK_SPACING * story.fps;
      return quick ? (struck.findLast((landing) => landing <= frame) ?? frame) : frame;
    };
    return {
      from: start,
      to: end - Math.round(BREATH * story.fps),
      hertz: inKey((frame) => pitchOf(valueAt(run.losses, at(heard(frame))))),
      gain,
      // Each landing strikes the tone again.
      strikes: struck,
      settles: run.verdict.kind === 'settles',
    };
  };
  /** Notes one after the other. */
  const rising = (notes: readonly number[], from: number, to: number, gain: number): Song => {
    const strikes = notes.map((_, i) => from + Math.round(i * CALL_APART * story.fps));
    const hertz = (frame: number): number => inTune(notes[strikes.findLastIndex((at) => at <= frame)] ?? A);
    return { from, to, hertz, gain, strikes };
  };
  /** The landings on the parabola: as far out at the limit, always farther out at a rate beyond it. */
  const stepsOnParabola = ({ demos: [limit, factor, own] }: TrioPart<'run'>) => {
    const landings = [limit, factor, own].map((clock) => clock?.landings ?? []);
    const pitch = [
      ...(landings[0] ?? []).map(() => OUTWARDS[0]),
      ...(landings[1] ?? []).map((_, i) => OUTWARDS[i + 1] ?? OUTWARDS[0]),
      ...(landings[2] ?? []).map((_, i) => OUTWARDS[i % 2]),
    ].map((hertz) => hertz ?? A);
    return [landings.flat(), { pitch }] as const;
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
    const to = solo.end - Math.round(BREATH * story.fps);
    if (kind === 'settles' || kind === 'stuck') {
      const call = rising(CALLS[kind], solo.verdictFrame + 6, to, CALL_GAIN);
      s.voice(`call-${index + 1}`, { timbre: index, pan }, [call]);
    }
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

  for (const part of solos) s.ticks(...stepsOnParabola(part));

  // Each of the film's runs drops onto the chart. Then the scan is a melody of where runs end: two voices, in unison where a
  // rate comes to rest, that part where the line forks.
  for (const { drops, scan, start, end } of partsOf(story, 'sweep')) {
    const lastOf = (i: number): number => pitchOf(runs[i]?.losses.at(-1) ?? 0);
    const landings = drops.map((drop) => drop.end);
    s.voice('drops', { timbre: 7 }, [
      {
        from: start,
        to: scan[0]?.start ?? end,
        hertz: inKey((frame) =>
          lastOf(
            Math.max(
              0,
              landings.findLastIndex((at) => at <= frame),
            ),
          ),
        ),
        gain: SCAN_GAIN,
        strikes: landings,
      },
    ]);
    const to = end - Math.round(BREATH * story.fps);
    const begins = scan[0]?.start ?? start;
    const reached = (frame: number): number => scannedTo(trace, scan, frame);
    const gone = sweepEdges(trace).gone ?? Number.POSITIVE_INFINITY;
    const flies = Array.from({ length: Math.max(0, to - begins) }, (_, i) => begins + i).find(
      (frame) => reached(frame) >= gone,
    );
    const until = flies ?? to;
    const beats = evenly(begins, until, Math.floor((until - begins) / (BEAT * story.fps)));
    const note = (frame: number, back: number): number => {
      const beat = beats.findLast((at) => at <= frame) ?? begins;
      const x = trialUpTo(trace, reached(beat))?.last.at(-1 - back) ?? trace.params.start;
      return inTune(pitchOf(doubleWellValue(trace.params.objective, x)));
    };
    for (const back of [0, 1])
      s.voice(`scan-${back + 1}`, { timbre: 7, pan: panOf(back, 2, SWEEP_WIDTH) }, [
        {
          from: begins,
          to: until,
          hertz: (frame) => note(frame, back),
          gain: SCAN_GAIN,
          strikes: beats.filter((_, beat) => beat % 2 === back),
        },
      ]);
    s.ticks(beats, { pitch: beats.map((frame, beat) => note(frame, beat % 2)) });
    // What flies off climbs away.
    if (flies !== undefined) s.voice('flies', { timbre: 7 }, [rising(FLIES, flies, to, CALL_GAIN)]);
  }
  for (const { start } of partsOf(story, 'end'))
    s.cadence(start, story.frames - Math.round(HOME * story.fps));

  return s.sheet();
}
