import type { ReactElement } from 'react';
import { colour, number, numbers, reference, refuse, unit, word } from './display/attributes.ts';
import { opBounds, shapeBounds, union } from './display/bounds.ts';
import { type Expanded, expand, type SvgElement } from './display/expand.ts';
import { readGradient } from './display/gradient.ts';
import { IDENTITY, type Matrix, multiply, parseTransform } from './display/matrix.ts';
import type {
  Box,
  ClipShape,
  DisplayList,
  DisplayOp,
  GroupOp,
  Ink,
  LeafOp,
  Shape,
  TextGroup,
} from './display/model.ts';
import { readShape } from './display/shapes.ts';
import { INITIAL, inherit, type Style } from './display/style.ts';

export { opBounds, pathBounds, shapeBounds, union } from './display/bounds.ts';
export type * from './display/model.ts';

type Ids = ReadonlyMap<string, SvgElement>;

/** What an element inherits from its ancestors. */
interface Place {
  readonly style: Style;
  readonly matrix: Matrix;
  /** The product of all ancestors' opacities. */
  readonly opacity: number;
  readonly text: TextGroup | undefined;
}

function ink(
  element: string,
  name: string,
  value: string,
  alpha: number,
  shape: Shape,
  ids: Ids,
): Ink | undefined {
  if (value === 'none' || alpha === 0) return undefined;
  const id = reference(value);
  if (id === undefined) {
    const solid = colour(element, name, value);
    return solid[3] === 0 ? undefined : { colour: solid, gradient: undefined, alpha };
  }
  const target = ids.get(id);
  if (target?.name !== 'linearGradient' && target?.name !== 'radialGradient') {
    return refuse(element, name, value, 'the id of a gradient in the same drawing');
  }
  const gradient = readGradient(target, shapeBounds(shape));
  return gradient === undefined ? undefined : { colour: undefined, gradient, alpha };
}

function shapeOp(
  { name }: SvgElement,
  shape: Shape,
  { style, matrix, text }: Place,
  ids: Ids,
): DisplayOp | undefined {
  const fill = name === 'line' ? undefined : ink(name, 'fill', style.fill, style.fillOpacity, shape, ids);
  const line =
    style.strokeWidth > 0 ? ink(name, 'stroke', style.stroke, style.strokeOpacity, shape, ids) : undefined;
  if (fill === undefined && line === undefined) return undefined;
  const stroke = line && {
    ink: line,
    width: style.strokeWidth,
    cap: style.strokeLinecap,
    join: style.strokeLinejoin,
    miterLimit: style.strokeMiterlimit,
    dashes: style.strokeDasharray,
    dashOffset: style.strokeDashoffset,
  };
  return { kind: 'shape', shape, matrix, fill, fillRule: style.fillRule, stroke, text };
}

function imageOp({ name, props }: SvgElement, { matrix, text }: Place): DisplayOp | undefined {
  const { href } = props;
  if (typeof href !== 'string' || !href.startsWith('data:')) return refuse(name, 'href', href, 'a data: URL');
  const at = (key: string) => number(name, key, props[key] ?? refuse(name, key, undefined, 'a number'));
  const [x, y] = [number(name, 'x', props.x ?? 0), number(name, 'y', props.y ?? 0)];
  const [width, height] = [at('width'), at('height')];
  const fit = word(name, 'preserveAspectRatio', props.preserveAspectRatio ?? 'xMidYMid meet', [
    'none',
    'xMidYMid',
    'xMidYMid meet',
  ]);
  if (width <= 0 || height <= 0) return undefined;
  return { kind: 'image', href, x, y, width, height, stretch: fit === 'none', matrix, alpha: 1, text };
}

