import { NUMBER, numberOf } from '../numbers.ts';
import type { Cells } from './format.ts';

/** One drawing of a progress bar. */
export interface Drawing {
  readonly description: string;
  readonly count: number;
  /** Not known of every bar. */
  readonly total: number | undefined;
  readonly values: Cells;
  /** The values as they were written. */
  readonly written: string;
  /** Whether a count is drawn first with its own values, then with those of the next one: Ignite's. */
  readonly firstCounts: boolean;
}

const COUNT = String.raw`[\d.]+[kMGT]?`;
const TQDM = new RegExp(
  String.raw`^(.*?)\s*\d+%\|[^|]*\|\s*(${COUNT})/(${COUNT}|\?)(?:\s*\[([^\]]*)\]?|, ([^[\]]*=.*)$)`,
);
const UNKNOWN = new RegExp(String.raw`^(.*?)(${COUNT})([a-zA-Z]*) \[(\d+:\d+[^\]]*)\]?`);
const IGNITE = /^(.*?)\s*\[(\d+)\/(\d+)\]\s+\d+%\|.*?,\s*(.*?)\s*\[[^\]]*\]?/;

const FACTOR: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

const countOf = (digits: string): number => {
  const factor = FACTOR[digits.at(-1) ?? ''];
  return factor === undefined ? Number(digits) : Number(digits.slice(0, -1)) * factor;
};

const EQUATION = new RegExp(String.raw`^([^=]+)=\s*(${NUMBER})$`, 'i');
const IN_DESCRIPTION = new RegExp(String.raw`([A-Za-z_][\w./-]*)\s*[:=]\s*(${NUMBER})(?![\w/%])`, 'gi');

const equations = (text: string): Cells =>
  text.split(/,\s*/).flatMap((part): Cells => {
    const [, name = '', digits = ''] = EQUATION.exec(part.trim()) ?? [];
    const value = numberOf(digits);
    return value === undefined ? [] : [[name.trim(), value]];
  });

const described = (description: string): Cells =>
  [...description.matchAll(IN_DESCRIPTION)].flatMap(([, name = '', digits = '']): Cells => {
    const value = numberOf(digits);
    return value === undefined || /^(epoch|step|iter\w*|batch|round|fold|ep)$/i.test(name)
      ? []
      : [[name, value]];
  });

/** What a drawing of tqdm's, or of Ignite's after it, says; undefined if a text is none. */
export function drawingOf(text: string): Drawing | undefined {
  const ignite = IGNITE.exec(text);
  const known = ignite ?? TQDM.exec(text);
  const open = known === null ? UNKNOWN.exec(text) : null;
  if (known !== null) {
    const [, description = '', count = '', total = '', timed, untimed] = known;
    const length = total === '?' ? undefined : countOf(total);
    return {
      ...valuesIn(description, timed ?? untimed ?? ''),
      count: countOf(count),
      total: length,
      firstCounts: ignite !== null,
    };
  }
  if (open === null) return undefined;
  const [, description = '', count = '', , inside = ''] = open;
  if (/\d$/.test(description)) return undefined;
  return { ...valuesIn(description, inside), count: countOf(count), total: undefined, firstCounts: false };
}

function valuesIn(description: string, inside: string): Pick<Drawing, 'description' | 'values' | 'written'> {
  const values = [...described(description), ...equations(inside)];
  return { description, values, written: values.map(([name, value]) => `${name}=${value}`).join() };
}
