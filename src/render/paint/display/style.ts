import { type Attribute, dashes, number, refuse, unit, word } from './attributes.ts';
import type { Props } from './expand.ts';
import type { FillRule, Stroke } from './model.ts';

/** The attributes that children inherit. */
export interface Style {
  readonly fill: string;
  readonly fillOpacity: number;
  readonly fillRule: FillRule;
  readonly clipRule: FillRule;
  readonly stroke: string;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  readonly strokeLinecap: Stroke['cap'];
  readonly strokeLinejoin: Stroke['join'];
  readonly strokeMiterlimit: number;
  readonly strokeDasharray: readonly number[];
  readonly strokeDashoffset: number;
}

export const INITIAL: Style = {
  fill: 'black',
  fillOpacity: 1,
  fillRule: 'nonzero',
  clipRule: 'nonzero',
  stroke: 'none',
  strokeOpacity: 1,
  strokeWidth: 1,
  strokeLinecap: 'butt',
  strokeLinejoin: 'miter',
  strokeMiterlimit: 4,
  strokeDasharray: [],
  strokeDashoffset: 0,
};

type Reader<Value> = (element: string, name: string, value: Attribute) => Value;

const text: Reader<string> = (element, name, value) =>
  typeof value === 'string' ? value : refuse(element, name, value, 'a colour, url(#id) or none');
const rule: Reader<FillRule> = (element, name, value) => word(element, name, value, ['nonzero', 'evenodd']);
const width: Reader<number> = (element, name, value) => {
  const result = number(element, name, value);
  return result >= 0 ? result : refuse(element, name, value, 'a width of at least 0');
};

const READERS: { readonly [Name in keyof Style]: Reader<Style[Name]> } = {
  fill: text,
  fillOpacity: unit,
  fillRule: rule,
  clipRule: rule,
  stroke: text,
  strokeOpacity: unit,
  strokeWidth: width,
  strokeLinecap: (element, name, value) => word(element, name, value, ['butt', 'round', 'square']),
  strokeLinejoin: (element, name, value) => word(element, name, value, ['miter', 'round', 'bevel']),
  strokeMiterlimit: number,
  strokeDasharray: dashes,
  strokeDashoffset: number,
};

const isStyle = (name: string): name is keyof Style => Object.hasOwn(READERS, name);

/** Attributes allowed on every element besides the inherited ones and its own geometry. */
const COMMON = new Set(['id', 'children', 'opacity', 'transform', 'clipPath', 'role']);

const GEOMETRY: Readonly<Record<string, ReadonlySet<string>>> = {
  svg: new Set(['xmlns', 'viewBox', 'width', 'height']),
  g: new Set(),
  defs: new Set(),
  clipPath: new Set(['clipPathUnits']),
  path: new Set(['d']),
  circle: new Set(['cx', 'cy', 'r']),
  ellipse: new Set(['cx', 'cy', 'rx', 'ry']),
  rect: new Set(['x', 'y', 'width', 'height', 'rx', 'ry']),
  line: new Set(['x1', 'y1', 'x2', 'y2']),
  polyline: new Set(['points']),
  polygon: new Set(['points']),
  image: new Set(['href', 'x', 'y', 'width', 'height', 'preserveAspectRatio']),
  stop: new Set(['offset', 'stopColor', 'stopOpacity']),
  linearGradient: new Set(['x1', 'y1', 'x2', 'y2', 'gradientUnits', 'gradientTransform', 'spreadMethod']),
  radialGradient: new Set([
    'cx',
    'cy',
    'r',
    'fx',
    'fy',
    'fr',
    'gradientUnits',
    'gradientTransform',
    'spreadMethod',
  ]),
};

/**
 * The style an element's children inherit.
 *
 * @throws Error naming an attribute that is not portable, or one whose value cannot be read
 */
export function inherit(parent: Style, element: string, props: Props): Style {
  let style: Record<string, unknown> | undefined;
  for (const name in props) {
    const value = props[name];
    if (value === undefined || value === null || COMMON.has(name)) continue;
    if (isStyle(name)) {
      if (value === 'inherit') continue;
      style ??= { ...parent };
      style[name] = READERS[name](element, name, value);
    } else if (!GEOMETRY[element]?.has(name) && !/^(data|aria)-/.test(name)) {
      throw new Error(`<${element} ${name}>: this attribute is not portable SVG`);
    }
  }
  return style === undefined ? parent : (style as unknown as Style);
}
