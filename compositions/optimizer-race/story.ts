import { boardAtEachStep } from '../../src/story/board.ts';
import { type Fps, type FrameRange, flowing, type StepClock } from '../../src/story/clock.ts';
import { isOneName } from '../../src/story/field.ts';
import type { Look } from '../../src/story/look.ts';
import { introduction, isLonger, lesson, rates } from '../../src/story/race/commentary.ts';
import { raceAt, runsOf, SCALES } from '../../src/story/race/races.ts';
import { comparison, racesVerdict } from '../../src/story/race/results.ts';
import { part, type Script, script } from '../../src/story/script.ts';
import { standings } from '../../src/story/standings.ts';
import type { PartOf } from '../../src/story/story.ts';
import { hook, raceHeading } from './hook.ts';
import { planLesson, planRace, striding } from './plan.ts';
import type { RaceTrace } from './simulation.ts';
import { words } from './words.ts';

export type RaceStory = ReturnType<typeof tell>;
export type RacePart<K extends RaceStory['parts'][number]['kind']> = PartOf<RaceStory, K>;

/** Seconds of the steps of the title, and when it is told how these end. */
const HOOK = { from: 0.1, steps: 1.9, fade: 0.3 } as const;
/** Seconds before the first step of a lesson. */
const LESSON_START = 0.3;
/** Seconds of the steps of all races at once, and when their winners are marked. */
const FINALE = { from: 0.6, steps: 2.6, mark: 3.3, apart: 0.3, fade: 0.3 } as const;
/** Seconds in which a surface in space becomes a map, and back. */
const FLATTEN = 0.9;
/** Seconds of a race that is introduced in one sentence: when its rates are searched, and all is over. */
const AT_ONCE = { scan: 1.8, known: 1, over: 3.7 } as const;
/** Seconds that a search takes at least, with what it leaves to see. */
const LEAST_SCAN = 2;
/** Seconds in which the camera comes near and goes back, and for which it stays. */
const ZOOM = { way: 0.7, stay: 2 } as const;

/** The durations of a race's steps that take so many seconds together. */
function even(trace: RaceTrace, race: number, seconds: number): readonly number[] {
  const { steps } = raceAt(trace, race);
  return Array<number>(steps).fill(seconds / steps);
}

/** When the ranking of a race changes. */
function boardOf(trace: RaceTrace, race: number, clock: StepClock, range: FrameRange, fps: number) {
  const runs = runsOf(trace, race);
  const order = (step: number) => standings(runs, step).map((run) => runs.indexOf(run));
  return boardAtEachStep(order, clock, range, fps);
}

/**
 * Tells the races: a question; how each optimizer steps, alone; the first race and every later one; then all results,
 * those at other rates among them.
 */
export function tell(trace: RaceTrace, fps: Fps, look: Look) {
  const films = script(words, fps, look);
  const { message, shown } = hook(trace);
  return films.story([
    part('title', {
      minSeconds: 3.4,
      after: 0.1,
      chapter: raceHeading(trace, 0),
      captions: [message],
      poster: true,
      layOut: ({ clock, range }) => ({
        shown: shown.map((each) => ({
          ...each,
          clock: clock(HOOK.from, even(trace, each.race, HOOK.steps), flowing),
        })),
        placed: range(HOOK.from + HOOK.steps, HOOK.fade),
      }),
    }),
    ...trace.params.races.flatMap((_, race) => [
      surfacePart(trace, race, films),
      ...(race === 0 ? lessons(trace) : []),
      racePart(trace, race, films, look),
    ]),
    comparePart(trace),
  ]);
}