function clipShapes(element: string, value: unknown, place: Place, ids: Ids): readonly ClipShape[] {
  const id = typeof value === 'string' ? reference(value) : undefined;
  const target = id === undefined ? undefined : ids.get(id);
  if (target?.name !== 'clipPath')
    return refuse(element, 'clipPath', value, 'url(#id) of a clipPath in the same drawing');
  const { props } = target;
  word('clipPath', 'clipPathUnits', props.clipPathUnits ?? 'userSpaceOnUse', ['userSpaceOnUse']);
  const style = inherit(INITIAL, 'clipPath', props);
  const base = multiply(place.matrix, transformOf(target));
  return target.children.flatMap((child) => {
    if (child.props.clipPath !== undefined)
      throw new Error(`<${child.name} clipPath> inside <clipPath> is not supported`);
    const { clipRule } = inherit(style, child.name, child.props);
    const shape = readShape(child);
    if (shape === undefined && (child.name === 'g' || child.name === 'image')) {
      throw new Error(`<${child.name}> inside <clipPath> is not SVG`);
    }
    return shape === undefined ? [] : [{ shape, matrix: multiply(base, transformOf(child)), rule: clipRule }];
  });
}

const transformOf = ({ props }: SvgElement): Matrix =>
  props.transform === undefined ? IDENTITY : parseTransform(String(props.transform));

/** True if opacity on the group is equivalent to opacity on its only paint. */
const single = (op: LeafOp): boolean =>
  op.kind === 'image' || op.fill === undefined || op.stroke === undefined;

function faded(op: LeafOp, opacity: number): LeafOp {
  if (op.kind === 'image') return { ...op, alpha: op.alpha * opacity };
  const fade = (paint: Ink): Ink => ({ ...paint, alpha: paint.alpha * opacity });
  return {
    ...op,
    fill: op.fill && fade(op.fill),
    stroke: op.stroke && { ...op.stroke, ink: fade(op.stroke.ink) },
  };
}

/** Operations under an opacity and a clip: a layer only if it affects the picture. */
function together(
  ops: readonly DisplayOp[],
  opacity: number,
  clip: readonly ClipShape[] | undefined,
): readonly DisplayOp[] {
  if (ops.length === 0 || clip?.length === 0) return [];
  const [only] = ops;
  if (opacity < 1 && ops.length === 1 && only !== undefined) {
    if (only.kind === 'group') return together([{ ...only, opacity: only.opacity * opacity }], 1, clip);
    if (single(only)) return together([faded(only, opacity)], 1, clip);
  }
  return opacity === 1 && clip === undefined ? ops : [{ kind: 'group', opacity, clip, children: ops }];
}

const textGroup = (words: unknown, size: unknown, opacity: number): TextGroup => ({
  words: String(words),
  size: size === undefined ? undefined : number('g', 'data-size', size),
  opacity,
});

function draw(element: SvgElement, parent: Place, ids: Ids, into: DisplayOp[]): void {
  const { name, props, children } = element;
  if (name === 'defs' || name === 'clipPath' || name === 'linearGradient' || name === 'radialGradient')
    return;
  if (name === 'stop') throw new Error('<stop> outside a gradient is not SVG');
  if (name === 'svg') throw new Error('an <svg> inside another is not portable SVG here; use <g transform>');
  const style = inherit(parent.style, name, props);
  const own = props.opacity === undefined ? 1 : unit(name, 'opacity', props.opacity);
  if (own === 0) return;
  const opacity = parent.opacity * own;
  const matrix =
    props.transform === undefined ? parent.matrix : multiply(parent.matrix, transformOf(element));
  const words = props['data-text'];
  let place: Place = { style, matrix, opacity, text: parent.text };
  if (words !== undefined) place = { ...place, text: textGroup(words, props['data-size'], opacity) };
  const clip = props.clipPath === undefined ? undefined : clipShapes(name, props.clipPath, place, ids);
  const ops: DisplayOp[] = own === 1 && clip === undefined ? into : [];
  if (name === 'g') {
    for (const child of children) draw(child, place, ids, ops);
  } else {
    if (children.length > 0) throw new Error(`<${name}> may not hold other elements`);
    const shape = name === 'image' ? undefined : readShape(element);
    const op = name === 'image' ? imageOp(element, place) : shape && shapeOp(element, shape, place, ids);
    if (op !== undefined) ops.push(op);
  }
  if (ops !== into) into.push(...together(ops, own, clip));
}

