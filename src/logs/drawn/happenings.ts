import type { Better, Choice } from '../choice.ts';
import { BEST, best, validationRise } from '../events/best.ts';
import { divergence, hiddenDivergence } from '../events/divergence.ts';
import type { Event } from '../events/event.ts';
import { PLATEAU, plateau } from '../events/plateau.ts';
import { RATE, schedule as scheduleOf } from '../events/rate.ts';
import { SPIKE, spikes } from '../events/spike.ts';
import type { Series } from '../series.ts';
import type { LeftOut } from './cast.ts';
import type { Curve, Lines } from './curve.ts';

/** An event, and which run it belongs to: its index among the lines. */
export type RunEvent = { readonly run: number } & (
  | Event
  | {
      /** The smoothed line has gone this share of the way from its first to its best value. */
      readonly kind: 'way';
      readonly at: number;
      readonly series: string;
      readonly share: 0.5 | 0.9;
      readonly value: number;
    }
  | {
      /** The end of the stretch that is compared with the one before a cut of the rate. */
      readonly kind: 'after-cut';
      readonly at: number;
      readonly series: string;
      readonly cut: number;
      /** Where the stretch before the cut begins. */
      readonly from: number;
      /** What the line is at the beginning, at the cut, and at the end. */
      readonly values: readonly [from: number, cut: number, to: number];
    }
  | {
      /** A run is ahead all the time, and furthest here. */
      readonly kind: 'margin';
      readonly at: number;
      readonly series: string;
      readonly by: number;
    }
  | {
      /** So many runs are not drawn, for one reason. */
      readonly kind: 'left';
      readonly at: number;
      readonly series: string;
      readonly why: LeftOut['why'];
      readonly count: number;
    }
  | {
      /** So many others have the values of this run. */
      readonly kind: 'equal';
      readonly at: number;
      readonly series: string;
      readonly count: number;
    }
  | {
      /** The log of this run ends here, before that of another. */
      readonly kind: 'ended';
      readonly at: number;
      readonly series: string;
    }
  | {
      /** The loss is no number any more; this series goes on. */
      readonly kind: 'goes-on';
      readonly at: number;
      readonly series: string;
      readonly value: number;
    }
  | {
      /** A run is ahead from here to the end. */
      readonly kind: 'lead';
      readonly at: number;
      readonly series: string;
    }
);
export type RunEventOf<K extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: K }>;

/** What counts as an event: see the detectors. */
export interface Thresholds {
  readonly rise: number;
  readonly flat: number;
  readonly plateau: number;
  readonly spike: number;
  readonly cut: number;
}

type Told = Pick<Choice, 'train' | 'validation' | 'better' | 'rate' | 'gradient'>;

const present = <Value>(value: Value | undefined): value is Value => value !== undefined;

/** What happened in the series of a run that are drawn, by the detectors of src/logs/events. */
export function happeningsOf(
  { train, validation, better, rate, gradient }: Told,
  events: Thresholds,
): readonly Event[] {
  const judged = validation ?? train;
  if (judged === undefined) return [];
  const lines = [train, validation].filter(present);
  const hidden = train === undefined || gradient === undefined ? [] : hiddenDivergence(train, gradient);
  const lost = [...hidden, ...lines.flatMap((line) => divergence(line))];
  const schedule = rate === undefined ? [] : scheduleOf(rate, judged, { ...RATE, left: events.cut });
  // Growth is a fault of losses alone.
  const gone = lost.filter(
    (event) => event.kind !== 'divergence' || event.what !== 'growth' || better === 'lower',
  );
  const once = gone.filter((event, i) => gone.findIndex(({ kind }) => kind === event.kind) === i);
  // Of two networks against each other the lowest loss is no success.
  if (better === 'none') return [...once, ...schedule];
  if (better === 'higher') return [...once, ...best(judged, better), ...schedule];
  return [
    // The run is lost once, not once for each of its lines.
    ...once,
    ...(hidden.length > 0 ? [] : best(judged, better)),
    ...(validation === undefined ? [] : validationRise(validation, train, { ...BEST, rise: events.rise })),
    ...(train === undefined || hidden.length > 0
      ? []
      : [
          ...spikes(train, { ...SPIKE, deviations: events.spike, most: 2 }),
          ...plateau(train, { ...PLATEAU, gain: events.flat, share: events.plateau }),
        ]),
    ...schedule,
  ];
}

