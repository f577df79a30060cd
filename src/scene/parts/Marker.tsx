import type { ReactElement } from 'react';
import { px } from '../px.ts';
import type { Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { Cross, type Paint, painted } from './shapes.tsx';

/** Vertices of the shapes that distinguish runs without colour, after the circle; alternating x and y, radius 1. */
const OUTLINES: readonly (readonly number[])[] = [
  [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85],
  [0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0],
  [0, -1.15, 1.1, 0.85, -1.1, 0.85],
  [
    -0.4, -1.1, 0.4, -1.1, 0.4, -0.4, 1.1, -0.4, 1.1, 0.4, 0.4, 0.4, 0.4, 1.1, -0.4, 1.1, -0.4, 0.4, -1.1,
    0.4, -1.1, -0.4, -0.4, -0.4,
  ],
  [0, 1.15, 1.1, -0.85, -1.1, -0.85],
  [-1.1, 0, -0.55, -0.95, 0.55, -0.95, 1.1, 0, 0.55, 0.95, -0.55, 0.95],
];

/** The marker of the run at an index: circle, square, diamond, triangle, plus, triangle down, hexagon. */
export function Marker(
  props: Paint & { readonly run: number; readonly at: Place; readonly r: number },
): ReactElement {
  const {
    run,
    at: [x, y],
    r,
    ...paint
  } = props;
  const outline = OUTLINES[(run % (OUTLINES.length + 1)) - 1];
  if (outline === undefined) return <circle cx={px(x)} cy={px(y)} r={px(r)} {...painted(paint)} />;
  const corners = Array.from(
    { length: outline.length / 2 },
    (_, i) => `${px(x + (outline[2 * i] ?? 0) * r)} ${px(y + (outline[2 * i + 1] ?? 0) * r)}`,
  );
  return <path d={`M${corners.join('L')}Z`} {...painted(paint)} />;
}

/** A run's marker in its colour with a rim; hollow for a run that is elsewhere, crossed out for one that is out. */
export function RunMarker(props: {
  readonly stage: Stage;
  readonly run: number;
  readonly at: Place;
  readonly r: number;
  readonly hollow?: boolean;
  readonly out?: boolean;
}): ReactElement {
  const { stage, run, at, r, hollow = false, out = false } = props;
  const { background } = stage.theme;
  const colour = runColour(stage.theme, run);
  const [fill, stroke] = hollow || out ? [background, colour] : [colour, background];
  return (
    <g>
      <Marker run={run} at={at} r={r} fill={fill} stroke={stroke} width={3} />
      {out && <Cross at={at} r={0.62 * r} stroke={colour} />}
    </g>
  );
}
