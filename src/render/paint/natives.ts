import type { CanvasKit, Image, Path, PathEffect, Shader } from 'canvaskit-wasm';
import { LRUCache } from 'lru-cache';
import type { Matrix } from './display/matrix.ts';
import { pathGeometry } from './display/path-data.ts';
import type { Gradient, Shape, Stroke } from './display-list.ts';

/** Number of native objects cached between frames; glyph outlines recur in every frame. */
const REMEMBERED = { paths: 1000, longPaths: 64, shaders: 64, dashes: 64, images: 64 } as const;
/** Path data from this length on is large and specific to one frame: only a few are cached. */
const LONG = 4000;

/** CanvasKit objects for what display lists describe, cached by description. */
export interface Natives {
  readonly path: (d: string) => Path;
  readonly dashes: (stroke: Stroke) => PathEffect | null;
  readonly shader: (gradient: Gradient) => Shader;
  readonly image: (href: string) => Image;
  readonly dispose: () => void;
}

/** A map as the nine numbers CanvasKit expects. */
export const nine = ([a, b, c, d, e, f]: Matrix): number[] => [a, c, e, b, d, f, 0, 0, 1];

/** A rounded rectangle as path data that starts where SVG starts its dashes; Skia's own starts at another corner. */
export function roundedRectangle({ x, y, width, height, rx, ry }: Extract<Shape, { kind: 'rect' }>): string {
  const [right, bottom] = [x + width, y + height];
  const corner = (toX: number, toY: number) => `A${rx} ${ry} 0 0 1 ${toX} ${toY}`;
  return [
    `M${x + rx} ${y}H${right - rx}${corner(right, y + ry)}V${bottom - ry}${corner(right - rx, bottom)}`,
    `H${x + rx}${corner(x, bottom - ry)}V${y + ry}${corner(x + rx, y)}Z`,
  ].join('');
}

/** The bytes of a data URL. */
function dataOf(href: string): Buffer {
  const comma = href.indexOf(',');
  const encoded = href.slice(comma + 1);
  return href.slice(0, comma).endsWith(';base64')
    ? Buffer.from(encoded, 'base64')
    : Buffer.from(decodeURIComponent(encoded), 'latin1');
}

/** Creates CanvasKit objects, and frees those not used for a long time. */
export function createNatives(ck: CanvasKit): Natives {
  const spreads = { pad: ck.TileMode.Clamp, reflect: ck.TileMode.Mirror, repeat: ck.TileMode.Repeat };
  /** Frees the least recently used: native objects must be freed explicitly. */
  const remembering = <Native extends { delete(): void }>(max: number, make: (key: string) => Native) =>
    new LRUCache<string, Native>({ max, memoMethod: make, dispose: (native) => native.delete() });

  function makeShader({ kind, geometry, matrix, spread, stops }: Gradient): Shader {
    const colours = stops.map(({ colour: [r, g, b, a] }) => ck.Color4f(r / 255, g / 255, b / 255, a));
    const offsets = stops.map(({ offset }) => offset);
    const [p = 0, q = 0, r = 0, s = 0, t = 0, u = 0] = geometry;
    const [mode, map] = [spreads[spread], nine(matrix)];
    return kind === 'linear'
      ? ck.Shader.MakeLinearGradient([p, q], [r, s], colours, offsets, mode, map)
      : ck.Shader.MakeTwoPointConicalGradient([p, q], r, [s, t], u, colours, offsets, mode, map);
  }

  const makePath = (d: string): Path => {
    const { verbs, points } = pathGeometry(d);
    return ck.Path.MakeFromVerbsPointsWeights(verbs as number[], points as number[]);
  };
  const paths = remembering(REMEMBERED.paths, makePath);
  const longPaths = remembering(REMEMBERED.longPaths, makePath);
  const dashes = remembering(REMEMBERED.dashes, (key) => {
    const [phase = 0, ...lengths] = key.split(' ').map(Number);
    return ck.PathEffect.MakeDash(lengths, phase);
  });
  const shaders = remembering(REMEMBERED.shaders, (key) => makeShader(JSON.parse(key)));
  const images = remembering(REMEMBERED.images, (href) => {
    const image = ck.MakeImageFromEncoded(dataOf(href));
    if (image !== null) return image;
    throw new Error(`<image>: "${href.slice(0, 40)}…" is not a readable picture`);
  });
  return {
    path: (d) => (d.length < LONG ? paths : longPaths).memo(d),
    dashes: (stroke) =>
      stroke.dashes.length === 0 ? null : dashes.memo([stroke.dashOffset, ...stroke.dashes].join(' ')),
    shader: (gradient) => shaders.memo(JSON.stringify(gradient)),
    image: (href) => images.memo(href),
    dispose: () => {
      for (const cache of [paths, longPaths, dashes, shaders, images]) cache.clear();
    },
  };
}
