import { clamp } from '../sim/maths.ts';
import { px } from './px.ts';
import type { Place } from './rect.ts';

/** A jump from one point to another: a parabola, because there are no states in between for the ball to roll through. */
export interface Hop {
  readonly from: Place;
  readonly to: Place;
  /** Height of the middle control point above the straight line. */
  readonly lift: number;
}

/**
 * The jump between two points of a terrain.
 *
 * @param ground height (scene units, y downwards) of the terrain at an x, to hop over rather than through it
 */
export function hop(from: Place, to: Place, ground: (x: number) => number): Hop {
  const width = Math.abs(to[0] - from[0]);
  let obstacle = 0;
  for (let i = 1; i < 8; i += 1) {
    const t = i / 8;
    const chord = from[1] + (to[1] - from[1]) * t;
    obstacle = Math.max(obstacle, chord - ground(from[0] + (to[0] - from[0]) * t));
  }
  return { from, to, lift: clamp(Math.max(0.5 * width, 3 * obstacle), 0, 460) };
}

/** The ball's position at a fraction t of the hop. */
export function alongHop({ from, to, lift }: Hop, t: number): Place {
  const arc = 2 * t * (1 - t) * lift;
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t - arc];
}

/**
 * The hop's path data, up to a fraction t of it: part of a parabola is a parabola again, whose control point lies
 * on the line to that of the whole (de Casteljau).
 */
export function hopPath(jump: Hop, t = 1): string {
  const { from, to, lift } = jump;
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - lift];
  const end = alongHop(jump, t);
  const control = [from[0] + (mx - from[0]) * t, from[1] + (my - from[1]) * t] as const;
  return `M${px(from[0])} ${px(from[1])}Q${px(control[0])} ${px(control[1])} ${px(end[0])} ${px(end[1])}`;
}
