import { sum } from 'd3-array';
import { ln } from '../../src/sim/maths.ts';
import { boardUpdates } from '../../src/story/board.ts';
import type { Fps } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Passage, passage, type Remark, slowNear, steadily } from '../../src/story/pauses.ts';
import { type Cue, part, type Script, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { lostAt, remarksOf, weightOf } from './messages.ts';
import { orderAt } from './standings.ts';
import type { RunEvent, RunTrace } from './trace.ts';
import { question, verdict } from './verdict.ts';
import { words } from './words.ts';

export type RunStory = ReturnType<typeof tell>;
export type RunPart<K extends RunStory['parts'][number]['kind']> = PartOf<RunStory, K>;

/** Seconds: the question over the whole run, which is then wound back; and the whole run at the end. */
const HOOK = { least: 3, rewind: 0.9 } as const;
const END = { least: 4, after: 1.2 } as const;
/** Seconds before the first step. */
const LEAD = 0.5;
/** What follows the last number of a diverged run passes this many times as fast. */
const AFTERMATH = 0.15;
/** A film shorter than this ends on one sentence. */
const SHORT = 32;

/**
 * Tells the film: a question over the whole run, which is wound back; the run step by step, slow where something happens;
 * the whole run again, with what came of it. All within the duration asked for.
 */
export function tell(trace: RunTrace, fps: Fps, look: Look) {
  const { params, facts, stations } = trace;
  const film = script(words, fps, look);
  const asked: readonly Cue[] = [[0.1, question(trace)]];
  const said = verdict(trace);
  const asFilm = (duration: number) => {
    const closing: readonly Cue[] = duration < SHORT ? said.slice(0, 1) : said;
    const hook = Math.max(HOOK.least, film.readBy(asked) + 0.2) + HOOK.rewind;
    const end = Math.max(END.least, film.readBy(closing) + END.after);
    return { duration, closing, hook, end, run: running(trace, film, duration - hook - end) };
  };
  const { duration, closing, hook, end, run } =
    params.duration === 'auto' ? shortest(trace, asFilm) : asFilm(params.duration);
  const heading = words.say('name', { name: facts.title });
  return film.story([
    part('hook', {
      minSeconds: hook,
      heading,
      chapter: words.say('title'),
      captions: asked,
      layOut: ({ last }) => ({ rewind: last(HOOK.rewind, HOOK.rewind) }),
    }),
    part('run', {
      minSeconds: duration - hook - end,
      heading,
      captions: run.captions,
      layOut: ({ clock, start, end: until }) => {
        const own = clock(LEAD, run.durations, steadily);
        return {
          stops: run.stops,
          events: run.events,
          clock: own,
          board:
            facts.kind === 'race'
              ? boardUpdates(
                  (k) => orderAt(trace, run.stops[k] ?? 0),
                  own,
                  { start, end: until },
                  fps / look.pace,
                )
              : [],
        };
      },
    }),
    part('end', {
      minSeconds: end,
      after: END.after,
      heading,
      chapter: words.say('wholeChapter'),
      captions: closing,
      poster: true,
      layOut: () => ({ at: stations.at(-1) ?? 0 }),
    }),
  ]);
}

/** Lengths of a film that may choose its own, in seconds; the time in which a point comes. */
const LENGTHS = [20, 25, 30, 35, 40, 45] as const;
const EACH = 0.4;

/** The shortest film that has time for all points and all events. */
function shortest<Planned extends { readonly hook: number; readonly end: number; readonly run: Running }>(
  { stations, facts }: RunTrace,
  filmOf: (duration: number) => Planned,
): Planned {
  const longest = filmOf(45);
  for (const duration of LENGTHS) {
    const one = filmOf(duration);
    const moving = sum(one.run.durations.filter((_, k) => one.run.stops[k] !== one.run.stops[k + 1]));
    const enough = EACH * Math.min(stations.length, 60);
    if (one.run.events.length === facts.events.length && moving >= enough) return one;
  }
  return longest;
}

/** How the run passes, and what is told of it. */
type Running = Passage & { readonly events: readonly RunEvent[] };

/** How the run passes: in a given time, without those events that it has no time for. */
function running(trace: RunTrace, film: Script, seconds: number): Running {
  const { stations, facts } = trace;
  const { steps, logSteps } = facts.axes;
  const [first, last] = steps;
  const at = (step: number): number =>
    logSteps ? ln(step / first) / ln(last / first) : (step - first) / (last - first || 1);
  const lost = lostAt(trace, 0)?.at ?? Number.POSITIVE_INFINITY;
  const planned = (events: readonly RunEvent[], forced = false): Running | null => {
    const remarks = events
      .flatMap((event) => remarksOf(trace, event))
      .toSorted((a, b) => a.at - b.at || Number(isBest(b)) - Number(isBest(a)));
    const paces = slowNear(
      stations.map(at),
      remarks.map((remark) => at(remark.at)),
    ).map((pace, i) => pace * ((stations[i] ?? 0) >= lost ? AFTERMATH : 1));
    const opening: Cue = [0.2, words.say('captionRead', { better: facts.better, factor: facts.smoothing })];
    const plan = passage(film, { stations, paces, seconds, lead: LEAD, remarks, opening }, forced);
    return plan && { ...plan, events: events.toSorted((a, b) => a.at - b.at) };
  };
  const byWeight = facts.events.toSorted((a, b) => weightOf(b) - weightOf(a));
  for (let told = byWeight.length; told > 0; told--) {
    const plan = planned(byWeight.slice(0, told));
    if (plan !== null) return plan;
  }
  return planned([], true) ?? { stops: [], durations: [], captions: [], events: [] };
}

const isBest = ({ message }: Remark): boolean => message.key === 'captionBest';
