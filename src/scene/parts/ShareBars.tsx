import { deviation, mean } from 'd3-array';
import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { mixColour } from '../ramp.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Box, Dot, Line } from './shapes.tsx';
import { text } from './Text.tsx';

/** One way to do something: where its bar is, the share of each of its runs, and their mean as it is written. */
export interface ShareBar {
  /** The room in which it grows, its number at the far end of it if it lies, below it if it stands. */
  readonly lane: Rect;
  readonly shares: readonly number[];
  readonly number: string;
  /** How far it has grown, and how much it stands out, 0 … 1 each. */
  readonly grown: number;
  readonly lit: number;
}

/** Room for the number beside a bar and below one, the largest dot, and the widest bar. */
const [BESIDE, BELOW, DOT, WIDEST] = [130, 48, 8, 120] as const;

/**
 * Bars from 0 for the means of several runs, with a dot for each run, and behind them the band of one standard deviation around
 * the mean of those that they are compared with: a bar that ends within it differs by less than the runs do.
 *
 * @param props.standing whether they grow upwards, or to the right
 * @param props.most the largest share that there is room for
 * @param props.compared the shares of the runs without anything done
 * @param props.band how much of the band is there, 0 … 1
 */
export function ShareBars(props: {
  readonly stage: Stage;
  readonly bars: readonly ShareBar[];
  readonly standing: boolean;
  readonly most: number;
  readonly compared: readonly number[];
  readonly band: number;
}): ReactElement {
  const { stage, bars, standing, most, compared, band } = props;
  const { theme } = stage;
  const [lane] = bars.map((bar) => bar.lane);
  if (lane === undefined) return <g />;
  const along = linearScale(
    [0, most],
    standing ? [lane.y + lane.height - BELOW, lane.y] : [lane.x, lane.x + lane.width - BESIDE],
  );
  const [middle, spread] = [mean(compared) ?? 0, deviation(compared) ?? 0];
  const [low, high] = [along(Math.max(0, middle - spread)), along(Math.min(most, middle + spread))];
  const at = along(middle);
  return (
    <g>
      <Fade in={band}>
        {each(standing ? [joined(bars)] : bars.map(({ lane }) => lane), ({ x, y, width, height }) => (
          <g>
            <Box
              rect={
                standing
                  ? { x, y: high, width, height: low - high }
                  : { x: low, y, width: high - low, height }
              }
              rx={8}
              fill={theme.line}
              opacity={0.5}
            />
            <Line
              from={standing ? [x, at] : [at, y]}
              to={standing ? [x + width, at] : [at, y + height]}
              stroke={theme.quiet}
              width={3}
              dash="8 8"
            />
          </g>
        ))}
      </Fade>
      {each(bars, ({ lane: { x, y, width, height }, shares, number, grown, lit }) => {
        const thick = Math.min(WIDEST, (standing ? 0.5 : 1) * (standing ? width : height));
        const across = standing ? x + (width - thick) / 2 : y + (height - thick) / 2;
        const end = lerp(along(0), along(mean(shares) ?? 0), grown);
        const place = (share: number, k: number): Place => {
          const beside = across + (thick * (k + 0.5)) / shares.length;
          return standing ? [beside, along(share)] : [along(share), beside];
        };
        const rect = standing
          ? { x: across, y: end, width: thick, height: Math.max(2, along(0) - end) }
          : { x: along(0), y: across, width: Math.max(2, end - along(0)), height: thick };
        return (
          <Fade in={2 * grown}>
            <Box
              rect={rect}
              rx={8}
              fill={mixColour(theme.quiet, theme.text, lit)}
              opacity={lerp(0.65, 1, lit)}
            />
            {each(shares, (share, k) => (
              <Dot
                at={place(share, k)}
                r={Math.min(DOT, (0.9 * thick) / shares.length + 2)}
                fill={theme.text}
                stroke={theme.background}
                width={2}
                opacity={0.9 * Math.max(0, 2 * grown - 1)}
              />
            ))}
            <Fade in={2 * grown - 1}>
              {text(
                stage,
                number,
                standing ? [x + width / 2, y + height - 6] : [x + width, y + height / 2 + 13],
                {
                  size: SIZE.large,
                  bold: true,
                  anchor: standing ? 'middle' : 'end',
                  fill: lit > 0.5 ? 'text' : 'quiet',
                },
              )}
            </Fade>
          </Fade>
        );
      })}
    </g>
  );
}

/** From the first lane to the last. */
function joined(bars: readonly ShareBar[]): Rect {
  const [first, last] = [bars[0]?.lane, bars.at(-1)?.lane];
  if (first === undefined || last === undefined) return { x: 0, y: 0, width: 0, height: 0 };
  return { ...first, width: last.x + last.width - first.x };
}
