import type { Better, Choice } from '../choice.ts';
import { BEST, best, validationRise } from '../events/best.ts';
import { divergence, hiddenDivergence } from '../events/divergence.ts';
import type { Event } from '../events/event.ts';
import { PLATEAU, plateau } from '../events/plateau.ts';
import { RATE, rateDrops, warmUp } from '../events/rate.ts';
import { SPIKE, spikes } from '../events/spike.ts';
import { type Lines, rankedBy, valueAt } from './curve.ts';

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
  const schedule =
    rate === undefined ? [] : [...warmUp(rate), ...rateDrops(rate, judged, { ...RATE, left: events.cut })];
  // Growth is a fault of losses alone.
  const gone = lost.filter(
    (event) => event.kind !== 'divergence' || event.what !== 'growth' || better === 'lower',
  );
  const once = gone.filter((event, i) => gone.findIndex(({ kind }) => kind === event.kind) === i);
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

/** A lead is told that is kept for this share of the stations at least. */
const KEPT = 0.1;

/** Who is ahead at the end of a race, alone, and since when. */
export function leadOf(
  lines: readonly Lines[],
  better: Better,
  stations: readonly number[],
): readonly RunEvent[] {
  const curves = lines.map((line) => line[rankedBy(lines)] ?? line.train);
  if (better === 'none') return [];
  const first = (at: number): number | null => {
    const values = curves.map((curve) => (curve === null ? null : valueAt({ ...curve, smooth: null }, at)));
    const signed = values.map((value) =>
      value === null ? Number.POSITIVE_INFINITY : better === 'higher' ? -value : value,
    );
    const least = signed.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
    const those = signed.flatMap((value, i) => (value === least ? [i] : []));
    return those.length === 1 && least < Number.POSITIVE_INFINITY ? (those[0] ?? null) : null;
  };
  const winner = first(stations.at(-1) ?? 0);
  if (winner === null) return [];
  const before = stations.findLastIndex((at) => first(at) !== winner);
  // Ahead from the first step on is no event, and so is the lead of the last few.
  const at = stations[before + 1];
  return before < 0 || at === undefined || stations.length - before - 1 < KEPT * stations.length
    ? []
    : [{ kind: 'lead', run: winner, at, series: curves[winner]?.name ?? '' }];
}

/** A way of fewer points is not worth dividing. */
const FEWEST = 8;

/** When a line has gone half, and nine tenths, of the way from its first value to its best, for the first time. */
export function waysOf(line: Lines | null, better: Better): readonly RunEvent[] {
  const curve = line?.train ?? line?.validation ?? null;
  const drawn = curve?.smooth ?? curve?.values ?? [];
  const values = drawn.filter((value) => value !== null);
  const [first] = values;
  if (better === 'none') return [];
  if (curve === null || first === undefined || values.length < FEWEST) return [];
  const best = values.reduce((a, b) => ((better === 'lower') === a < b ? a : b), first);
  if (best === first) return [];
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
