import { type Fps, type FrameRange, frameAt, type StepClock, stepClock } from '../../src/story/clock.ts';
import type { Chapter, Story } from '../../src/story/story.ts';
import { layOut } from '../../src/story/timeline.ts';
import { planCompare, planRace, type RacePlan } from './plan.ts';
import { type RankingTurn, rankingTurns } from './ranking.ts';
import { type RaceTrace, runsOf } from './simulation.ts';
import type { Segment } from './sprint.ts';
import { say } from './text.ts';

interface Timed extends FrameRange {
  readonly id: string;
}

/** What the beats of one race share. */
export interface RaceTiming {
  readonly clock: StepClock;
  /** Places changing hands in the ranking, in order of time. */
  readonly turns: readonly RankingTurn[];
}

/** A surface is shown, its minima and start are marked, the field lines up. */
export interface SurfaceBeat extends Timed {
  readonly kind: 'surface';
  readonly race: number;
  /** The start is marked and the field appears. */
  readonly field: FrameRange;
}

/** A stretch of a race with one optimizer in focus. */
export interface FocusBeat extends Timed {
  readonly kind: 'focus';
  readonly race: number;
  /** Index of the optimizer in its race. */
  readonly focus: number;
  /** True while optimizers are introduced: the drawing of the update is large. */
  readonly lesson: boolean;
  readonly timing: RaceTiming;
}

/** A race is over. */
export interface ResultBeat extends Timed {
  readonly kind: 'result';
  readonly race: number;
  readonly focus: number;
  readonly timing: RaceTiming;
}

export interface TitleBeat extends Timed {
  readonly kind: 'title';
}

/** The results beside each other. */
export interface CompareBeat extends Timed {
  readonly kind: 'compare';
}

export type RaceBeat = TitleBeat | CompareBeat | SurfaceBeat | FocusBeat | ResultBeat;
export type RaceStory = Story<RaceBeat>;

/** Seconds. */
const TITLE = 2.4;

/**
 * Tells the races: title; for each race its surface, the optimizers in focus one after the other, the result; then all
 * results beside each other. A pure function of trace and frame rate.
 */
export function tellRaces(trace: RaceTrace, fps: Fps): RaceStory {
  const plans = trace.params.races.map((_, race) => planRace(trace, race));
  const compare = planCompare(trace);
  const placed = layOut(
    [
      { id: 'title', seconds: TITLE, captions: [] },
      ...plans.flatMap(({ passages }) => passages),
      { id: 'compare', ...compare },
    ],
    fps,
  );
  const at = (id: string): FrameRange => {
    const found = placed.find((passage) => passage.id === id);
    if (found === undefined) throw new Error(`optimizer-race: no beat ${id}`);
    return { start: found.start, end: found.end };
  };
  const beats: readonly RaceBeat[] = [
    { id: 'title', kind: 'title', ...at('title') },
    ...plans.flatMap((plan, race) => raceBeats(trace, plan, race, at, fps)),
    { id: 'compare', kind: 'compare', ...at('compare') },
  ];
  const lastResult = beats.findLast(({ kind }) => kind === 'result');
  return {
    fps,
    frames: placed.at(-1)?.end ?? 0,
    beats,
    captions: placed.flatMap(({ captions }) => captions),
    chapters: chaptersOf(trace, beats),
    posterFrame: (lastResult?.end ?? 1) - 1,
  };
}

function raceBeats(
  trace: RaceTrace,
  plan: RacePlan,
  race: number,
  at: (id: string) => FrameRange,
  fps: Fps,
): readonly RaceBeat[] {
  const surface = at(`surface-${race + 1}`);
  const result = at(`result-${race + 1}`);
  const clock = stepClock(surface.end + frameAt(plan.lead, fps), plan.durations, fps, plan.manner);
  const turns = rankingTurns(runsOf(trace, race), clock, surface.end, result.end, fps);
  const timing = { clock, turns };
  const fieldAt = surface.start + frameAt(plan.fieldAt, fps);
  return [
    {
      id: `surface-${race + 1}`,
      kind: 'surface',
      race,
      ...surface,
      field: { start: fieldAt, end: fieldAt + frameAt(0.8, fps) },
    },
    ...plan.segments.map(
      ({ id, focus, lesson }: Segment): FocusBeat => ({
        id,
        kind: 'focus',
        race,
        focus,
        lesson,
        timing,
        ...at(id),
      }),
    ),
    {
      id: `result-${race + 1}`,
      kind: 'result',
      race,
      focus: plan.resultFocus,
      timing,
      ...result,
    },
  ];
}

/** One chapter for each race (the first from 0:00), one for the lessons, one for the end. */
function chaptersOf(trace: RaceTrace, beats: readonly RaceBeat[]): readonly Chapter[] {
  const { races } = trace.params;
  const heading = (race: number) =>
    say('raceHeading', { race: race + 1, races: races.length, surface: races[race]?.surface ?? 'ravine' });
  const firstLesson = beats.find((beat) => beat.kind === 'focus');
  return beats.flatMap((beat): Chapter[] => {
    if (beat.kind === 'title') return [{ frame: 0, title: heading(0) }];
    if (beat === firstLesson) return [{ frame: beat.start, title: say('lessonChapter') }];
    if (beat.kind === 'surface' && beat.race > 0) return [{ frame: beat.start, title: heading(beat.race) }];
    if (beat.kind === 'compare') return [{ frame: beat.start, title: compareHeading(trace) }];
    return [];
  });
}

/** How many different optimizers won, and what that makes the heading of the end. */
export const compareHeading = (trace: RaceTrace) =>
  say('compareHeading', { winners: winnersOf(trace).length, races: trace.params.races.length });

/** The lanes that won a race, each once. */
export const winnersOf = ({ runs, facts }: RaceTrace): readonly number[] => [
  ...new Set(
    facts.races.flatMap(({ winner }) => runs.filter(({ id }) => id === winner).map(({ lane }) => lane)),
  ),
];
