import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { typesetEquation } from '../../src/film/typeset-equation.ts';
import {
  type Box,
  displayList,
  leaves,
  opBounds,
  pathBounds,
  type TextBox,
  textBoxes,
} from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { SCRIPT } from '../../src/scene/equation.ts';
import { Equation, equationExtent } from '../../src/scene/parts/Equation.tsx';
import { createStage } from '../../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import equations from './equations.typeset.json';

const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
const numbers = { x: '−1.55', rate: '0.46', gradient: '−3.70' };

const drawn = (element: ReactElement) =>
  displayList(
    <svg width={1920} height={1080}>
      {element}
    </svg>,
  );
const textOf = (element: ReactElement): TextBox => {
  const [one, ...others] = textBoxes(drawn(element));
  if (one === undefined || others.length > 0) throw new Error('not one text');
  return one;
};
const rounded = ({ left, top, right, bottom }: Box) =>
  [left, top, right, bottom].map((side) => Math.round(side));
const pathsOf = (typeset: { readonly pieces: Readonly<Record<string, string>> }) =>
  Object.values(typeset.pieces);

describe('a formula', () => {
  it('takes the space that it says', () => {
    for (const typeset of Object.values(equations)) {
      for (const d of pathsOf(typeset)) {
        const box = pathBounds(d);
        if (box === undefined) continue;
        // Ink may stand over a little, as that of an italic letter does.
        expect(box.left).toBeGreaterThan(-30);
        expect(box.right).toBeLessThan(typeset.width + 60);
        expect(-box.top).toBeLessThanOrEqual(typeset.height + 1);
        expect(box.bottom).toBeLessThanOrEqual(typeset.depth + 1);
      }
    }
  });

  it('stands on its baseline, at its start, middle or end, as wide as it is allowed to be', () => {
    const extent = equationExtent(equations.rule, { size: 100 });
    const at = (anchor: 'start' | 'middle' | 'end') =>
      textOf(<Equation stage={stage} of={equations.rule} at={[900, 500]} size={100} anchor={anchor} />).box
        .left;
    expect(at('start') - at('middle')).toBeCloseTo(extent.width / 2, 1);
    expect(at('start') - at('end')).toBeCloseTo(extent.width, 1);
    const narrow = equationExtent(equations.rule, { size: 100, width: 300 });
    expect(narrow.width).toBeCloseTo(300, 6);
    expect(narrow.height / extent.height).toBeCloseTo(300 / extent.width, 6);
    const { text } = textOf(
      <Equation stage={stage} of={equations.rule} at={[0, 500]} size={100} width={300} />,
    );
    expect(text.size).toBeCloseTo(narrow.size, 2);
  });

  it('colours and fades its pieces by name', () => {
    const pieces = { gradient: { fill: 'gradient' }, rate: { fill: '#112233', opacity: 0.5 } } as const;
    const { inks } = textOf(
      <Equation stage={stage} of={equations.rule} at={[0, 500]} pieces={pieces} fill="quiet" />,
    );
    expect(inks.map(({ colour, alpha }) => [...(colour ?? []).slice(0, 3), alpha])).toEqual([
      [0xa9, 0xb4, 0xcc, 1],
      [0x11, 0x22, 0x33, 0.5],
      [0x22, 0xe0, 0xff, 1],
    ]);
  });

  it('says itself in plain characters, with the numbers that it shows, in the language of the stage', () => {
    const live = (language: 'en' | 'de') => (
      <Equation stage={{ ...stage, language }} of={equations.live} at={[0, 500]} numbers={numbers} />
    );
    expect(textOf(live('en')).text.words).toBe('x ← −1.55 − 0.46 · −3.70');
    expect(textOf(live('de')).text.words).toBe('x ← −1,55 − 0,46 · −3,70');
  });

  it('names a piece, slot or number that is wrong', () => {
    const draw = (props: object) => () =>
      drawn(<Equation stage={stage} of={equations.live} at={[0, 0]} numbers={numbers} {...props} />);
    expect(draw({ pieces: { slope: {} } })).toThrow(
      "the equation has no piece 'slope', only: rest, rate, gradient",
    );
    expect(draw({ numbers: { ...numbers, y: '1' } })).toThrow("has no slot 'y', only: x, rate, gradient");
    expect(draw({ numbers: { x: '1', rate: '2' } })).toThrow(
      "the slot 'gradient' of the equation has no number",
    );
    expect(draw({ numbers: { ...numbers, x: 'NaN' } })).toThrow(
      'the number "NaN" of an equation: there is no sign',
    );
  });
});

