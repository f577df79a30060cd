/// <reference path="./mathjax.d.ts" />
import type MathJax from 'mathjax';
import type { Adaptor } from 'mathjax';
import { z } from 'zod';
import { IDENTITY, type Matrix, multiply, parseTransform } from '../render/paint/display/matrix.ts';
import { pathGeometry, VERB } from '../render/paint/display/path-data.ts';
import type { EquationSlot, Typeset } from '../scene/equation.ts';
import { clamp } from '../sim/maths.ts';
import { UsageError } from './errors.ts';

/** A formula as its author writes it. */
export const equationSource = z.strictObject({
  tex: z
    .string()
    .min(1)
    .describe('TeX, with \\class{name}{…} for a piece and \\slot{name}{0.00} for a number'),
  words: z.string().min(1).describe('the formula in plain characters, with {name} for each slot'),
});
/** A formula in TeX, and how it is said in plain characters. */
export type EquationSource = z.infer<typeof equationSource>;

const NAME = /^[a-zA-Z][\w-]*$/;
const SLOT_CLASS = 'slot:';

/** What a slot is to MathJax: nothing, on a background that tells how much room it takes. */
const SLOT_MACRO = `\\class{${SLOT_CLASS}#1}{\\bbox[black]{\\phantom{#2}}}`;

let starting: Promise<typeof MathJax> | undefined;

/** MathJax, started once, which takes 0.7 s. Left out are the extensions that draw unknown macros in red. */
function mathJax(): Promise<typeof MathJax> {
  starting ??= import('mathjax').then(async ({ default: engine }) => {
    const packages = ['ams', 'bbox', 'boldsymbol', 'configmacros', 'html', 'mathtools', 'newcommand'];
    await engine.init({
      loader: { load: ['input/tex-base', 'output/svg', ...packages.map((part) => `[tex]/${part}`)] },
      tex: { packages: ['base', ...packages], macros: { slot: [SLOT_MACRO, 2] } },
      svg: { fontCache: 'none' },
    });
    return engine;
  });
  return starting;
}

/** Something drawn in a formula: its outline, where it goes, the piece it is of or the slot it stands for. */
interface Mark {
  readonly d: string;
  readonly matrix: Matrix;
  readonly piece: string;
  readonly slot: string | undefined;
  /** What it is seen through: two opposite corners, in the formula's units. */
  readonly window: readonly number[] | undefined;
}

const START: Mark = { d: '', matrix: IDENTITY, piece: 'rest', slot: undefined, window: undefined };

/** Points x, y, x, y … in their place, in whole units. */
const placed = (points: readonly number[], [a, b, c, d, e, f]: Matrix): readonly number[] =>
  points.map((value, i) => {
    const other = points[i % 2 === 0 ? i + 1 : i - 1] ?? 0;
    return Math.round(i % 2 === 0 ? a * value + c * other + e : b * other + d * value + f) + 0;
  });

/** What the classes of a node say of the marks below it; the innermost stands first. @throws UsageError */
function named(classes: string): Partial<Mark> {
  const names = classes.split(' ').filter((name) => name !== '');
  const slot = names.find((name) => name.startsWith(SLOT_CLASS))?.slice(SLOT_CLASS.length);
  const piece = names.find((name) => !name.startsWith(SLOT_CLASS));
  const odd = [slot, piece].find((name) => name !== undefined && !NAME.test(name));
  if (odd !== undefined)
    throw new UsageError(`'${odd}': a name is made of letters, digits, - and _, a letter first`);
  return { ...(piece === undefined ? {} : { piece }), ...(slot === undefined ? {} : { slot }) };
}

/** The marks in MathJax' tree. @throws UsageError for a fault in the TeX, and for what has no outline */
function marksIn(adaptor: Adaptor, node: unknown, outer: Mark): readonly Mark[] {
  const said = (key: string): string => adaptor.getAttribute(node, key) ?? '';
  const number = (key: string): number => Number(said(key));
  if (said('data-mjx-error') !== '') throw new UsageError(said('data-mjx-error'));
  const mark = { ...outer, matrix: multiply(outer.matrix, parseTransform(said('transform'))) };
  const within = (inner: Mark) => adaptor.childNodes(node).flatMap((child) => marksIn(adaptor, child, inner));
  const [x, y] = [number('x'), number('y')];
  const [right, top] = [x + number('width'), y + number('height')];
  switch (adaptor.kind(node)) {
    case 'g':
      return within({ ...mark, ...named(said('class')) });
    case 'path':
      return [{ ...mark, d: said('d') }];
    case 'rect':
      return [{ ...mark, d: `M${x} ${y}H${right}V${top}H${x}Z` }];
    case 'svg': {
      const [left = 0, bottom = 0] = said('viewBox').split(' ').map(Number);
      const matrix = multiply(mark.matrix, [1, 0, 0, 1, x - left, y - bottom]);
      return within({ ...mark, matrix, window: placed([x, y, right, top], mark.matrix) });
    }
    default:
      throw new UsageError(`there is no outline for '${adaptor.textContent(node)}'`);
  }
}

