import { createElement, Fragment, type ReactNode } from 'react';

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

/** Called with what is not portable, in place of the error that it is otherwise. */
export type OnRefusal = (says: string, within: string) => void;

interface Found {
  readonly byId: Map<string, SvgElement>;
  readonly refused: OnRefusal;
}

const textRefused = (node: unknown): string => {
  const text = typeof node === 'object' ? 'an object' : `the text "${String(node).slice(0, 40)}"`;
  return `${text} is not portable SVG: words are drawn as outlines, not as text`;
};

/** @param within the elements around it: `svg > g` */
function collect(node: unknown, into: SvgElement[], found: Found, within: string): void {
  if (node === null || node === undefined || typeof node === 'boolean') return;
  if (Array.isArray(node)) {
    for (const child of node) collect(child, into, found, within);
    return;
  }
  if (!isElement(node)) {
    found.refused(textRefused(node), within);
    return;
  }
  const { type, props } = node;
  if (typeof type === 'string') {
    const path = within === '' ? type : `${within} > ${type}`;
    if (!PORTABLE.has(type)) {
      found.refused(`<${type}> is not portable SVG; allowed are ${[...PORTABLE].join(' ')}`, path);
      return;
    }
    const children: SvgElement[] = [];
    if (props.children !== undefined) collect(props.children, children, found, path);
    const element = { name: type, props, children };
    if (typeof props.id === 'string' && !found.byId.has(props.id)) found.byId.set(props.id, element);
    into.push(element);
  } else if (type === Fragment) collect(props.children, into, found, within);
  else if (isComponent(type)) collect(type(props), into, found, within);
  else
    found.refused(
      'only function components without hooks can be drawn, not classes, memo, refs or contexts',
      within,
    );
}

const refuse: OnRefusal = (says) => {
  throw new Error(says);
};

/** The elements of a frame, its components called. */
export interface Expanded {
  readonly roots: readonly SvgElement[];
  /** Those with an id. */
  readonly byId: ReadonlyMap<string, SvgElement>;
}

/**
 * Expands a node's components, fragments and arrays to portable SVG elements, and collects those with an id.
 *
 * @param refused called with each thing that is not portable, which is then left out
 * @throws Error naming what is not portable, if there is no `refused`
 */
export function expand(node: ReactNode, refused = refuse): Expanded {
  const roots: SvgElement[] = [];
  const byId = new Map<string, SvgElement>();
  collect(node, roots, { byId, refused }, '');
  return { roots, byId };
}

/** A node with its components called, and nothing else changed: what is not portable stays where it is. */
export function withoutComponents(node: ReactNode): ReactNode {
  if (Array.isArray(node)) return createElement(Fragment, null, ...node.map(withoutComponents));
  if (!isElement(node)) return node;
  const { type, props } = node as AnyElement;
  if (isComponent(type)) return withoutComponents(type(props));
  if (typeof type !== 'string' && type !== Fragment) return node;
  const { children, ...own } = props;
  return createElement(type as string, own, withoutComponents(children as ReactNode));
}
