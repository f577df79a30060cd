import { lerp } from '../../sim/maths.ts';
import { rememberFor } from '../../sim/remember.ts';
import { polyline } from '../curve.ts';
import { growingPath } from '../growing-path.ts';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import type { PlotArea } from './Axes.tsx';

/** What is known of a line. */
export interface LinePoints {
  /** Its values; where one is `null`, it has a gap. The same array for the same line, so that its path is written once. */
  readonly values: readonly (number | null)[];
  /** Where on the x axis each value stands, in ascending order; without, they are one per step from 0 on. */
  readonly steps?: readonly number[] | undefined;
  /** Where on the x axis the line ends, between two values too. By default all of it is drawn. */
  readonly upTo?: number | undefined;
}

/** Radius of the dots of a line. */
const DOT = 6;

/** A plot area, and the key that identifies it. */
export interface Ground {
  readonly area: PlotArea;
  readonly key: string;
}
const keyOf = ({ key }: Ground): string => key;

/** The places of a line, stretch by stretch between its gaps. */
function stretches({ values, steps }: LinePoints, { x, y }: PlotArea): readonly (readonly Place[])[] {
  const all: Place[][] = [[]];
  values.forEach((value, k) => {
    if (value === null) {
      if (all.at(-1)?.length !== 0) all.push([]);
    } else all.at(-1)?.push([x(steps?.[k] ?? k), y(value)]);
  });
  return all.filter(({ length }) => length > 0);
}

export const lineOf = rememberFor(
  (values: LinePoints['values'], { steps, area }: Ground & LinePoints): string =>
    stretches({ values, ...(steps ? { steps } : {}) }, area)
      // A value between two gaps is seen as a dot: the shortest of lines.
      .map((places) => growingPath(places).d + (places.length === 1 ? 'h0.01' : ''))
      .join(''),
  keyOf,
);

/** The area between a line and the floor of its plot. */
export const groundOf = rememberFor(
  (values: LinePoints['values'], { steps, area }: Ground & LinePoints): string => {
    const floor = px(area.rect.y + area.rect.height);
    return stretches({ values, ...(steps ? { steps } : {}) }, area)
      .filter(({ length }) => length > 1)
      .map((places) => {
        const [first, last] = [places[0]?.[0] ?? 0, places.at(-1)?.[0] ?? 0];
        return `${growingPath(places).d}L${px(last)} ${floor}L${px(first)} ${floor}Z`;
      })
      .join('');
  },
  keyOf,
);

/** A dot at each value, as path data. */
export const dotsOf = rememberFor(
  (values: LinePoints['values'], { steps, area }: Ground & LinePoints): string =>
    stretches({ values, ...(steps ? { steps } : {}) }, area)
      .flat()
      .map(
        ([x, y]) =>
          `M${px(x - DOT)} ${px(y)}a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0a${DOT} ${DOT} 0 1 0 ${-2 * DOT} 0`,
      )
      .join(''),
  keyOf,
);

/** @param band half its width, step by step */
export const bandOf = rememberFor(
  (band: readonly number[], { values, steps, area: { x, y } }: Ground & LinePoints): string => {
    const edge = (side: 1 | -1): readonly Place[] =>
      values.flatMap((value, k) =>
        value === null ? [] : [[x(steps?.[k] ?? k), y(value + side * (band[k] ?? 0))] as const],
      );
    return `${polyline([...edge(1), ...edge(-1).toReversed()])}Z`;
  },
  keyOf,
);

/** What of a line is drawn between two others: the area, as far as both reach. */
export const areaBetween = rememberFor(
  (
    values: LinePoints['values'],
    { steps = [], other, area }: Ground & LinePoints & { readonly other: LinePoints },
  ): string => {
    const [one, two] = [stretches({ values, steps }, area), stretches(other, area)].map((all) => all.flat());
    if (one === undefined || two === undefined) return '';
    const from = Math.max(one[0]?.[0] ?? 0, two[0]?.[0] ?? 0);
    const to = Math.min(one.at(-1)?.[0] ?? 0, two.at(-1)?.[0] ?? 0);
    const inside = (places: readonly Place[]): readonly Place[] => [
      ...[from].flatMap((x) => placeAt(places, x)),
      ...places.filter(([x]) => x > from && x < to),
      ...[to].flatMap((x) => placeAt(places, x)),
    ];
    return to <= from ? '' : `${polyline([...inside(one), ...inside(two).toReversed()])}Z`;
  },
  ({ key, other: { steps = [] } }) => `${key},${steps.length},${steps.at(-1)}`,
);

/** The place of a line at some x, if it goes that far. */
function placeAt(places: readonly Place[], x: number): readonly Place[] {
  const after = places.findIndex(([at]) => at >= x);
  const [from, to] = [places[after - 1] ?? places[after], places[after]];
  if (from === undefined || to === undefined) return [];
  return [[x, to[0] > from[0] ? lerp(from[1], to[1], (x - from[0]) / (to[0] - from[0])) : to[1]]];
}

/** Index of the last of some ascending steps that is not after a place on the axis; −1 before all of them. */
function reached(steps: readonly number[], at: number): number {
  let [low, high] = [-1, steps.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((steps[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The end point of a line: on its way from one value to the next, at the last one before a gap; `null` before the first. */
export function headOf({ values, steps, upTo }: LinePoints, { x, y }: PlotArea): Place | null {
  const end = upTo ?? lastStep({ values, steps });
  const k = steps === undefined ? Math.min(Math.floor(end), values.length - 1) : reached(steps, end);
  const placeOf = (i: number): number => x(steps?.[i] ?? i);
  const from = values[k];
  const to = values[k + 1];
  if (from !== null && from !== undefined && to !== null && to !== undefined) {
    const [start, stop, head] = [placeOf(k), placeOf(k + 1), x(end)];
    return [head, lerp(y(from), y(to), stop > start ? (head - start) / (stop - start) : 0)];
  }
  const last = values.slice(0, k + 1).findLastIndex((value) => value !== null);
  const value = values[last];
  return value === null || value === undefined ? null : [placeOf(last), y(value)];
}

const lastStep = ({ values, steps }: LinePoints): number => steps?.at(-1) ?? values.length - 1;

/** Where on the stage what is drawn of a line ends. */
export function endOf(line: LinePoints, { x }: PlotArea): number {
  const last = lastStep(line);
  return x(Math.min(line.upTo ?? last, last));
}
