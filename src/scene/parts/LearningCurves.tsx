import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Mark } from './ChartMarks.tsx';
import type { Sign } from './Legend.tsx';
import { LineChart } from './LineChart.tsx';
import { Box } from './shapes.tsx';

/** Training loss, then validation loss. */
type Both<T> = readonly [train: T, validation: T];

/**
 * Learning curves: training and validation loss of a run over the epochs.
 *
 * @param props.own the losses of the run; `upTo` epochs of them are drawn
 * @param props.compared a loss of another training, dashed
 * @param props.gap what lies between the two losses of the run, step by step, and what it is called
 */
export function LearningCurves(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly x: { readonly label: string; readonly epochs: number };
  readonly y: { readonly label: string; readonly domain: Interval };
  readonly own: {
    readonly losses: Both<readonly number[]>;
    readonly names: Both<string>;
    readonly upTo: number;
    /** How much is there of the epochs that they have yet to reach, 0 … 1. */
    readonly whole?: number;
  };
  readonly compared?: { readonly losses: readonly number[]; readonly name: string };
  readonly gap?: {
    readonly name: string;
    readonly middle: readonly (number | null)[];
    readonly half: readonly number[];
  } | null;
  readonly marks?: readonly Mark[];
}): ReactElement {
  const { stage, rect, x, y, own, compared, gap = null, marks = [] } = props;
  const { whole = 0 } = own;
  const colour = (i: number) => (i === 0 ? stage.theme.train : stage.theme.validation);
  const mine = own.losses.map((values, i) => ({
    values,
    upTo: own.upTo,
    colour: colour(i),
    run: i,
    name: own.names[i] ?? '',
  }));
  const between =
    gap === null ? [] : [{ values: gap.middle, band: gap.half, width: 0, upTo: own.upTo, colour: colour(1) }];
  const ahead =
    whole > 0
      ? own.losses.map((values, i) => ({
          values,
          upTo: x.epochs,
          colour: colour(i),
          opacity: whole,
          width: 3,
        }))
      : [];
  const others =
    compared === undefined
      ? []
      : [
          {
            values: compared.losses,
            upTo: x.epochs,
            colour: stage.theme.quiet,
            dash: '8 8',
            width: 3,
            name: compared.name,
          },
        ];
  const shade: Sign = {
    width: 34,
    draw: (left, middle) => (
      <g opacity={0.4}>
        <Box rect={{ x: left, y: middle - 10, width: 26, height: 20 }} fill={colour(1)} />
      </g>
    ),
  };
  return (
    <LineChart
      stage={stage}
      rect={rect}
      id="losses"
      x={{ label: x.label, domain: [0, x.epochs] }}
      y={y}
      series={[...mine, ...between, ...ahead, ...others]}
      more={gap === null ? [] : [{ sign: shade, words: gap.name }]}
      marks={marks}
      link
    />
  );
}
