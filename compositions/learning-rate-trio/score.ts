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
/** The scan over all rates: its level, and the seconds from one note to the next. */
const SCAN_GAIN = 0.36;
const BEAT = 0.22;
/** Hertz of the lowest note. */
const A = 110;
/** How a run ends: an arrival rises to the octave of A, one that is stuck sinks and stays away from it; seconds between notes. */
const CALLS = { settles: [440, 550, 660, 880], stuck: [330, 275, 247.5] } as const;
const [CALL_APART, CALL_GAIN] = [0.2, 0.3];
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
    if (kind === 'settles' || kind === 'stuck') {
      const at = CALLS[kind].map((_, i) => solo.verdictFrame + 6 + Math.round(i * CALL_APART * story.fps));
      const [from = 0, to] = [at[0], solo.end - Math.round(BREATH * story.fps)];
      const note = (frame: number): number =>
        inTune(CALLS[kind][at.findLastIndex((begins) => begins <= frame)] ?? 440);
      s.voice(`call-${index + 1}`, { timbre: index, pan }, [
        { from, to, hertz: note, gain: CALL_GAIN, strikes: at },
      ]);
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

  // The scan is a melody of where runs end: one note where a rate comes to rest, a trill where it goes to and fro, a tune
  // without end where it never repeats itself.
  const sounds = (frame: number, beat: number): number | null => {
    const [sweep] = partsOf(story, 'sweep');
    const last = trialUpTo(trace, scannedTo(trace, sweep?.scan ?? [], frame))?.last ?? [];
    const x = last.at(-1 - (beat % Math.max(last.length, 1)));
    return x === undefined ? null : inTune(pitchOf(doubleWellValue(trace.params.objective, x)));
  };
  for (const { scan, pair, start, end } of partsOf(story, 'sweep')) {
    const to = end - Math.round(BREATH * story.fps);
    const begins = scan[0]?.start ?? start;
    const gone = sweepEdges(trace).gone ?? Number.POSITIVE_INFINITY;
    const flies = Array.from({ length: to - begins }, (_, i) => begins + i).find(
      (frame) => scannedTo(trace, scan, frame) >= gone,
    );
    if (flies !== undefined) s.alarm(flies);
    const paired = (frame: number): boolean => pair !== null && frame >= pair.start && frame < pair.end;
    const beats = evenly(begins, to, Math.floor((to - begins) / (BEAT * story.fps))).filter(
      (frame) => !paired(frame),
    );
    const heard = beats.flatMap((frame, beat) => {
      const hertz = sounds(frame, beat);
      return hertz === null ? [] : [{ frame, hertz, until: Math.min(to, beats[beat + 1] ?? to) }];
    });
    // While two rates are run beside each other, the last note is held.
    s.voice('scan', { timbre: 7 }, [
      {
        from: begins,
        to: heard.at(-1)?.until ?? begins,
        hertz: (frame) => heard.findLast((one) => one.frame <= frame)?.hertz ?? A,
        gain: SCAN_GAIN,
        strikes: heard.map(({ frame }) => frame),
      },
    ]);
    s.ticks(
      heard.map(({ frame }) => frame),
      {
        pan: heard.map((_, i) => panOf(i, heard.length, SWEEP_WIDTH)),
        pitch: heard.map(({ hertz }) => hertz),
      },
    );
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
