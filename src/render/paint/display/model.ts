import type { Matrix } from './matrix.ts';

/** A box in device coordinates: the units of the root `svg`, before any output scale. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A colour: red, green and blue from 0 to 255, alpha from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

export interface GradientStop {
  readonly offset: number;
  readonly colour: Colour;
}

/** A gradient in the user space of the shape it fills; `matrix` maps its own space there. */
export interface Gradient {
  readonly kind: 'linear' | 'radial';
  /** Linear: x1, y1, x2, y2. Radial: focus x, y, focus radius, centre x, y, radius. */
  readonly geometry: readonly number[];
  readonly matrix: Matrix;
  readonly spread: 'pad' | 'reflect' | 'repeat';
  readonly stops: readonly GradientStop[];
}

/** What a fill or stroke is painted with. `alpha` holds the operation's opacities; a colour's own alpha is separate. */
export interface Ink {
  readonly colour: Colour | undefined;
  readonly gradient: Gradient | undefined;
  readonly alpha: number;
}

export type FillRule = 'nonzero' | 'evenodd';

export interface Stroke {
  readonly ink: Ink;
  readonly width: number;
  readonly cap: 'butt' | 'round' | 'square';
  readonly join: 'miter' | 'round' | 'bevel';
  readonly miterLimit: number;
  /** Lengths on, off, on, off …: an even number of them, or none for an unbroken line. */
  readonly dashes: readonly number[];
  readonly dashOffset: number;
}

/** Lines and polygons are paths. */
export type Shape =
  | { readonly kind: 'path'; readonly d: string }
  | {
      readonly kind: 'ellipse';
      readonly cx: number;
      readonly cy: number;
      readonly rx: number;
      readonly ry: number;
    }
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly rx: number;
      readonly ry: number;
    };

/** A group of glyph outlines that represents text. */
export interface TextGroup {
  readonly words: string;
  /** Font size in scene units, if the scene states it (`data-size`). */
  readonly size: number | undefined;
  /** All opacities from the root down to the group. */
  readonly opacity: number;
}

/** Draws a shape's fill, then its stroke. */
export interface ShapeOp {
  readonly kind: 'shape';
  readonly shape: Shape;
  readonly matrix: Matrix;
  readonly fill: Ink | undefined;
  readonly fillRule: FillRule;
  readonly stroke: Stroke | undefined;
  readonly text: TextGroup | undefined;
}

/** Draws a picture, given as a data URL, into a rectangle. */
export interface ImageOp {
  readonly kind: 'image';
  readonly href: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** True: stretched; false: fitted, centred. */
  readonly stretch: boolean;
  readonly matrix: Matrix;
  readonly alpha: number;
  readonly text: TextGroup | undefined;
}

export interface ClipShape {
  readonly shape: Shape;
  readonly matrix: Matrix;
  readonly rule: FillRule;
}

/** Operations drawn together: within the union of the clip's shapes, and as one layer if opacity < 1. */
export interface GroupOp {
  readonly kind: 'group';
  readonly opacity: number;
  readonly clip: readonly ClipShape[] | undefined;
  readonly children: readonly DisplayOp[];
}

export type LeafOp = ShapeOp | ImageOp;
export type DisplayOp = LeafOp | GroupOp;

/** A frame as drawing operations in painting order. */
export interface DisplayList {
  readonly width: number;
  readonly height: number;
  readonly ops: readonly DisplayOp[];
}
