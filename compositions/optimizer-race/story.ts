import { type Fps, flowing } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { part, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { compareHeading, comparison, introduction, raceHeading } from './messages.ts';
import { planRace, START } from './plan.ts';
import { rankingTurns } from './ranking.ts';
import { type RaceTrace, runsOf } from './simulation.ts';
import { words } from './words.ts';

export type RaceStory = ReturnType<typeof tell>;
export type RacePart<K extends RaceStory['parts'][number]['kind']> = PartOf<RaceStory, K>;

/** Seconds in which the drawing of an update makes room for the chart after the lessons. */
const MAKE_ROOM = 0.7;

/** Tells the races: title; for each race its surface, then the race itself; then all results side by side. */
export function tell(trace: RaceTrace, fps: Fps, look: Look) {
  const { story, readBy } = script(words, fps, look);
  return story([
    part('title', { minSeconds: 2.4, chapter: raceHeading(trace, 0) }),
    ...trace.params.races.flatMap((_, race) => {
      const heading = raceHeading(trace, race);
      const { stretches, captions, durations, lessonsEnd, end: minSeconds } = planRace(trace, race, readBy);
      return [
        part('surface', {
          id: `surface-${race + 1}`,
          heading,
          chapter: race === 0 ? null : heading,
          captions: introduction(trace, race),
          // The start is marked and the field appears when they are mentioned.
          layOut: ({ caption }) => ({ race, field: caption(1, 0.8) }),
        }),
        part('race', {
          id: `race-${race + 1}`,
          minSeconds,
          after: 0,
          heading,
          chapter: race === 0 ? words.say('lessonChapter') : null,
          captions,
          poster: true,
          layOut: ({ start, end, frame, range, clock }) => {
            const steps = clock(START, durations, flowing);
            return {
              race,
              clock: steps,
              stretches: stretches.map(({ kind, focus, from }, i) => {
                const next = stretches[i + 1];
                return { kind, focus, start: frame(from), end: next === undefined ? end : frame(next.from) };
              }),
              makeRoom: range(lessonsEnd, lessonsEnd === 0 ? 0 : MAKE_ROOM),
              turns: rankingTurns(runsOf(trace, race), steps, { start, end }, fps / look.pace),
            };
          },
        }),
      ];
    }),
    part('compare', {
      minSeconds: 5,
      after: 0.8,
      heading: compareHeading(trace),
      chapter: compareHeading(trace),
      captions: comparison(trace).map((message, i) => (i === 0 ? ([0.6, message] as const) : message)),
    }),
  ]);
}
