import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { LogitMap } from '../../sim/network/two-classes.ts';
import { contourPath } from '../contour.ts';
import { Contours } from '../parts/Contours.tsx';
import { classInk } from '../parts/DecisionMap.tsx';
import { mixColour } from '../ramp.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';

/** Bands to either side of 0, and how much of a class's colour the first and the last have. */
const BANDS = 5;
/** Share of a band within which it takes on its colour. */
const REACHED = 0.4;
const TINT = { first: 0.12, last: 0.62 } as const;

/**
 * An output all over the square as bands: the farther from 0, the stronger the colour of its class; where it is 0, a line.
 *
 * @param props.id unique within the frame
 * @param props.map outputs, in hundredths, row by row from the lower left
 * @param props.step height of a band, in hundredths
 */
export function SumBands(props: {
  readonly stage: Stage;
  readonly id: string;
  readonly rect: Rect;
  readonly map: LogitMap;
  readonly step: number;
}): ReactElement {
  const { stage, id, rect, map, step } = props;
  const { theme } = stage;
  const side = Math.round(Math.sqrt(map.length));
  const cell = rect.width / (side - 1);
  const above = (level: number): string =>
    contourPath({ columns: side, rows: side, values: map }, level, (column, row) => [
      rect.x + column * cell,
      rect.y + rect.height - row * cell,
    ]);
  // A band that the output only just reaches has little of its colour yet.
  const [low = 0, high = 0] = extent(map);
  const reached = (label: 0 | 1, band: number): number =>
    clamp(((label === 1 ? high : -low) / step - band) / REACHED, 0, 1);
  const tint = (label: 0 | 1, band: number): Colour => {
    const full = Array.from({ length: band }, (_, i) => reached(label, i + 1)).reduce((a, b) => a + b, 0);
    return mixColour(
      theme.panel,
      classInk(theme, label),
      TINT.first + ((TINT.last - TINT.first) * full) / (BANDS - 1),
    );
  };
  const below = Array.from({ length: BANDS - 1 }, (_, i) => BANDS - 1 - i);
  const edge = above(0);
  return (
    <Contours
      id={id}
      rect={rect}
      ground={tint(0, BANDS - 1)}
      regions={[
        ...below.map((band) => ({ d: above(-band * step), fill: tint(0, band - 1) })),
        { d: edge, fill: tint(1, 0) },
        ...below.toReversed().map((band) => ({ d: above(band * step), fill: tint(1, band) })),
        { d: edge, stroke: theme.curve, width: 6, round: true },
      ]}
    />
  );
}
