import { Fragment, type ReactNode } from 'react';

/** The elements that both engines draw the same way (law 6). */
const PORTABLE = new Set([
  'svg',
  'g',
  'path',
  'circle',
  'ellipse',
  'rect',
  'line',
  'polyline',
  'polygon',
  'linearGradient',
  'radialGradient',
  'stop',
  'clipPath',
  'defs',
  'image',
]);

export type Props = Readonly<Record<string, unknown>>;

/** An element of portable SVG, its components resolved. */
export interface SvgElement {
  readonly name: string;
  readonly props: Props;
  readonly children: readonly SvgElement[];
}

interface AnyElement {
  readonly type: unknown;
  readonly props: Props;
}

const isElement = (node: unknown): node is AnyElement =>
  typeof node === 'object' && node !== null && 'type' in node && 'props' in node;

const isComponent = (type: unknown): type is (props: Props) => ReactNode =>
  typeof type === 'function' &&
  !(type.prototype as { isReactComponent?: unknown } | undefined)?.isReactComponent;

function collect(node: unknown, into: SvgElement[], byId: Map<string, SvgElement>): void {
  if (node === null || node === undefined || typeof node === 'boolean') return;
  if (Array.isArray(node)) {
    for (const child of node) collect(child, into, byId);
    return;
  }
  if (!isElement(node)) {
    const text = typeof node === 'object' ? 'an object' : `the text "${String(node).slice(0, 40)}"`;
    throw new Error(`${text} is not portable SVG: words are drawn as outlines, not as text`);
  }
  const { type, props } = node;
  if (typeof type === 'string') {
    if (!PORTABLE.has(type))
      throw new Error(`<${type}> is not portable SVG; allowed are ${[...PORTABLE].join(' ')}`);
    const children: SvgElement[] = [];
    if (props.children !== undefined) collect(props.children, children, byId);
    const element = { name: type, props, children };
    if (typeof props.id === 'string' && !byId.has(props.id)) byId.set(props.id, element);
    into.push(element);
  } else if (type === Fragment) collect(props.children, into, byId);
  else if (isComponent(type)) collect(type(props), into, byId);
  else
    throw new Error(
      'only function components without hooks can be drawn, not classes, memo, refs or contexts',
    );
}

/** Expands a node's components, fragments and arrays to portable SVG elements, and collects those with an id. */
export function expand(node: ReactNode): {
  readonly roots: readonly SvgElement[];
  readonly byId: ReadonlyMap<string, SvgElement>;
} {
  const roots: SvgElement[] = [];
  const byId = new Map<string, SvgElement>();
  collect(node, roots, byId);
  return { roots, byId };
}