/** The letter of each verb, and the points that follow it. */
const LETTERS: Readonly<Record<number, readonly [letter: string, points: number]>> = {
  [VERB.move]: ['M', 1],
  [VERB.line]: ['L', 1],
  [VERB.quadratic]: ['Q', 2],
  [VERB.cubic]: ['C', 3],
  [VERB.close]: ['Z', 0],
};

/**
 * A mark's path data in the formula's units. Only straight parts of long braces and arrows are seen through a window; as
 * they are rectangles, it is enough to move their corners to its edges.
 */
function outline({ d, matrix, window }: Mark): string {
  const { verbs, points } = pathGeometry(d);
  const moved = placed(points, matrix).map((value, i) => {
    if (window === undefined) return value;
    const [one = 0, other = 0] = [window[i % 2], window[(i % 2) + 2]];
    return clamp(value, Math.min(one, other), Math.max(one, other));
  });
  let [at, written] = [0, ''];
  for (const verb of verbs) {
    const [letter, count] = LETTERS[verb] ?? ['', 0];
    written += letter + moved.slice(at, at + 2 * count).join(' ');
    at += 2 * count;
  }
  return written;
}

const thousandths = (value: number): number => Math.round(value * 1000) / 1000;
const scaleOf = ([a, , , d]: Matrix): number => thousandths(Math.max(Math.abs(a), Math.abs(d)));

/**
 * Typesets a formula with MathJax. In its TeX, `\class{gradient}{…}` names a piece, which can be coloured and dimmed by
 * itself (of pieces within pieces the innermost counts), and `\slot{rate}{0.00}` leaves room for a number that is drawn
 * later, as wide as the one given.
 *
 * @returns a plain value, to be kept as JSON
 * @throws UsageError in one line: a fault in the TeX, a sign without outline, a slot that the words do not name; Error if
 * MathJax is not installed
 */
export async function typesetEquation({ tex, words }: EquationSource): Promise<Typeset> {
  const engine = await mathJax();
  const { adaptor } = engine.startup;
  const [svg] = adaptor.childNodes(await engine.tex2svgPromise(tex, { display: true }));
  const box = (adaptor.getAttribute(svg, 'viewBox') ?? '').split(' ').map(Number);
  const [, top = 0, width = 0, height = 0] = box.map(Math.round);
  const marks = adaptor.childNodes(svg).flatMap((child) => marksIn(adaptor, child, START));
  const pieces: Record<string, string> = {};
  const slots: Record<string, EquationSlot> = {};
  for (const mark of marks) {
    const { slot, piece, matrix } = mark;
    pieces[piece] = (pieces[piece] ?? '') + (slot === undefined ? outline(mark) : '');
    if (slot === undefined) continue;
    if (slot in slots) throw new UsageError(`two slots are called '${slot}'`);
    const [x = 0, , right = 0] = placed(pathGeometry(mark.d).points, matrix);
    const [, y = 0] = placed([0, 0], matrix);
    slots[slot] = { piece, x, y, width: right - x, scale: scaleOf(matrix) };
  }
  const said = [...words.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const odd = [...new Set([...said, ...Object.keys(slots)])].find(
    (name) => !(name in slots && said.includes(name)),
  );
  if (odd !== undefined)
    throw new UsageError(
      odd in slots
        ? `the words lack the slot {${odd}}`
        : `the words name {${odd}}, but the TeX has no slot '${odd}'`,
    );
  const smallest = Math.min(1, ...marks.map(({ matrix }) => scaleOf(matrix)));
  return {
    by: `MathJax ${engine.version}`,
    tex,
    words,
    width,
    height: -top,
    depth: height + top,
    smallest,
    pieces,
    slots,
  };
}
