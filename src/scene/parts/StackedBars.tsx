import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp } from '../../sim/maths.ts';
import type { Measured } from '../../sim/regression/bias-variance.ts';
import { polyline } from '../curve.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, type Scale, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Arrow } from './Arrow.tsx';
import { AXIS_MARGIN, Axes } from './Axes.tsx';
import { axisNumbers } from './axis-numbers.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { legend, sign } from './Legend.tsx';
import { Box, Dot, Line, Path } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** Some numbers on top of each other. */
export interface StackedBar {
  /** Below it, line by line. */
  readonly name: readonly string[];
  /** From the bottom up, each ≥ 0. */
  readonly parts: readonly number[];
  /** What their sum came to when it was measured. */
  readonly measured: Measured;
  /** The sum as it is written, above the bar. */
  readonly number: string;
  /** How far it has grown, how much of what is measured is seen, and how much it stands out, 0 … 1 each. */
  readonly grown: number;
  readonly checked: number;
  readonly lit: number;
}

/** Share of a column that is left free, and the greatest width of a bar. */
const [GAP, WIDEST] = [0.28, 150] as const;
const RING = 11;
/** Height of a line of a name, and room above the plot for the number of its highest bar. */
const [NAME, TOP] = [38, 40] as const;
const NUMBER = { size: SIZE.small, bold: true } as const;

/** Where the axis of a chart stands, from the left of its rectangle: further in if it has a name. */
const leftOf = (named: boolean): number => AXIS_MARGIN.left + (named ? 12 : 0);

/** A column of a chart, from the left to the right. */
interface Slot {
  readonly x: number;
  readonly width: number;
}

/** The columns of a chart with so many bars. @param named whether its x axis has a name */
export const barSlots = ({ x, width }: Rect, count: number, named: boolean): readonly Slot[] =>
  Array.from({ length: count }, (_, i) => ({
    x: x + leftOf(named) + ((width - leftOf(named)) * i) / count,
    width: (width - leftOf(named)) / count,
  }));

/** A bar with the places that it is drawn at. */
interface PlacedBar extends StackedBar {
  readonly middle: number;
  /** Upper end of the bar and of what was measured. */
  readonly top: number;
  /** Whether it is too high for the chart. */
  readonly over: boolean;
}

/**
 * Bars of parts that add up, and rings with error bars at what was measured of their sums. A bar that is too high ends at the
 * top, below an arrow and its number.
 *
 * @param props.kinds name and colour of each part, from the bottom up; @param props.ring what the rings are called
 */