/** As much of the axis, before a cut of the rate and after it, is compared; in so many points each at least. */
const BESIDE = 0.15;
const POINTS = 3;

/**
 * How much the line that is drawn changed in a stretch before a cut of the rate, and in one as long after it; up to the cut
 * before or after where that is nearer.
 *
 * @param values the line that is drawn: smoothed, where it is
 */
export function afterCuts(
  { name, steps }: Series,
  values: ArrayLike<number>,
  events: readonly Event[],
): readonly RunEventOf<'after-cut'>[] {
  const cuts = events.flatMap(({ kind, at }) => (kind === 'rate-drop' ? [at] : []));
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  return cuts.flatMap((cut, i): readonly RunEventOf<'after-cut'>[] => {
    const [before, after] = [cuts[i - 1] ?? first, cuts[i + 1] ?? last];
    const width = Math.min(BESIDE * (last - first), cut - before, after - cut);
    const until = (at: number): number => steps.findLastIndex((step) => step <= at);
    const [start, turn, end] = [until(cut - width), until(cut), until(cut + width)];
    const [a, b, c] = [values[start] ?? Number.NaN, values[turn] ?? Number.NaN, values[end] ?? Number.NaN];
    if (turn - start < POINTS || end - turn < POINTS || !Number.isFinite(a + b + c)) return [];
    const at = steps[end] ?? 0;
    return [{ kind: 'after-cut', run: 0, at, series: name, cut, from: steps[start] ?? 0, values: [a, b, c] }];
  });
}

/** A score that goes on being logged where the loss is no number any more. */
export function goingOn(small: readonly Curve[], events: readonly RunEvent[]): readonly RunEvent[] {
  const lost = events.find(
    ({ kind, ...event }) => kind === 'divergence' && 'next' in event && event.next === null,
  );
  if (lost?.kind !== 'divergence' || lost.what === 'growth') return [];
  return small
    .flatMap((curve): readonly RunEvent[] => {
      const { name, role, steps, values } = curve;
      const k = steps.findIndex((step, i) => step >= lost.at && typeof values[i] === 'number');
      const [at, value] = [steps[k], values[k]];
      return role !== 'metric' || at === undefined || typeof value !== 'number'
        ? []
        : [{ kind: 'goes-on', run: 0, at, series: name, value }];
    })
    .slice(0, 1);
}

/** A way of fewer points is not worth dividing. */
const FEWEST = 8;

/** A line that has lost more than this share of the way again by its end is not told by how fast it went. */
const BACK = 0.25;

/** When a line has gone half, and nine tenths, of the way from its first value to its best, for the first time. */
export function waysOf(line: Lines | null, better: Better): readonly RunEvent[] {
  const curve = line?.validation ?? line?.train ?? null;
  const drawn = curve?.smooth ?? curve?.values ?? [];
  const values = drawn.filter((value) => value !== null);
  const [first] = values;
  if (better === 'none') return [];
  if (curve === null || first === undefined || values.length < FEWEST) return [];
  const best = values.reduce((a, b) => ((better === 'lower') === a < b ? a : b), first);
  const last = values.at(-1) ?? first;
  if (best === first || (last - first) / (best - first) < 1 - BACK) return [];
  return ([0.5, 0.9] as const).flatMap((share): readonly RunEvent[] => {
    const goal = first + share * (best - first);
    const k = drawn.findIndex(
      (value) => value !== null && (better === 'lower' ? value <= goal : value >= goal),
    );
    const [at, value] = [curve.steps[k], drawn[k]];
    return at === undefined || value === null || value === undefined
      ? []
      : [{ kind: 'way', run: 0, at, series: curve.name, share, value }];
  });
}
