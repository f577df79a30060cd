import { boardUpdates } from '../../src/story/board.ts';
import { type Fps, type FrameRange, flowing, type StepClock } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { introduction, isLonger, rates } from '../../src/story/race/commentary.ts';
import { raceAt, runsOf, SCALES } from '../../src/story/race/races.ts';
import { comparison, racesVerdict, scaled } from '../../src/story/race/results.ts';
import { type Cue, part, type Script, script } from '../../src/story/script.ts';
import { standings } from '../../src/story/standings.ts';
import type { PartOf } from '../../src/story/story.ts';
import { hook, raceHeading, reason } from './hook.ts';
import { planRace, striding } from './plan.ts';
import type { RaceTrace } from './simulation.ts';
import { words } from './words.ts';

export type RaceStory = ReturnType<typeof tell>;
export type RacePart<K extends RaceStory['parts'][number]['kind']> = PartOf<RaceStory, K>;

/** Seconds in which the lessons make room for the chart. */
const MAKE_ROOM = 0.7;
/** Seconds of the steps of the title, and of the race at two rates at once. */
const HOOK = { from: 0.1, steps: 2.6 } as const;
const SCALED = { from: 0.7, steps: 1.9 } as const;
/** Seconds of the steps of all races at once, and when their winners are marked. */
const FINALE = { from: 0.6, steps: 2.4, mark: 3.1, apart: 0.3, fade: 0.3 } as const;
/** Seconds in which a surface in space becomes a map. */
const FLATTEN = 0.9;
/** Seconds of a race that is introduced in one sentence: when its surface lies flat, its rates are searched, and all is over. */
const AT_ONCE = { flatten: 1, scan: 1.8, known: 0.6, over: 3.7 } as const;
/** Seconds in which the camera comes near and goes back, and for which it stays. */
const ZOOM = { way: 0.7, stay: 2 } as const;

/** The durations of a race's steps that take so many seconds together. */
function even(trace: RaceTrace, race: number, seconds: number): readonly number[] {
  const { steps } = raceAt(trace, race);
  return Array<number>(steps).fill(seconds / steps);
}

/** When the ranking of a race is brought up to date. */
function boardOf(trace: RaceTrace, race: number, clock: StepClock, range: FrameRange, fps: number) {
  const runs = runsOf(trace, race);
  const order = (step: number) => standings(runs, step).map((run) => runs.indexOf(run));
  return boardUpdates(order, clock, range, fps);
}

/**
 * Tells the races: a question; the first race in full, and what other rates would change; every later race; then all
 * results, those at other rates among them.
 */
export function tell(trace: RaceTrace, fps: Fps, look: Look) {
  const films = script(words, fps, look);
  const { message, runs: hooked } = hook(trace);
  return films.story([
    part('title', {
      minSeconds: 3.2,
      after: 0.1,
      chapter: raceHeading(trace, 0),
      captions: [message],
      poster: true,
      layOut: ({ clock }) => ({
        runs: hooked,
        clock: clock(HOOK.from, even(trace, 0, HOOK.steps), flowing),
      }),
    }),
    ...trace.params.races.flatMap((_, race) => [
      surfacePart(trace, race, films),
      racePart(trace, race, films, look),
      ...(race === 0 ? [scalesPart(trace)] : []),
    ]),
    comparePart(trace),
  ]);
}

/** The surface and its start; then the search for rates, while it is explained. */
function surfacePart(trace: RaceTrace, race: number, { appears, readBy }: Script) {
  const introduced = introduction(trace, race);
  const captions = [...introduced, ...rates(trace, race)];
  const known = isLonger(trace, race);
  // One sentence says it all: the rates are searched while it stands.
  const short = captions.length === introduced.length && race > 0;
  const from = short ? (known ? AT_ONCE.known : AT_ONCE.scan) : appears(captions, introduced.length);
  const until = short ? AT_ONCE.over : readBy(captions);
  return part('surface', {
    id: `surface-${race + 1}`,
    minSeconds: short ? AT_ONCE.over : 0,
    after: short ? 0.2 : 0.3,
    heading: raceHeading(trace, race),
    chapter: race === 0 || known ? null : raceHeading(trace, race),
    captions,
    layOut: ({ caption, range }) => ({
      race,
      known,
      field: short ? range(AT_ONCE.flatten, 0.8) : caption(introduced.length - 1, 0.8),
      // Seen in space while it is introduced, then from above.
      flatten: range((short ? AT_ONCE.scan : appears(captions, 1)) - FLATTEN, FLATTEN),
      scan: raceAt(trace, race).rates === 'tuned' ? range(from, Math.max(1, until - from - 1)) : null,
    }),
  });
}

/** A race: the first one with a lesson about each optimizer. */
function racePart(trace: RaceTrace, race: number, { fps, readBy }: Script, { pace }: Look) {
  const {
    stretches,
    captions,
    durations,
    lessonsEnd,
    leadAt,
    end: minSeconds,
  } = planRace(trace, race, readBy);
  return part('race', {
    id: `race-${race + 1}`,
    minSeconds,
    after: 0,
    heading: raceHeading(trace, race),
    chapter: race === 0 ? words.say('lessonChapter') : null,
    captions,
    layOut: ({ start, end, frame, range, clock }) => {
      const steps = clock(0, durations, striding);
      return {
        race,
        clock: steps,
        stretches: stretches.map(({ kind, focus, from }, i) => {
          const next = stretches[i + 1];
          return { kind, focus, start: frame(from), end: next === undefined ? end : frame(next.from) };
        }),
        makeRoom: range(lessonsEnd, MAKE_ROOM),
        near:
          leadAt === null
            ? null
            : { in: range(leadAt - ZOOM.way, ZOOM.way), out: range(leadAt + ZOOM.stay, ZOOM.way) },
        board: boardOf(trace, race, steps, { start, end }, fps / pace),
      };
    },
  });
}

/** The first race at its rates and at twice the rates, on one playhead. */
function scalesPart(trace: RaceTrace) {
  const over = SCALED.from + SCALED.steps;
  const captions: readonly Cue[] = [
    words.say('captionScales', { optimizers: raceAt(trace, 0).optimizers.length }),
    ...scaled(trace, reason(hook(trace))).map((said): Cue => [over, said]),
  ];
  return part('scales', {
    minSeconds: over + 1.5,
    after: 0.1,
    heading: words.say('scalesHeading'),
    captions,
    layOut: ({ clock }) => ({ race: 0, clock: clock(SCALED.from, even(trace, 0, SCALED.steps), flowing) }),
  });
}

/** Every race at all of its rates at once, and who wins each. */
function comparePart(trace: RaceTrace) {
  const races = [...trace.params.races.keys()];
  const cells = races.flatMap((race) => SCALES.map((scale) => ({ race, scale })));
  const said = comparison(trace);
  return part('compare', {
    minSeconds: FINALE.mark + FINALE.apart * cells.length + 2,
    after: 0.3,
    heading: racesVerdict(trace),
    captions: said.map((message, i) => (i === 0 ? ([FINALE.mark - 1.1, message] as const) : message)),
    layOut: ({ range, clock }) => ({
      clocks: races.map((race) => clock(FINALE.from, even(trace, race, FINALE.steps), flowing)),
      cells: cells.map((cell, i) => ({ ...cell, mark: range(FINALE.mark + FINALE.apart * i, FINALE.fade) })),
    }),
  });
}
