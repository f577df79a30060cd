/** Where the camera is in a race. */
import { extent } from 'd3-array';
import { clamp } from '../../sim/maths.ts';
import { SURFACES } from '../../sim/objectives/surfaces.ts';
import type { Shot } from '../camera.ts';
import { type MapArea, mapArea } from '../parts/SurfaceMap.tsx';
import { inset, mixRect, nearest, type Place, type Rect } from '../rect.ts';
import type { RaceView } from './race-view.ts';

/** How near the camera comes to a race, at most; what of the picture the race fills then. */
const CLOSE = { most: 2.4, fills: 0.8 } as const;

/** A shot of a place of the map, as far as the map reaches. */
export function shotAt(rect: Rect, place: Place, zoom: number): Shot {
  const [width, height] = [rect.width / (2 * zoom), rect.height / (2 * zoom)];
  const centres = {
    x: rect.x + width,
    y: rect.y + height,
    width: rect.width - 2 * width,
    height: rect.height - 2 * height,
  };
  return { at: nearest(centres, place), zoom };
}

/** The shot that is near enough for a race's runs to fill the picture. */
export function closeShot({ runs, start, name }: RaceView, rect: Rect, { x, y }: MapArea): Shot {
  const minima = SURFACES[name].minima;
  const staying = runs.filter(({ outSince }) => outSince === null).flatMap(({ points }) => points);
  const places = [start, ...minima, ...staying].map(([a, b]): Place => nearest(rect, [x(a), y(b)]));
  const [left = 0, right = 0] = extent(places, ([at]) => at);
  const [top = 0, bottom = 0] = extent(places, ([, at]) => at);
  const zoom = CLOSE.fills * Math.min(rect.width / (right - left), rect.height / (bottom - top));
  return shotAt(rect, [(left + right) / 2, (top + bottom) / 2], clamp(zoom, 1, CLOSE.most));
}

/** By how much a surface in space is drawn larger than its map, to each side. */
const LARGER = 0.08;

/** The area of a surface in space: it leaves the corners of its map empty, and so is larger. @param relief 0 for a map */
export function spaceArea(view: RaceView, area: MapArea, relief: number): MapArea {
  const larger = inset(area.rect, -LARGER * Math.max(area.rect.width, area.rect.height));
  return relief === 0 ? area : mapArea(view, mixRect(area.rect, larger, relief));
}
