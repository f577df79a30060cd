import { flowing, type Manner, stepDurations } from '../../src/story/clock.ts';
import { captionsEnd, type Passage, timeCaptions } from '../../src/story/timeline.ts';
import { CAPTION_LEAD, compareCues, type Happening, happenings, introCues, resultCues } from './cues.ts';
import { type RaceRun, type RaceTrace, runsOf } from './simulation.ts';
import { planSprint, type Segment, SHORTEST_FOCUS } from './sprint.ts';
import { say, word } from './text.ts';

/** One race laid out in seconds. */
export interface RacePlan {
  readonly passages: readonly Passage[];
  readonly segments: readonly Segment[];
  /** Who is in focus when it is over: the winner, if there is one. */
  readonly resultFocus: number;
  /** Seconds from the start of its surface's beat at which the field appears. */
  readonly fieldAt: number;
  /** Seconds from the end of the surface's beat to the first step. */
  readonly lead: number;
  /** Seconds of every step. */
  readonly durations: readonly number[];
  readonly manner: Manner;
}

/** Seconds. */
const LEAD = 0.5;
const LESSON_STEP = 0.62;
const LESSON_REST = 0.3;
const LONGEST_SPRINT = 14;
const RESULT = 3.6;
const SPRINT = { first: 0.5, ratio: 0.82, floor: 0.085 } as const;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Lays one race out: surface, lessons (in the first race), sprint, result. */
export function planRace(trace: RaceTrace, race: number): RacePlan {
  const runs = runsOf(trace, race);
  const params = trace.params.races[race];
  if (params === undefined) throw new RangeError(`no race ${race}`);
  const { steps } = params;
  const intro = timeCaptions(introCues(trace, race), word);
  const lessons = race === 0 ? lessonsOf(runs, happenings(runs)) : [];
  const lessonSeconds = sum(lessons.map(({ seconds }) => seconds));
  const slow = Math.min(steps, Math.max(0, Math.floor((lessonSeconds - LEAD) / LESSON_STEP)));
  const rest = steps - slow;
  const floor = Math.min(SPRINT.floor, LONGEST_SPRINT / Math.max(rest, 1));
  const durations = [
    ...Array.from({ length: slow }, () => LESSON_STEP),
    ...stepDurations(rest, { ...SPRINT, floor }),
  ];
  const sprintSeconds = LEAD + sum(durations) - lessonSeconds;
  const happened = happenings(runs).slice(
    lessons.reduce((count, { captions }) => count + captions.length - 1, 0),
  );
  const sprint = planSprint(trace, race, {
    durations,
    lead: LEAD,
    from: lessonSeconds,
    seconds: sprintSeconds,
    told: happened,
  });
  const segments = [...lessons, ...sprint.segments];
  const result = timeCaptions(resultCues(trace, race, sprint.lateLead), word);
  return {
    segments,
    resultFocus: sprint.resultFocus,
    durations,
    manner: flowing,
    lead: LEAD,
    fieldAt: intro[1]?.from ?? 0,
    passages: [
      { id: `surface-${race + 1}`, seconds: captionsEnd(intro) + 0.3, captions: intro },
      ...segments,
      {
        id: `result-${race + 1}`,
        seconds: Math.max(RESULT, captionsEnd(result) + 0.5),
        captions: result,
      },
    ],
  };
}

/**
 * One lesson for each kind of optimizer in the field, told on the first of its kind. What happens meanwhile is told in
 * the lesson in which it happens.
 */
function lessonsOf(runs: readonly RaceRun[], told: readonly Happening[]): readonly Segment[] {
  const firsts = [...runs.keys()].filter(
    (i) => runs.findIndex(({ optimizer: { kind } }) => kind === runs[i]?.optimizer.kind) === i,
  );
  const lessons: Segment[] = [];
  let begin = 0;
  let next = 0;
  for (const [lesson, focus] of firsts.entries()) {
    const kind = runs[focus]?.optimizer.kind ?? 'sgd';
    const afterAdagrad = runs.slice(0, focus).some(({ optimizer }) => optimizer.kind === 'adagrad');
    let captions = timeCaptions(
      [{ at: CAPTION_LEAD, message: say('captionLesson', { kind, afterAdagrad }) }],
      word,
    );
    let seconds = Math.max(SHORTEST_FOCUS, captionsEnd(captions) + LESSON_REST);
    for (let event = told[next]; event !== undefined; event = told[next]) {
      const at = LEAD + event.step * LESSON_STEP - begin;
      // The last lesson leaves what happens at its very end to the sprint.
      if (at > seconds - (lesson === firsts.length - 1 ? 1 : 0)) break;
      captions = [
        ...captions,
        ...timeCaptions([{ at: Math.max(at, captionsEnd(captions) + 0.1), message: event.message }], word),
      ];
      seconds = Math.max(seconds, captionsEnd(captions) + LESSON_REST);
      next += 1;
    }
    lessons.push({ id: `lesson-${kind}`, focus, lesson: true, seconds, captions });
    begin += seconds;
  }
  return lessons;
}

/** The end: how many winners there are, and who moved most between the first race and the last. */
export function planCompare(trace: RaceTrace): Omit<Passage, 'id'> {
  const captions = timeCaptions(compareCues(trace), word);
  return { seconds: Math.max(5, captionsEnd(captions) + 0.8), captions };
}
