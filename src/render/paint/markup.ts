import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Expanded, expand, type SvgElement } from './display/expand.ts';

/** Attributes of portable SVG whose name in markup is not that of the prop. */
const HYPHENATED = [
  ...['clipPath', 'clipRule', 'fillOpacity', 'fillRule', 'stopColor', 'stopOpacity', 'strokeDasharray'],
  ...['strokeDashoffset', 'strokeLinecap', 'strokeLinejoin', 'strokeMiterlimit', 'strokeOpacity'],
  'strokeWidth',
];

/** Attributes that are written as they are called. */
const PLAIN = [
  ...['xmlns', 'viewBox', 'width', 'height', 'id', 'opacity', 'transform', 'role', 'fill', 'stroke', 'd'],
  ...['cx', 'cy', 'r', 'x', 'y', 'rx', 'ry', 'x1', 'y1', 'x2', 'y2', 'fx', 'fy', 'fr', 'points', 'offset'],
  ...['clipPathUnits', 'gradientUnits', 'gradientTransform', 'spreadMethod', 'preserveAspectRatio'],
  ...['data-text', 'data-size'],
];

/** The start of each attribute in markup, ` stroke-width="`, by the name of its prop. */
const STARTS = new Map<string, string>([
  ...PLAIN.map((name) => [name, ` ${name}="`] as const),
  ...HYPHENATED.map(
    (name) => [name, ` ${name.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}="`] as const,
  ),
]);

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#x27;',
  '<': '&lt;',
  '>': '&gt;',
};
const SPECIAL = /["&'<>]/;

/** Written as React writes it, or undefined for what is left to React: the rare and the unknown. */
function written({ name, props, children }: SvgElement): string | undefined {
  let markup = `<${name}`;
  for (const prop in props) {
    const value = props[prop];
    if (prop === 'children' || value === null || value === undefined) continue;
    const image =
      prop === 'href' && name === 'image' && typeof value === 'string' && value.startsWith('data:');
    const start = image ? ' href="' : STARTS.get(prop);
    if (start === undefined) return undefined;
    if (typeof value === 'number') markup += `${start}${value}"`;
    else if (typeof value !== 'string') return undefined;
    else if (SPECIAL.test(value))
      markup += `${start}${value.replace(/["&'<>]/g, (special) => ESCAPES[special] ?? special)}"`;
    else markup += `${start}${value}"`;
  }
  markup += '>';
  for (const child of children) {
    const inner = written(child);
    if (inner === undefined) return undefined;
    markup += inner;
  }
  return `${markup}</${name}>`;
}

/**
 * The markup of elements whose components have been called: what `renderToStaticMarkup` of react-dom gives, several times
 * as fast. Undefined where there is something in them that only React knows how to write.
 */
function elementsMarkup(roots: readonly SvgElement[]): string | undefined {
  let markup = '';
  for (const root of roots) {
    const part = written(root);
    if (part === undefined) return undefined;
    markup += part;
  }
  return markup;
}

/** A frame as SVG markup: its canonical form, which pins, caches and `verify` compare. */
export function frameMarkup(frame: ReactElement): string {
  let portable = true;
  try {
    const { roots } = expand(frame, () => {
      portable = false;
    });
    const markup = portable ? elementsMarkup(roots) : undefined;
    if (markup !== undefined) return markup;
  } catch {
    // A component that needs React itself, which then also says what is wrong with it.
  }
  return renderToStaticMarkup(frame);
}

/** A frame that is about to be painted, as markup and as elements: its components are called once for both. */
export function drawnFrame(frame: ReactElement): { readonly markup: string; readonly elements: Expanded } {
  const elements = expand(frame);
  return { markup: elementsMarkup(elements.roots) ?? renderToStaticMarkup(frame), elements };
}
