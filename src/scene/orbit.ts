import { cosPi } from '../sim/maths.ts';

/** A spot in space: to the right, upwards, and towards the viewer. */
export type Spot = readonly [x: number, y: number, z: number];

/** From where things in space are seen. All zero: from the front, parallel. */
export interface Orbit {
  /** How far they are turned about the vertical axis through the origin, in half turns: their front to the right. */
  readonly turn: number;
  /** How far they are then tilted, in half turns: their top towards the viewer. */
  readonly tilt: number;
  /** 1 / distance of the viewer from the origin; 0 for a parallel view, in which nothing grows as it comes near. */
  readonly nearness: number;
}

/** The view from the front, which leaves x and y as they are. */
export const FRONT: Orbit = { turn: 0, tilt: 0, nearness: 0 };

/** sin(π t). */
const sinPi = (t: number): number => cosPi(t - 0.5);

/**
 * How spots in space are seen by a camera that orbits the origin: turned, tilted, and drawn in perspective,
 *
 *     (x, y, z) → (x, y) d / (d − z)
 *
 * d → 1 / `nearness`. Nothing may come as near as the viewer.
 *
 * @returns a function from spot to its place and its depth, which grows towards the viewer
 */
export function orbiting({ turn, tilt, nearness }: Orbit): (spot: Spot) => Spot {
  const [ct, st] = [cosPi(turn), sinPi(turn)];
  const [cl, sl] = [cosPi(tilt), sinPi(tilt)];
  return ([x, y, z]) => {
    const [right, back] = [ct * x + st * z, ct * z - st * x];
    const [up, near] = [cl * y - sl * back, cl * back + sl * y];
    const grown = 1 / (1 - nearness * near);
    return [right * grown, up * grown, near];
  };
}
