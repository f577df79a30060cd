import type { ReactElement } from 'react';
import { px } from './px.ts';

/** Shapes that tell runs apart without colour. */
const SHAPES = ['circle', 'square', 'diamond', 'triangle', 'plus', 'down', 'hexagon'] as const;
type Shape = (typeof SHAPES)[number];

const OUTLINES: Readonly<Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  triangle: [
    [0, -1.15],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  plus: [
    [-0.4, -1.1],
    [0.4, -1.1],
    [0.4, -0.4],
    [1.1, -0.4],
    [1.1, 0.4],
    [0.4, 0.4],
    [0.4, 1.1],
    [-0.4, 1.1],
    [-0.4, 0.4],
    [-1.1, 0.4],
    [-1.1, -0.4],
    [-0.4, -0.4],
  ],
  down: [
    [0, 1.15],
    [1.1, -0.85],
    [-1.1, -0.85],
  ],
  hexagon: [
    [-1.1, 0],
    [-0.55, -0.95],
    [0.55, -0.95],
    [1.1, 0],
    [0.55, 0.95],
    [-0.55, 0.95],
  ],
};

/** The marker of the run at an index, of radius `r` in scene units. */
export function Marker(props: {
  readonly run: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly fill: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly opacity?: number;
}): ReactElement {
  const { run, x, y, r, fill, stroke, strokeWidth, opacity = 1 } = props;
  const shape = SHAPES[run % SHAPES.length] ?? 'circle';
  const paint = {
    fill,
    ...(stroke === undefined ? {} : { stroke, strokeWidth: strokeWidth ?? 2 }),
    ...(opacity < 1 ? { opacity: px(opacity) } : {}),
  };
  if (shape === 'circle') return <circle cx={px(x)} cy={px(y)} r={px(r)} {...paint} />;
  const corners = OUTLINES[shape].map(([dx, dy]) => `${px(x + dx * r)} ${px(y + dy * r)}`);
  return <path d={`M${corners.join('L')}Z`} {...paint} />;
}