/** The surface, in space while it is introduced; then from above, while its rates are searched. */
function surfacePart(trace: RaceTrace, race: number, { appears, readBy }: Script) {
  const captions = [...introduction(trace, race), ...rates(trace, race)];
  const known = isLonger(trace, race);
  // If one sentence says it all, the rates are searched while it stands.
  const short = captions.length === 1;
  const from = short ? (known ? AT_ONCE.known : AT_ONCE.scan) : appears(captions, captions.length - 1);
  const until = short ? AT_ONCE.over : Math.max(from + LEAST_SCAN, readBy(captions));
  return part('surface', {
    id: `surface-${race + 1}`,
    minSeconds: until,
    after: 0.2,
    heading: raceHeading(trace, race),
    chapter: race === 0 || known ? null : raceHeading(trace, race),
    captions,
    layOut: ({ range }) => ({
      race,
      known,
      flatten: range(from - FLATTEN, FLATTEN),
      floor: range(0.8, Math.max(0.1, from - FLATTEN - 0.9)),
      scan: raceAt(trace, race).rates === 'tuned' ? range(from, until - from - 0.7) : null,
    }),
  });
}

/** A lesson about each kind in the first race, alone from the start; of one kind in several libraries, about each library. */
function lessons(trace: RaceTrace) {
  const runs = runsOf(trace, 0);
  const oneName = isOneName(runs.map(({ optimizer }) => optimizer));
  const kinds = runs.map(({ optimizer, id }) => (oneName ? id : optimizer.kind));
  const taught = runs.filter((_, i) => kinds.indexOf(kinds[i] ?? '') === i);
  const { durations, minSeconds } = planLesson(trace, 0);
  return taught.map((run, i) =>
    part('lesson', {
      id: `lesson-${i + 1}`,
      minSeconds,
      after: 0.2,
      heading: words.say('lessonHeading', { lesson: i + 1, lessons: taught.length, name: run.label }),
      chapter: i === 0 ? words.say('lessonChapter') : null,
      captions: [lesson(runs, run)],
      layOut: ({ clock }) => ({
        race: 0,
        focus: runs.indexOf(run),
        before: taught.slice(0, i).map((earlier) => runs.indexOf(earlier)),
        clock: clock(LESSON_START, durations, striding),
      }),
    }),
  );
}

/** A race; the first one is seen in space while it is run. */
function racePart(trace: RaceTrace, race: number, { fps, readBy }: Script, { pace }: Look) {
  const { stretches, captions, durations, near, resultAt, end: minSeconds } = planRace(trace, race, readBy);
  return part('race', {
    id: `race-${race + 1}`,
    minSeconds,
    after: 0,
    heading: raceHeading(trace, race),
    chapter: race === 0 ? words.say('raceChapter') : null,
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
        rise: race === 0 ? range(0, FLATTEN) : null,
        sink: range(resultAt, FLATTEN),
        near: near.map((at) => ({
          in: range(at - ZOOM.way, ZOOM.way),
          out: range(at + ZOOM.stay, ZOOM.way),
        })),
        board: boardOf(trace, race, steps, { start, end }, fps / pace),
      };
    },
  });
}

/** Every race at all of its rates at once, and who wins each. */
function comparePart(trace: RaceTrace) {
  const races = [...trace.params.races.keys()];
  const cells = races.flatMap((race) => SCALES.map((scale) => ({ race, scale })));
  const over = FINALE.mark + FINALE.apart * cells.length;
  const said = comparison(trace);
  return part('compare', {
    minSeconds: over + 2,
    after: 0.1,
    heading: racesVerdict(trace),
    chapter: words.say('compareChapter'),
    captions: [
      words.say('captionScales', { optimizers: raceAt(trace, 0).optimizers.length }),
      ...said.map((message, i) => (i === 0 ? ([FINALE.from + FINALE.steps, message] as const) : message)),
    ],
    layOut: ({ range, clock }) => ({
      clocks: races.map((race) => clock(FINALE.from, even(trace, race, FINALE.steps), flowing)),
      cells: cells.map((cell, i) => ({ ...cell, mark: range(FINALE.mark + FINALE.apart * i, FINALE.fade) })),
    }),
  });
}
