import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import { contourPath } from '../contour.ts';
import { mixColour } from '../ramp.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import { Contours } from './Contours.tsx';

/** How strongly a unit's vote tints the map: weak and strong. */
const TINT = { weak: 0.2, strong: 0.5 } as const;
/** Share of these within which a strong vote takes on its colour. */
const REACHED = 0.25;
/** Weighted inputs from which on a unit's vote counts as strong; a ReLU's grows with no end. */
const STRONG = { tanh: 0.8, relu: 1, sigmoid: 1.4 } as const;

/**
 * The vote of a hidden unit everywhere in a square, and its own boundary, where its weighted input is 0: tanh votes on both
 * sides of it, ReLU and the sigmoid on one alone.
 *
 * @param props.id unique within the frame
 * @param props.sums its weighted inputs, row by row from the lower left
 * @param props.colours of its vote where they are positive, and where they are negative
 */
export function UnitMap(props: {
  readonly stage: Stage;
  readonly id: string;
  readonly rect: Rect;
  readonly sums: readonly number[];
  readonly activation: keyof typeof STRONG;
  readonly colours: readonly [above: Colour, below: Colour];
  readonly width?: number;
}): ReactElement {
  const { stage, id, rect, sums, activation, colours, width = 3 } = props;
  const { theme } = stage;
  const side = Math.round(Math.sqrt(sums.length));
  const cell = rect.width / (side - 1);
  const above = (level: number): string =>
    contourPath({ columns: side, rows: side, values: sums }, level, (column, row) => [
      rect.x + column * cell,
      rect.y + rect.height - row * cell,
    ]);
  const [low = 0, high = 0] = extent(sums);
  const weak = (colour: Colour): Colour => mixColour(theme.panel, colour, TINT.weak);
  // What only just counts as strong has little of that colour yet.
  const firm = (colour: Colour, most: number): Colour =>
    mixColour(
      theme.panel,
      colour,
      lerp(TINT.weak, TINT.strong, clamp((most / STRONG[activation] - 1) / REACHED, 0, 1)),
    );
  const [yes, no] = colours;
  const silent = activation !== 'tanh';
  const strong = STRONG[activation];
  const edge = above(0);
  return (
    <Contours
      id={id}
      rect={rect}
      ground={silent ? theme.panel : firm(no, -low)}
      regions={[
        ...(silent ? [] : [{ d: above(-strong), fill: weak(no) }]),
        { d: edge, fill: weak(yes) },
        { d: above(strong), fill: firm(yes, high) },
        { d: edge, stroke: theme.curve, width, round: true },
      ]}
    />
  );
}
