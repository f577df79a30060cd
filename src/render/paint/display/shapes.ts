import { number, numbers, refuse } from './attributes.ts';
import type { SvgElement } from './expand.ts';
import type { Shape } from './model.ts';

/** Path data through points; undefined for none. */
function through(element: string, value: unknown, closed: boolean): Shape | undefined {
  const points = numbers(element, 'points', value ?? '');
  if (points.length % 2 !== 0) return refuse(element, 'points', value, 'an even number of coordinates');
  if (points.length === 0) return undefined;
  let d = '';
  for (let i = 0; i < points.length; i += 2) d += `${i === 0 ? 'M' : 'L'}${points[i]} ${points[i + 1]}`;
  return { kind: 'path', d: closed ? `${d}Z` : d };
}

/** A size, which SVG does not allow to be negative. */
function size(element: string, name: string, value: unknown): number {
  const result = number(element, name, value);
  return result >= 0 ? result : refuse(element, name, value, 'at least 0');
}

/** The outline of an element; undefined if it draws nothing (no size, no points) or is not a shape. */
export function readShape({ name, props }: SvgElement): Shape | undefined {
  const at = (key: string) => number(name, key, props[key] ?? 0);
  switch (name) {
    case 'path': {
      if (props.d === undefined || props.d === '') return undefined;
      return typeof props.d === 'string'
        ? { kind: 'path', d: props.d }
        : refuse(name, 'd', props.d, 'path data');
    }
    case 'circle':
    case 'ellipse': {
      const [rx, ry] =
        name === 'circle'
          ? [size(name, 'r', props.r ?? 0), size(name, 'r', props.r ?? 0)]
          : [size(name, 'rx', props.rx ?? 0), size(name, 'ry', props.ry ?? 0)];
      return rx > 0 && ry > 0 ? { kind: 'ellipse', cx: at('cx'), cy: at('cy'), rx, ry } : undefined;
    }
    case 'rect': {
      const [width, height] = [
        size(name, 'width', props.width ?? 0),
        size(name, 'height', props.height ?? 0),
      ];
      if (width === 0 || height === 0) return undefined;
      const rx = size(name, 'rx', props.rx ?? props.ry ?? 0);
      const ry = size(name, 'ry', props.ry ?? props.rx ?? 0);
      return {
        kind: 'rect',
        x: at('x'),
        y: at('y'),
        width,
        height,
        rx: Math.min(rx, width / 2),
        ry: Math.min(ry, height / 2),
      };
    }
    case 'line':
      return { kind: 'path', d: `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}` };
    case 'polyline':
    case 'polygon':
      return through(name, props.points, name === 'polygon');
    default:
      return undefined;
  }
}
