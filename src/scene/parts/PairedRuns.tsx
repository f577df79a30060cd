import type { ReactElement } from 'react';
import { lerp } from '../../sim/maths.ts';
import { evenLines } from '../../story/captions.ts';
import type { Rect } from '../rect.ts';
import { linearScale, ticks } from '../scale.ts';
import { SIZE, type Stage } from '../stage.ts';
import { AXIS_MARGIN, Axes } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Dot, Line } from './shapes.tsx';
import { text } from './Text.tsx';

/** What was done to all runs: its name, the share of each run, in how many it has fallen as it is written, how far it has come. */
export interface PairedColumn {
  readonly name: string;
  readonly shares: readonly number[];
  readonly fallen: string;
  /** 0 … 1. */
  readonly grown: number;
}

/** Room above and below the columns, the share of a column between its two ends, and a dot. */
const [ABOVE, BELOW, BETWEEN, DOT] = [64, 84, 0.44, 8] as const;

/** Letters of a name in a line. */
const NAME = 9;

/**
 * Paired runs: for each thing done, a line for each run from its share without to its share with it, on one axis from 0.
 *
 * @param props.before the share of each run with nothing done
 * @param props.written a share as it is written
 */
export function PairedRuns(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly before: readonly number[];
  readonly columns: readonly PairedColumn[];
  readonly written: (share: number) => string;
}): ReactElement {
  const { stage, rect, before, columns, written } = props;
  const { theme } = stage;
  const plot: Rect = {
    x: rect.x + AXIS_MARGIN.left,
    y: rect.y + ABOVE,
    width: rect.width - AXIS_MARGIN.left,
    height: rect.height - ABOVE - BELOW,
  };
  const most = 1.05 * Math.max(0.01, ...before, ...columns.flatMap(({ shares }) => shares));
  const y = linearScale([0, most], [plot.y + plot.height, plot.y]);
  const room = plot.width / Math.max(1, columns.length);
  return (
    <g>
      <Axes
        stage={stage}
        area={{ rect: plot, x: linearScale([0, 1], [plot.x, plot.x + plot.width]), y }}
        xTicks={[]}
        yTicks={ticks([0, most], 3)}
        yText={written}
      />
      {each(columns, ({ name, shares, fallen, grown }, i) => {
        const middle = plot.x + room * (i + 0.5);
        const [left, right] = [middle - (BETWEEN * room) / 2, middle + (BETWEEN * room) / 2];
        const x = lerp(left, right, grown);
        return (
          <Fade in={3 * grown}>
            {each(before, (from, run) => {
              const to = shares[run] ?? from;
              const colour = to < from ? theme.focus : to > from ? theme.validation : theme.quiet;
              const end = lerp(y(from), y(to), grown);
              return (
                <g>
                  <Line from={[left, y(from)]} to={[x, end]} stroke={colour} width={4} />
                  <Dot at={[left, y(from)]} r={DOT} fill={theme.quiet} />
                  <Dot at={[x, end]} r={DOT} fill={colour} />
                </g>
              );
            })}
            {each(evenLines(name, NAME) ?? [name], (line, row) =>
              text(stage, line, [middle, plot.y + plot.height + 38 + 38 * row], {
                size: SIZE.small,
                anchor: 'middle',
                width: room - 8,
              }),
            )}
            <Fade in={3 * grown - 2}>
              {text(stage, fallen, [middle, plot.y - 14], {
                size: SIZE.large,
                bold: true,
                anchor: 'middle',
                fill: 'focus',
              })}
            </Fade>
          </Fade>
        );
      })}
    </g>
  );
}
