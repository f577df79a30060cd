import { LRUCache } from 'lru-cache';
import type { Colour } from './model.ts';

/** A value as passed by React. */
export type Attribute = unknown;

const shown = (value: Attribute): string => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : typeof value;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
};

/** Throws an error that says what is wrong with an attribute, and where. */
export function refuse(element: string, name: string, value: Attribute, expected: string): never {
  throw new Error(`<${element} ${name}="${shown(value)}">: expected ${expected}`);
}

/** A finite number, or its text without a unit. @throws Error naming element and attribute */
export function number(element: string, name: string, value: Attribute): number {
  const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof result === 'number' && Number.isFinite(result)) return result;
  return refuse(element, name, value, 'a finite number without a unit');
}

/** A number or percentage as a fraction. */
export function share(element: string, name: string, value: Attribute): number {
  return typeof value === 'string' && value.endsWith('%')
    ? number(element, name, value.slice(0, -1)) / 100
    : number(element, name, value);
}

/** A number from 0 to 1, clamped as in SVG. */
export const unit = (element: string, name: string, value: Attribute): number =>
  Math.min(1, Math.max(0, share(element, name, value)));

/** One of a few keywords. */
export function word<Word extends string>(
  element: string,
  name: string,
  value: Attribute,
  words: readonly Word[],
): Word {
  return (
    words.find((candidate) => candidate === value) ??
    refuse(element, name, value, `one of ${words.join(', ')}`)
  );
}

/** Numbers separated by spaces or commas. */
export function numbers(element: string, name: string, value: Attribute): readonly number[] {
  if (typeof value === 'number') return [number(element, name, value)];
  if (typeof value !== 'string') return refuse(element, name, value, 'numbers');
  return value
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => number(element, name, part));
}

/** Dash lengths, repeated to an even number; none if they sum to 0. */
export function dashes(element: string, name: string, value: Attribute): readonly number[] {
  if (value === 'none' || value === '') return [];
  const lengths = numbers(element, name, value);
  if (lengths.some((length) => length < 0)) return refuse(element, name, value, 'lengths of at least 0');
  if (lengths.every((length) => length === 0)) return [];
  return lengths.length % 2 === 0 ? lengths : [...lengths, ...lengths];
}

/** The id in `url(#id)`; undefined for any other value. */
export function reference(value: string): string | undefined {
  return /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(value)?.[1];
}

const NAMED: Readonly<Record<string, Colour>> = {
  black: [0, 0, 0, 1],
  white: [255, 255, 255, 1],
  transparent: [0, 0, 0, 0],
};

function readColour(text: string): Colour | undefined {
  const named = NAMED[text];
  if (named !== undefined) return named;
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const long = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const at = (i: number) => Number.parseInt(long.slice(2 * i, 2 * i + 2), 16);
    return [at(0), at(1), at(2), long.length === 8 ? at(3) / 255 : 1];
  }
  const parts = /^rgba?\(([^()]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .filter((part) => part !== '');
  if (parts === undefined || (parts.length !== 3 && parts.length !== 4)) return undefined;
  const [red = NaN, green = NaN, blue = NaN] = parts.map((part) => Math.min(255, Math.max(0, Number(part))));
  const alpha = parts[3] === undefined ? 1 : Math.min(1, Math.max(0, Number(parts[3])));
  return [red, green, blue, alpha].every((value) => Number.isFinite(value))
    ? [red, green, blue, alpha]
    : undefined;
}

const colours = new LRUCache<string, Colour>({ max: 4000 });

/** `#rgb`, `#rrggbb` (with alpha too), `rgb()`, `rgba()`, black, white or transparent. */
export function colour(element: string, name: string, value: Attribute): Colour {
  if (typeof value !== 'string') return refuse(element, name, value, 'a colour');
  const known = colours.get(value) ?? readColour(value);
  if (known === undefined) {
    return refuse(
      element,
      name,
      value,
      'a colour as #rgb, #rrggbb, rgb(), rgba(), black, white, transparent or none',
    );
  }
  colours.set(value, known);
  return known;
}