/** The map from a root's view box to its size, centred as SVG does by default. */
function viewport({ props }: SvgElement): {
  readonly width: number;
  readonly height: number;
  readonly matrix: Matrix;
} {
  const box = props.viewBox === undefined ? undefined : numbers('svg', 'viewBox', props.viewBox);
  const [x = 0, y = 0, w = NaN, h = NaN] = box ?? [];
  const width = number('svg', 'width', props.width ?? w);
  const height = number('svg', 'height', props.height ?? h);
  if (box === undefined) return { width, height, matrix: IDENTITY };
  if (!(w > 0 && h > 0))
    return refuse('svg', 'viewBox', props.viewBox, 'four numbers, the last two greater than 0');
  const scale = Math.min(width / w, height / h);
  if (scale === 1 && x === 0 && y === 0 && w === width && h === height)
    return { width, height, matrix: IDENTITY };
  const [left, top] = [(width - w * scale) / 2 - x * scale, (height - h * scale) / 2 - y * scale];
  return { width, height, matrix: [scale, 0, 0, scale, left, top] };
}

/**
 * Flattens a frame's element tree to drawing operations in painting order: components are called, transforms
 * multiplied, styles inherited, gradients and clips resolved. Coordinates are those of the root `svg`.
 *
 * @throws Error naming an element or attribute that is not portable SVG, or a value that cannot be read
 */
export const displayList = (frame: ReactElement): DisplayList => flattened(expand(frame));

/** The same, of a frame whose components have been called already. */
export function flattened({ roots, byId }: Expanded): DisplayList {
  const [root] = roots;
  if (root?.name !== 'svg' || roots.length !== 1) {
    throw new Error(
      `a frame is one <svg>, not ${roots.map(({ name }) => `<${name}>`).join(' ') || 'nothing'}`,
    );
  }
  const style = inherit(INITIAL, 'svg', root.props);
  const { width, height, matrix } = viewport(root);
  const place: Place = { style, matrix, opacity: 1, text: undefined };
  const ops: DisplayOp[] = [];
  for (const child of root.children) draw(child, place, byId, ops);
  return { width, height, ops };
}

/** True for a group that only clips: its operations are painted one by one, not as a layer. */
export const isOpen = (op: DisplayOp): op is GroupOp & { readonly opacity: 1 } =>
  op.kind === 'group' && op.opacity === 1;

/** How many operations are painted one after the other: those within groups that only clip count by themselves. */
export const countOps = (ops: readonly DisplayOp[]): number =>
  ops.reduce((sum, op) => sum + (isOpen(op) ? countOps(op.children) : 1), 0);

/** The operations that draw, without their groups, in painting order. */
export function leaves(ops: readonly DisplayOp[]): readonly LeafOp[] {
  return ops.flatMap((op) => (op.kind === 'group' ? leaves(op.children) : [op]));
}

/** A text group that draws something, the box around its letters in device coordinates, and what fills them. */
export interface TextBox {
  readonly text: TextGroup;
  readonly box: Box;
  readonly inks: readonly Ink[];
}

/** Every text group that draws something. */
export function textBoxes({ ops }: DisplayList): readonly TextBox[] {
  const byText = new Map<TextGroup, LeafOp[]>();
  for (const op of leaves(ops)) {
    if (op.text === undefined) continue;
    const letters = byText.get(op.text);
    if (letters === undefined) byText.set(op.text, [op]);
    else letters.push(op);
  }
  return [...byText].flatMap(([text, letters]) => {
    const box = union(letters.map((op) => opBounds(op)));
    const inks = letters.flatMap((op) => (op.kind === 'shape' && op.fill !== undefined ? [op.fill] : []));
    return box === undefined ? [] : [{ text, box, inks }];
  });
}
