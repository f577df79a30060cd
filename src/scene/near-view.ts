import { clamp } from '../sim/maths.ts';
import { type ChartAxis, type ChartView, closeView, shareOn, WHOLE_CHART } from './chart-view.ts';

/** A chart with stations along its x axis. */
export interface Stationed {
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly stations: readonly number[];
}

/** A line as a camera sees it: as it is drawn, and the values that stand out of its average. */
export interface SeenLine {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
  readonly smooth?: readonly (number | null)[] | null;
}

/** The axis grows with the run: this much further than the line, and at least this share of all or so many stations. */
const AHEAD = 1.22;
const LEAST = 0.2;
const STATIONS = 4;

/** What of a chart is in the picture while a line grows. @param head where the line has come to */
export function grownView({ x, stations }: Stationed, head: number): ChartView {
  const fewest = shareOn(x, stations[Math.min(STATIONS, stations.length - 1)] ?? x.domain[1]);
  const least = Math.min(Math.max(LEAST, fewest), 1);
  return { ...WHOLE_CHART, x: [0, clamp(AHEAD * shareOn(x, head), least, 1)] };
}

/** A close view has this share of the axis that is in the picture, or so many stations; its event stands at this share of it. */
const CLOSE = 0.34;
const NEAR = 6;
const PLACE = 0.7;
/** A view of all lines is this many times as high as one of the line that is told, at most. */
const OTHERS = 2.5;

/**
 * A view near a step, of what has been drawn until then. Other lines than the one that is told stay in the picture where they
 * do not make it too small.
 *
 * @param shot.from where the stretch begins that is looked at; `null`: only its end matters
 * @param shot.width of the axis that is in the picture without it, as a share
 * @param shot.head where the lines have come to
 * @param lines all of them, and the one that is told; `null` where all are
 */
export function nearView(
  { x, y, stations }: Stationed,
  shot: { readonly at: number; readonly from: number | null; readonly width: number; readonly head: number },
  lines: { readonly all: readonly SeenLine[]; readonly told: readonly SeenLine[] | null },
): ChartView {
  const { at, from, width, head } = shot;
  const k = stations.findIndex((station) => station >= at);
  const step = shareOn(x, at) - shareOn(x, stations[Math.max(0, k - NEAR)] ?? at);
  const wide = Math.min(width, Math.max(CLOSE * width, step / PLACE));
  const left = from === null ? shareOn(x, at) - PLACE * wide : shareOn(x, from) - 0.1 * wide;
  const right = from === null ? left + wide : Math.max(shareOn(x, at) + 0.1 * wide, left + 0.1);
  const begin = clamp(left, 0, 1);
  const window = [begin, Math.min(1, Math.max(right, begin + 0.02))] as const;
  const placesOf = ({ steps, values, smooth }: SeenLine) =>
    steps.flatMap((one, i) => {
      const [value, spike] = [smooth?.[i] ?? values[i], values[i]];
      const seen = one <= head && value !== null && value !== undefined;
      const peak = seen && one === at && spike !== null && spike !== undefined ? [spike] : [];
      return seen ? [value, ...peak].map((each) => [shareOn(x, one), shareOn(y, each)] as const) : [];
    });
  const viewOf = (some: readonly SeenLine[]): ChartView => closeView(window, some.flatMap(placesOf));
  const height = ({ y: [low, high] }: ChartView): number => high - low;
  const all = viewOf(lines.all);
  const told = lines.told === null ? all : viewOf(lines.told);
  return height(told) === 1 || height(all) <= OTHERS * height(told) ? all : told;
}
