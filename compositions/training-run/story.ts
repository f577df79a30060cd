import { sum } from 'd3-array';
import { programOf } from '../../src/logs/programs.ts';
import { ln } from '../../src/sim/maths.ts';
import { boardAtEachStep } from '../../src/story/board.ts';
import { type Fps, holding, type StepClock } from '../../src/story/clock.ts';
import type { Look } from '../../src/story/look.ts';
import { type Passage, passage, type Remark, slowNear } from '../../src/story/pauses.ts';
import { type Cue, part, type Script, script } from '../../src/story/script.ts';
import type { PartOf } from '../../src/story/story.ts';
import { judged, lostAt, nameOf, ranked, remarksOf, short, weightOf } from './messages.ts';
import { openingOf } from './opening.ts';
import type { RunEvent, RunTrace, Shot } from './trace.ts';
import { verdict } from './verdict.ts';
import { words } from './words.ts';

export type RunStory = ReturnType<typeof tell>;
export type RunPart<K extends RunStory['parts'][number]['kind']> = PartOf<RunStory, K>;

/** Seconds: the claim over the whole run, which is then wound back; and the whole run at the end. */
const HOOK = { least: 3.2, rewind: 1 } as const;
const END = { least: 4.5, after: 2 } as const;
/** A film that has to be shorter than this ends on one sentence. */
const SHORT = 32;
/** Seconds before the first step; in which a line moves on to the next, where it stands still at each. */
const LEAD = 0.4;
const MOVE = 0.2;
/** What follows the last number of a diverged run passes this many times as fast. */
const AFTERMATH = 0.15;

/**
 * Tells the film: a claim over the whole run, which is wound back; the run step by step, slow and near where something
 * happens; the whole run again, with what came of it and the numbers that matter. All within the duration asked for.
 */
export function tell(trace: RunTrace, fps: Fps, look: Look) {
  const { params, facts } = trace;
  const film = script(words, fps, look);
  const opening = openingOf(trace);
  const asked: readonly Cue[] = [[0.3, opening.question]];
  const said = verdict(trace);
  const short = params.duration !== 'auto' && params.duration < SHORT;
  const closing: readonly Cue[] = (short ? said.slice(0, 1) : said).map((message, i) =>
    i === 0 ? [0.9, message] : message,
  );
  const hook = Math.max(HOOK.least, film.readBy(asked) + 0.3) + HOOK.rewind;
  const end = Math.max(END.least, film.readBy(closing) + END.after);
  const runIn = (duration: number) => ({ duration, run: running(trace, film, duration - hook - end) });
  const { duration, run } =
    params.duration === 'auto' ? shortest(trace, hook + end, runIn) : runIn(params.duration);
  const heading = headingOf(trace);
  return film.story([
    part('hook', {
      minSeconds: hook,
      chapter: words.say('title'),
      captions: asked,
      layOut: ({ last, start, end: until }) => ({
        opening,
        rewind: last(HOOK.rewind, HOOK.rewind),
        shot: { start, end: until, at: opening.at, from: null, series: opening.series } satisfies Shot,
      }),
    }),
    part('run', {
      minSeconds: duration - hook - end,
      heading,
      captions: run.captions,
      layOut: ({ clock, start, end: until }) => {
        const own = clock(LEAD, run.durations, holding(MOVE));
        return {
          stops: run.stops,
          events: run.events,
          clock: own,
          shots: shotsOf(run, own, fps),
          board:
            facts.kind === 'race'
              ? boardAtEachStep(
                  (k) => ranked(trace, run.stops[k] ?? 0).map((one) => one.run),
                  own,
                  { start, end: until },
                  fps,
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
      layOut: ({ caption, range }) => ({
        card: range(0.5, 1.6),
        shots: facts.events.flatMap((event): readonly Shot[] =>
          event.kind === 'validation-rise'
            ? [
                {
                  ...caption(0, film.readBy(closing.slice(0, 1)) - 0.6),
                  at: event.last.at,
                  from: event.at,
                  series: event.series,
                },
              ]
            : [],
        ),
      }),
    }),
  ]);
}

/** What is seen, and what wrote it down. */
function headingOf(trace: RunTrace) {
  const { facts, lines } = trace;
  const curve = judged(trace);
  const what = curve === null ? words.say('name', { name: facts.title }) : nameOf(trace, curve);
  const both = lines[0]?.train?.role === 'train-loss' && lines[0].validation?.role === 'validation-loss';
  return words.say('heading', {
    seen: facts.contest
      ? 'contest'
      : both && facts.kind === 'one'
        ? 'both'
        : what.key === 'name'
          ? 'name'
          : 'loss',
    what,
    other: words.say('name', { name: short(lines[0]?.train?.name ?? '') }),
    program: programOf(facts.producer) ?? 'none',
    runs: facts.kind === 'one' ? 1 : facts.shown,
    all: facts.runs,
    left: facts.kind !== 'one' && facts.shown < facts.runs,
  });
}

/** What the camera goes to: everything that is waited at and lies somewhere on the lines. */
const SEEN: readonly RunEvent['kind'][] = [
  'best',
  'divergence',
  'recovery',
  'spike',
  'rate-drop',
  'after-cut',
  'restart',
  'parting',
  'lead',
  'margin',
];

function shotsOf({ events, stops }: Running, { onsets }: StepClock, fps: Fps): readonly Shot[] {
  return events.flatMap((event): readonly Shot[] => {
    const k = stops.indexOf(event.at);
    const until = stops.lastIndexOf(event.at);
    const [start, end] = [onsets[k], onsets[until]];
    if (
      !SEEN.includes(event.kind) ||
      event.at === stops[0] ||
      start === undefined ||
      end === undefined ||
      until === k
    )
      return [];
    const early = Math.round(0.3 * fps);
    return [
      {
        start: start - early,
        end: end + early,
        at: event.at,
        from: event.kind === 'after-cut' ? event.from : null,
        series: 'series' in event ? event.series : '',
      },
    ];
  });
}

/** Lengths of a film that may choose its own, in seconds; how long a point takes, and how long the line moves. */
const LENGTHS = [10, 45] as const;
const EACH = 0.3;
const MOVING = [4, 13] as const;

/** The shortest film that has time for all points and all events. */
function shortest<Planned extends { readonly run: Running }>(
  { stations, facts }: RunTrace,
  around: number,
  filmOf: (duration: number) => Planned,
): Planned {
  const [least, most] = LENGTHS;
  const enough = Math.min(Math.max(EACH * stations.length, MOVING[0]), MOVING[1]);
  for (let duration = Math.max(least, Math.ceil(around + enough)); duration < most; duration++) {
    const one = filmOf(duration);
    const moving = sum(one.run.durations.filter((_, k) => one.run.stops[k] !== one.run.stops[k + 1]));
    if (one.run.events.length === facts.events.length && moving >= enough) return one;
  }
  return filmOf(most);
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
  const lost = facts.kind === 'race' ? undefined : lostAt(trace, 0)?.at;
  const planned = (events: readonly RunEvent[], forced = false): Running | null => {
    const remarks = events
      .flatMap((event) => remarksOf(trace, event))
      .toSorted((a, b) => a.at - b.at || Number(isBest(b)) - Number(isBest(a)));
    const paces = slowNear(
      stations.map(at),
      remarks.map((remark) => at(remark.at)),
    ).map((pace, i) => pace * ((stations[i] ?? 0) >= (lost ?? Number.POSITIVE_INFINITY) ? AFTERMATH : 1));
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
