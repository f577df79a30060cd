import { colour, refuse, share, unit, word } from './attributes.ts';
import type { SvgElement } from './expand.ts';
import { IDENTITY, type Matrix, multiply, parseTransform } from './matrix.ts';
import type { Box, Gradient } from './model.ts';
import { INITIAL, inherit } from './style.ts';

const BOX = 'objectBoundingBox';

/** Default coordinates, as fractions. */
const LINEAR = { x1: 0, y1: 0, x2: 1, y2: 0 };
const RADIAL = { cx: 0.5, cy: 0.5, r: 0.5 };

/**
 * Resolves a gradient for one shape.
 *
 * @param box bounds of the shape in its own units, without stroke; a gradient over an empty box paints nothing
 * @throws Error naming element and attribute
 */
export function readGradient(element: SvgElement, box: Box | undefined): Gradient | undefined {
  const { name, props, children } = element;
  inherit(INITIAL, name, props);
  const units = word(name, 'gradientUnits', props.gradientUnits ?? BOX, [BOX, 'userSpaceOnUse']);
  const read = (key: string, initial: number): number => {
    const value = props[key];
    if (value === undefined && units !== BOX)
      return refuse(name, key, value, 'a number, as gradientUnits is userSpaceOnUse');
    if (typeof value === 'string' && value.endsWith('%') && units !== BOX) {
      return refuse(name, key, value, 'a number without a unit');
    }
    return value === undefined ? initial : share(name, key, value);
  };
  let placed: Matrix = IDENTITY;
  if (units === BOX) {
    if (box === undefined || box.right <= box.left || box.bottom <= box.top) return undefined;
    placed = [box.right - box.left, 0, 0, box.bottom - box.top, box.left, box.top];
  }
  const own =
    props.gradientTransform === undefined ? IDENTITY : parseTransform(String(props.gradientTransform));
  let last = 0;
  const stops = children.map((stop) => {
    if (stop.name !== 'stop') throw new Error(`<${name}> may hold <stop> only, not <${stop.name}>`);
    inherit(INITIAL, 'stop', stop.props);
    const [r, g, b, a] = colour('stop', 'stopColor', stop.props.stopColor ?? 'black');
    last = Math.max(last, unit('stop', 'offset', stop.props.offset ?? 0));
    const alpha = a * unit('stop', 'stopOpacity', stop.props.stopOpacity ?? 1);
    return { offset: last, colour: [r, g, b, alpha] as const };
  });
  const common = {
    matrix: multiply(placed, own),
    spread: word(name, 'spreadMethod', props.spreadMethod ?? 'pad', ['pad', 'reflect', 'repeat']),
    stops,
  };
  if (stops.length === 0) return undefined;
  if (name === 'linearGradient') {
    const geometry = (['x1', 'y1', 'x2', 'y2'] as const).map((key) => read(key, LINEAR[key]));
    return { kind: 'linear', geometry, ...common };
  }
  const [cx, cy, r] = [read('cx', RADIAL.cx), read('cy', RADIAL.cy), read('r', RADIAL.r)];
  const optional = (key: string, initial: number) =>
    props[key] === undefined ? initial : read(key, initial);
  return {
    kind: 'radial',
    geometry: [optional('fx', cx), optional('fy', cy), optional('fr', 0), cx, cy, r],
    ...common,
  };
}
