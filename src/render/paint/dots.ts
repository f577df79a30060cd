import type { Shape, Stroke } from './display/model.ts';
import { type PathGeometry, pathGeometry, VERB } from './display/path-data.ts';

/** Strokes no longer than this, in scene units, count as dots: only their round caps are visible. */
const NO_LENGTH = 0.05;

const found = new WeakMap<PathGeometry, Float32Array | null>();

function middles({ verbs, points }: PathGeometry): Float32Array | null {
  if (verbs.length < 2 || verbs.length % 2 !== 0) return null;
  const dots = new Float32Array(verbs.length);
  for (let i = 0; i < verbs.length; i += 2) {
    if (verbs[i] !== VERB.move || verbs[i + 1] !== VERB.line) return null;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = [
      points[2 * i],
      points[2 * i + 1],
      points[2 * i + 2],
      points[2 * i + 3],
    ];
    if (Math.abs(x1 - x0) > NO_LENGTH || Math.abs(y1 - y0) > NO_LENGTH) return null;
    dots[i] = (x0 + x1) / 2;
    dots[i + 1] = (y0 + y1) / 2;
  }
  return dots;
}

/**
 * The centres x, y, x, y … of a path that consists only of dots: opaque zero-length strokes with round caps. Drawing
 * points is twice as fast as stroking such a path. Undefined for any other path.
 */
export function dotsOf(shape: Shape, { ink, cap, dashes }: Stroke): Float32Array | undefined {
  if (shape.kind !== 'path' || cap !== 'round' || dashes.length > 0) return undefined;
  // Overlapping translucent dots would add up.
  if (ink.alpha !== 1 || ink.colour?.[3] !== 1) return undefined;
  const geometry = pathGeometry(shape.d);
  let dots = found.get(geometry);
  if (dots === undefined) {
    dots = middles(geometry);
    found.set(geometry, dots);
  }
  return dots ?? undefined;
}