describe('a number in a slot', () => {
  it.each(['−1.55', '10.2', '5 × 10⁻⁴', '3 %'])('%s is as TeX would have set it', async (number) => {
    const tex = number
      .replace('−', '-')
      .replace(' × 10⁻⁴', ' \\times 10^{-4}')
      .replace(' %', '\\mspace{4mu}\\%');
    const plain = await typesetEquation({ tex: `a = ${tex} + b`, words: 'a' });
    const slotted = await typesetEquation({ tex: `a = \\slot{n}{${tex}} + b`, words: 'a = {n} + b' });
    expect(slotted.width).toBe(plain.width);
    const boxes = [
      drawn(<Equation stage={stage} of={plain} at={[100, 500]} size={200} />),
      drawn(<Equation stage={stage} of={slotted} at={[100, 500]} size={200} numbers={{ n: number }} />),
    ].map((list) => textBoxes(list)[0]?.box);
    expect(boxes[0]).toBeDefined();
    expect(boxes.map((box) => box && rounded(box))).toEqual(
      [boxes[0], boxes[0]].map((box) => box && rounded(box)),
    );
    expect(slotted.pieces.rest?.length).toBeLessThan(plain.pieces.rest?.length ?? 0);
  });

  it('keeps its digits in place as they change, and is set smaller if it is too wide', () => {
    const live = (gradient: string) =>
      leaves(
        drawn(
          <Equation
            stage={stage}
            of={equations.live}
            at={[0, 500]}
            size={100}
            numbers={{ ...numbers, gradient }}
          />,
        ).ops,
      ).map((op) => opBounds(op));
    const lefts = (boxes: readonly (Box | undefined)[]) => boxes.map((box) => box?.left ?? 0);
    const [one, other] = [lefts(live('−3.70')), lefts(live('−8.26'))];
    expect(one.length).toBe(other.length);
    one.forEach((left, i) => {
      expect(Math.abs(left - (other[i] ?? 0))).toBeLessThan(6);
    });
    const room = equations.live.slots.gradient;
    const long = live('−1234.5678').slice(-10);
    const right = Math.max(...long.map((box) => box?.right ?? 0));
    expect(right).toBeLessThanOrEqual(((room.x + room.width) * 100) / 1000);
  });
});

describe('typesetting', () => {
  it('joins the straight parts of a long brace to its ends', async () => {
    const { pieces, width } = await typesetEquation({
      tex: '\\class{b}{\\underbrace{a+b+c+d+e+f+g+h}}',
      words: 'a',
    });
    const parts = (pieces.b ?? '')
      .split(/(?=M)/)
      .flatMap((d) => pathBounds(d) ?? [])
      .filter(({ top }) => top > 200)
      .sort((one, other) => one.left - other.left);
    // Hook, straight, point, straight, hook: each begins before the last ends.
    expect(parts.length).toBe(5);
    parts.slice(1).forEach(({ left }, i) => {
      expect(left).toBeLessThan(parts[i]?.right ?? 0);
      expect(left).toBeGreaterThan((parts[i]?.right ?? 0) - 100);
    });
    expect([parts[0]?.left, parts[4]?.right]).toEqual([0, width]);
  });

  it('knows how small its smallest signs are', async () => {
    const smallest = async (tex: string) => (await typesetEquation({ tex, words: 'a' })).smallest;
    expect(await smallest('x + \\frac{a}{b}')).toBe(1);
    expect(await smallest('x^2')).toBe(SCRIPT);
    expect(await smallest('e^{x^2}')).toBeCloseTo(0.5, 3);
  });

  it.each([
    ['x^', 'a', 'Missing superscript or subscript argument'],
    ['\\gradient x', 'a', 'Undefined control sequence \\gradient'],
    ['\\text{梯度}', 'a', "there is no outline for '梯度'"],
    ['\\class{1st}{x}', 'a', "'1st': a name is made of letters, digits, - and _, a letter first"],
    ['x \\slot{n}{0.0}', 'x', 'the words lack the slot {n}'],
    ['x', 'x {n}', "the words name {n}, but the TeX has no slot 'n'"],
    ['\\slot{n}{0} + \\slot{n}{0}', '{n}', "two slots are called 'n'"],
  ])('refuses %s, spelt %s: %s', async (tex, words, message) => {
    await expect(typesetEquation({ tex, words })).rejects.toThrow(message);
  });
});
