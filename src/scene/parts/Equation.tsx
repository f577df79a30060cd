import type { ReactElement } from 'react';
import { written } from '../../story/words.ts';
import { EQUATION_UNITS, type EquationSlot, numerals, SCRIPT, type Typeset } from '../equation.ts';
import { factor, px } from '../px.ts';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import { each } from './each.tsx';
import { type Anchor, inked, SHARE } from './Text.tsx';

/** How a formula is set; by default large. */
export interface EquationStyle {
  readonly size?: number;
  /** A formula wider than this is set smaller. */
  readonly width?: number;
}

/** The space that a formula takes as set, in scene units: above and below its baseline. */
export interface EquationExtent {
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** Measures a formula as set. */
export function equationExtent(
  of: Typeset,
  { size: wanted = SIZE.large, width: limit = Number.POSITIVE_INFINITY }: EquationStyle = {},
): EquationExtent {
  const size = Math.min(wanted, (limit * EQUATION_UNITS) / of.width);
  const scale = size / EQUATION_UNITS;
  return { size, width: of.width * scale, height: of.height * scale, depth: of.depth * scale };
}

/** How a piece of a formula is painted. To set it back, `quiet` stays legible; opacity is for what comes and goes. */
export interface PieceStyle {
  readonly fill?: Role | Colour;
  readonly opacity?: number;
}

const moved = ([x, y]: Place, scale: number): string =>
  `translate(${px(x)} ${px(y)}) scale(${factor(scale)})`;

/** @throws Error for a name that is not among those of the formula, or has to be given and is not */
function check(kind: string, given: readonly string[], names: readonly string[], all: boolean): void {
  const odd = given.find((name) => !names.includes(name));
  if (odd !== undefined)
    throw new Error(`the equation has no ${kind} '${odd}', only: ${names.join(', ') || 'none'}`);
  const missing = all ? names.find((name) => !given.includes(name)) : undefined;
  if (missing !== undefined) throw new Error(`the ${kind} '${missing}' of the equation has no number`);
}

/**
 * A formula, with the start, middle or end of its baseline at a place. Its pieces are coloured and faded by name; numbers
 * go into the middle of its slots, with the decimal mark of the stage's language. In `data-text` it is spelt in plain
 * characters; exponents count as type of the size of their line, what is smaller as smaller type.
 *
 * @throws Error for a piece or slot that the formula lacks, for a slot without a number, and for a sign that no number has
 */
export function Equation<Piece extends string, Slot extends string>(
  props: EquationStyle & {
    readonly stage: Stage;
    readonly of: Typeset<Piece, Slot>;
    readonly at: Place;
    readonly anchor?: Anchor;
    readonly fill?: Role | Colour;
    readonly opacity?: number;
    readonly pieces?: Readonly<Partial<Record<NoInfer<Piece>, PieceStyle>>>;
    /** Numbers as written in English. */
    readonly numbers?: Readonly<Partial<Record<NoInfer<Slot>, string>>>;
  },
): ReactElement | null {
  const { stage, of, at, anchor = 'start', fill = 'text', opacity = 1 } = props;
  const styles: Readonly<Record<string, PieceStyle | undefined>> = props.pieces ?? {};
  const numbers: Readonly<Record<string, string | undefined>> = props.numbers ?? {};
  check('piece', Object.keys(styles), Object.keys(of.pieces), false);
  check('slot', Object.keys(numbers), Object.keys(of.slots), true);
  if (opacity <= 0) return null;
  const { size, width } = equationExtent(of, props);
  const paint = (piece: string) => {
    const { fill: own, opacity: shown = 1 } = styles[piece] ?? {};
    return {
      ...(own === undefined ? {} : { fill: inked(stage, own) }),
      ...(shown < 1 ? { opacity: px(Math.max(shown, 0)) } : {}),
    };
  };
  const slots = Object.entries<EquationSlot>(of.slots).map(([name, { piece, x, y, width: room, scale }]) => {
    const words = written(numbers[name] ?? '', stage.language);
    const { glyphs, width: wide } = numerals(words);
    const fit = Math.min(scale, room / wide);
    return { name, words, piece, glyphs, fit, place: [x + (room - wide * fit) / 2, y] as const };
  });
  const said = (slot: string): string => slots.find(({ name }) => name === slot)?.words ?? '';
  const smallest = Math.min(of.smallest, ...slots.map(({ fit }) => fit));
  return (
    <g
      data-text={of.words.replace(/\{(.*?)\}/g, (_, slot: string) => said(slot))}
      data-size={px(size * Math.min(1, smallest / SCRIPT))}
      transform={moved([at[0] - SHARE[anchor] * width, at[1]], size / EQUATION_UNITS)}
      fill={inked(stage, fill)}
      {...(opacity < 1 ? { opacity: px(opacity) } : {})}
    >
      {each(Object.entries<string>(of.pieces), ([piece, d]) =>
        d === '' ? null : <path d={d} {...paint(piece)} />,
      )}
      {each(slots, ({ piece, glyphs, fit, place: [left, base] }) =>
        each(glyphs, ({ d, x, y, scale }) => (
          <path d={d} transform={moved([left + x * fit, base + y * fit], scale * fit)} {...paint(piece)} />
        )),
      )}
    </g>
  );
}
