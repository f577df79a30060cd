import { deviation, mean } from 'd3-array';
import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import type { Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { legend, sign } from './Legend.tsx';
import { Box, Dot, Line } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** One way to do something: what it is called, the share of each of its runs, and their mean as it is written. */
export interface ShareBar {
  readonly name: string;
  readonly shares: readonly number[];
  readonly number: string;
  /** How far it has grown, and how much it stands out, 0 … 1 each. */
  readonly grown: number;
  readonly lit: number;
}

const AXIS = 48;
const KEY = 42;
const DOT = 7;

/**
 * Bars from 0 for the means of several runs, with a dot for each run, and behind them the band of one standard deviation around
 * the mean of those that they are compared with: a bar that ends within it differs by less than the runs do.
 *
 * @param props.domain of the shares, from 0
 * @param props.compared the shares of the runs without anything done
 * @param props.names what the axis is called, the bars, the dots, and the band
 */
export function ShareBars(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly domain: Interval;
  readonly compared: readonly number[];
  readonly bars: readonly ShareBar[];
  readonly names: {
    readonly axis: string;
    readonly percent: (value: number) => string;
    readonly bar: string;
    readonly dot: string;
    readonly band: string;
  };
}): ReactElement {
  const { stage, rect, domain, compared, bars, names } = props;
  const { theme } = stage;
  const narrow = stage.format !== 'landscape';
  const key = legend(
    stage,
    rect,
    [
      { words: names.bar },
      { sign: sign.dot(theme.text, DOT), words: names.dot },
      { sign: sign.square(theme.line, 12), words: names.band },
    ],
    {},
  );
  const step = Math.min(150, (rect.height - key.height - AXIS - KEY / 2) / bars.length);
  const style = { size: SIZE.medium, bold: true } as const;
  const named = narrow
    ? 36
    : 24 + Math.max(...bars.map(({ name }) => Math.min(580, textWidth(stage, name, style))));
  const numbered = 24 + Math.max(...bars.map(({ number }) => textWidth(stage, number, style)));
  const [left, right] = [rect.x + named, rect.x + rect.width - numbered];
  const top = rect.y + key.height + KEY / 2;
  const bottom = top + step * bars.length;
  const x = linearScale([domain[0], domain[1]], [left, right]);
  const [middle, spread] = [mean(compared) ?? 0, deviation(compared) ?? 0];
  const [from, to] = [x(Math.max(0, middle - spread)), x(Math.min(domain[1], middle + spread))];
  const small = { size: SIZE.small, fill: 'quiet' } as const;
  const axisLeft = rect.x + rect.width - textWidth(stage, names.axis, small) - 20;
  const inPercent = ticks([100 * domain[0], 100 * domain[1]], narrow ? 4 : 6).filter(
    (tick) => x(tick / 100) + textWidth(stage, names.percent(tick), small) / 2 < axisLeft,
  );
  return (
    <g>
      {key.element}
      <Box
        rect={{ x: from, y: top, width: to - from, height: bottom - top }}
        fill={theme.line}
        opacity={0.55}
      />
      <Line from={[x(middle), top]} to={[x(middle), bottom]} stroke={theme.quiet} width={3} dash="8 8" />
      <Line from={[left, bottom]} to={[right, bottom]} stroke={theme.line} />
      {each(inPercent, (tick) =>
        text(stage, names.percent(tick), [x(tick / 100), bottom + 38], {
          size: SIZE.small,
          fill: 'quiet',
          anchor: 'middle',
        }),
      )}
      {text(stage, names.axis, [rect.x + rect.width, bottom + 38], {
        size: SIZE.small,
        fill: 'quiet',
        anchor: 'end',
      })}
      {each(bars, ({ name, shares, number, grown, lit }, i) => {
        const y = top + step * i + (narrow ? 0.42 * step : 0.2 * step);
        const height = step * (narrow ? 0.46 : 0.6);
        const length = (x(mean(shares) ?? 0) - left) * grown;
        const fill = lit > 0.5 ? 'text' : 'quiet';
        return (
          <Fade in={2 * grown}>
            {narrow
              ? text(stage, name, [rect.x, y - 10], { ...style, fill, width: rect.width * 0.8 })
              : text(stage, name, [rect.x, y + height / 2 + 13], { ...style, fill, width: named - 24 })}
            <Box
              rect={{ x: left, y, width: Math.max(2, length), height }}
              rx={6}
              fill={theme.quiet}
              opacity={0.65}
            />
            {lit > 0 && (
              <Box
                rect={{ x: left, y, width: Math.max(2, length), height }}
                rx={6}
                fill={theme.text}
                opacity={lit}
              />
            )}
            {each(shares, (share, k) => (
              <Dot
                at={[x(share), y + (height * (k + 0.5)) / shares.length]}
                r={Math.min(DOT, (0.9 * height) / shares.length + 2)}
                fill={theme.text}
                stroke={theme.background}
                width={2}
                opacity={0.9 * Math.max(0, 2 * grown - 1)}
              />
            ))}
            <Fade in={2 * grown - 1}>
              {text(stage, number, [rect.x + rect.width, y + height / 2 + 13], {
                ...style,
                fill,
                anchor: 'end',
              })}
            </Fade>
          </Fade>
        );
      })}
    </g>
  );
}