export function StackedBars(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly domain: Interval;
  readonly bars: readonly StackedBar[];
  readonly kinds: readonly { readonly name: string; readonly colour: Colour }[];
  readonly ring: { readonly name: string; readonly shown: number };
  readonly xLabel: string;
  /** How much is seen of lines through the sizes of all parts but the first, 0 … 1. */
  readonly trends?: number;
  /** A line across all bars, and how far it has come, 0 … 1. */
  readonly level?: { readonly value: number; readonly shown: number };
}): ReactElement {
  const { stage, rect, domain, bars, kinds, ring, xLabel, level, trends = 0 } = props;
  const { theme } = stage;
  const key = legend(stage, rect, [
    ...kinds.map(({ name, colour }) => ({ sign: sign.square(colour), words: name })).toReversed(),
    { sign: sign.ring(theme.validation), words: ring.name, shown: ring.shown },
  ]);
  const lines = Math.max(...bars.map(({ name }) => name.length));
  const below = NAME * lines + 12;
  const left = leftOf(xLabel !== '');
  const inside: Rect = {
    x: rect.x + left,
    y: rect.y + key.height + TOP,
    width: rect.width - left,
    height: rect.height - key.height - TOP - below,
  };
  const [floor, base] = [inside.y + inside.height, inside.y + inside.height + NAME];
  const y = linearScale(domain, [floor, inside.y]);
  // On the floor, any but 0 would touch the name of the other axis.
  const yTicks = ticks(domain, Math.max(2, Math.floor(inside.height / 80))).filter(
    (tick) => tick === 0 || y(tick) < floor - NAME,
  );
  const slots = barSlots(rect, bars.length, xLabel !== '');
  const slot = inside.width / bars.length;
  const width = Math.min(WIDEST, slot * (1 - GAP));
  const halfOf = (words: string): number => textWidth(stage, words, NUMBER) / 2;
  const roomy = bars.every(({ number }) => 2 * halfOf(number) < slot - 16);
  const named = bars.every(({ name }) =>
    name.every((line) => textWidth(stage, line, { size: SIZE.small }) < slot - 6),
  );
  const every = named ? 1 : 2;
  const placed = bars.map((bar, i): PlacedBar => {
    const { parts, grown, checked, measured } = bar;
    const sum = parts.reduce((all, part) => all + part, 0) * grown;
    const over = sum > domain[1];
    const ringed = checked > 0 ? y(measured.mean + measured.error) - RING : floor;
    const top = over ? inside.y : Math.max(inside.y, Math.min(y(sum), ringed));
    return { ...bar, middle: (slots[i]?.x ?? inside.x) + slot / 2, top, over };
  });
  /** The place of a bar's number: above all that it would cover, centred, or to the side on which that is lower. */
  const numberAt = ({ number, middle }: PlacedBar): Place => {
    const half = halfOf(number);
    const aside = Math.max(0, half - width / 2);
    const tried = [middle, middle + aside, middle - aside].map((at): Place => {
      const x = clamp(at, inside.x + half, inside.x + inside.width - half);
      const covered = placed.filter((other) => Math.abs(other.middle - x) < half + width / 2 - 1);
      return [x, Math.min(...covered.map(({ top }) => top)) - 12];
    });
    return tried.reduce((low, place) => (place[1] > low[1] + 1 ? place : low));
  };
  return (
    <g>
      {key.element}
      <Axes
        stage={stage}
        area={{ rect: inside, x: linearScale([0, bars.length], [inside.x, inside.x + inside.width]), y }}
        xTicks={[]}
        yTicks={yTicks}
        {...axisNumbers(stage, yTicks, '')}
      />
      {each(placed, ({ name, middle, lit }, i) => (
        <g>
          {lit > 0 && (
            <Box
              rect={{
                x: middle - slot * 0.48,
                y: inside.y - TOP,
                width: slot * 0.96,
                height: inside.height + TOP + below,
              }}
              rx={10}
              fill={theme.line}
              opacity={0.28 * lit}
            />
          )}
          {i % every === 0 &&
            each(name, (line, row) =>
              text(stage, line, [middle, base + NAME * row], {
                size: SIZE.small,
                fill: lit > 0.5 ? 'text' : 'quiet',
                anchor: 'middle',
                width: slot * every - 4,
              }),
            )}
        </g>
      ))}
      {each(placed, (bar) => stack(stage, bar, { kinds, width, domain, y, top: inside.y }))}
      {trends > 0 &&
        each(kinds.slice(1), ({ colour }, k) => {
          const d = polyline(
            placed
              .filter(({ grown }) => grown > 0.5)
              .map(({ middle, parts }) => [middle, y(clamp(parts[k + 1] ?? 0, ...domain))] as const),
          );
          return (
            <Fade in={trends}>
              <Path d={d} stroke={theme.background} width={12} round />
              <Path d={d} stroke={colour} width={6} round />
            </Fade>
          );
        })}
      {each(
        placed,
        (bar) =>
          (roomy || bar.lit > 0.5) &&
          text(stage, bar.number, numberAt(bar), {
            ...NUMBER,
            anchor: 'middle',
            opacity: Math.min(1, 2 * bar.grown) * (roomy ? 1 : 2 * bar.lit - 1),
          }),
      )}
      {level && level.shown > 0 && (
        <Line
          from={[inside.x, y(level.value)]}
          to={[inside.x + inside.width * level.shown, y(level.value)]}
          stroke={theme.text}
          width={4}
          dash="14 10"
        />
      )}
      {text(stage, xLabel, [inside.x - 16, base], { size: SIZE.small, fill: 'quiet', anchor: 'end' })}
    </g>
  );
}

/** A bar's parts on top of each other, and the ring of what was measured. */
function stack(
  { theme }: Stage,
  { parts, measured, grown, checked, middle, over }: PlacedBar,
  {
    kinds,
    width,
    domain,
    y,
    top,
  }: {
    readonly kinds: readonly { readonly colour: Colour }[];
    readonly width: number;
    readonly domain: Interval;
    readonly y: Scale;
    readonly top: number;
  },
): ReactElement | null {
  if (grown <= 0) return null;
  const ends = parts.map((_, k) => parts.slice(0, k + 1).reduce((all, part) => all + part * grown, 0));
  const within = (value: number): number => y(clamp(value, domain[0], domain[1]));
  const { mean, error } = measured;
  return (
    <g>
      {each(ends, (end, k) => {
        const [low, high] = [within(ends[k - 1] ?? 0), within(end)];
        if (low - high <= 0.05) return null;
        const rect = { x: middle - width / 2, y: high, width, height: low - high };
        return <Box rect={rect} fill={kinds[k]?.colour ?? theme.text} />;
      })}
      {over && <Arrow from={[middle, top + 50]} to={[middle, top + 8]} colour={theme.background} width={7} />}
      {mean <= domain[1] && mean >= domain[0] && (
        <Fade in={over ? 0 : checked}>
          {error > 0 && (
            <Line
              from={[middle, within(mean - error)]}
              to={[middle, within(mean + error)]}
              stroke={theme.text}
              width={4}
            />
          )}
          <Dot at={[middle, y(mean)]} r={RING} stroke={theme.background} width={9} />
          <Dot at={[middle, y(mean)]} r={RING} stroke={theme.validation} width={5} />
        </Fade>
      )}
    </g>
  );
}
