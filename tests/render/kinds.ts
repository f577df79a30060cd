import type { ReactElement } from 'react';
import { expand, type SvgElement } from '../../src/render/paint/display/expand.ts';

/** Attributes that draw nothing. */
const SILENT = new Set(['children', 'id', 'data-text']);
/** Attributes whose value counts up to whether it is none, all or in between. */
const SHARES = new Set(['opacity', 'fillOpacity', 'strokeOpacity', 'stopOpacity']);

/** What kind of value it is: the number or the place does not matter, whatever another way of drawing comes from does. */
function valueKind(name: string, value: unknown, byId: ReadonlyMap<string, SvgElement>): string {
  if (SHARES.has(name)) return Number(value) === 1 ? 'all' : Number(value) === 0 ? 'none' : 'part';
  if (name === 'data-size') return String(Math.round(Number(value)));
  if (typeof value === 'number') return value === 0 ? '0' : value < 0 ? '−' : 'n';
  const text = String(value);
  const target = byId.get(/^url\(#(.*)\)$/.exec(text)?.[1] ?? '');
  if (target !== undefined)
    return `url(${[target, ...target.children].map((each) => kindOf(each, byId)).join(' ')})`;
  if (/^(#[\da-f]{3,8}|rgba?\(.*\))$/i.test(text)) return 'colour';
  if (name === 'd') return [...new Set(text.match(/[A-Za-z]/g))].sort().join('');
  if (text.startsWith('data:')) return text.slice(0, text.indexOf(','));
  return text.replace(/-?\d+(\.\d+)?(e-?\d+)?/g, '#').replace(/#([ ,]#)*/g, '#');
}

/** What kind of element it is: its name, and of each attribute the kind of its value. */
function kindOf({ name, props, children }: SvgElement, byId: ReadonlyMap<string, SvgElement>): string {
  const attributes = Object.entries(props)
    .filter(([attribute, value]) => !SILENT.has(attribute) && value !== undefined)
    .map(([attribute, value]) => `${attribute}=${valueKind(attribute, value, byId)}`)
    .sort();
  return [name, ...(name === 'g' && children.length > 1 ? ['of several'] : []), ...attributes].join(' ');
}

/** Every kind of element that a frame draws. */
export function kindsOf(frame: ReactElement): ReadonlySet<string> {
  const { roots, byId } = expand(frame);
  const kinds = new Set<string>();
  const look = (element: SvgElement): void => {
    kinds.add(kindOf(element, byId));
    for (const child of element.children) look(child);
  };
  for (const root of roots) look(root);
  return kinds;
}

/** Some of many things that have together all the kinds that all of them have: the next is always one that adds most. */
export function covering<Thing extends { readonly kinds: ReadonlySet<string> }>(
  things: readonly Thing[],
): readonly Thing[] {
  const open = new Set(things.flatMap(({ kinds }) => [...kinds]));
  const chosen: Thing[] = [];
  while (open.size > 0) {
    const adds = ({ kinds }: Thing): number => [...kinds].filter((kind) => open.has(kind)).length;
    const best = things.reduce((most, thing) => (adds(thing) > adds(most) ? thing : most));
    chosen.push(best);
    for (const kind of best.kinds) open.delete(kind);
  }
  return chosen;
}
