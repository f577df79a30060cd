import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { displayList, leaves, opBounds, textBoxes } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { Code, type CodeMark } from '../../src/scene/parts/Code.tsx';
import { channels } from '../../src/scene/ramp.ts';
import { createStage } from '../../src/scene/stage.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
const { mono } = stage.type;
const rect = { x: 100, y: 100, width: 900, height: 300 };
const LINES = ['gradient = slope(x)', 'x = x - rate * gradient'];

const list = (element: ReactElement) =>
  displayList(
    <svg width={1920} height={1080}>
      {element}
    </svg>,
  );
const code = (props: Partial<Parameters<typeof Code>[0]>) =>
  list(<Code stage={stage} rect={rect} lines={LINES} {...props} />);
const texts = (props: Partial<Parameters<typeof Code>[0]>) => textBoxes(code(props));
/** How many outlines of each colour a line has, by the line's words. */
const coloursOf = (props: Partial<Parameters<typeof Code>[0]>, words: string) =>
  texts(props)
    .find(({ text }) => text.words === words)
    ?.inks.map(({ colour }) => (colour ?? []).slice(0, 3));
const { quiet, text, gradient, focus } = stage.theme;

describe('type of fixed width', () => {
  it('is as wide for every character, and makes no ligatures of signs', () => {
    const cell = mono.line(' ').advance;
    for (const words of ['x', '0', '->', '<=', '!=', '**', '==', '//', 'gradient'])
      expect(`${words} ${mono.line(words).advance}`).toBe(`${words} ${words.length * cell}`);
  });
});

describe('code', () => {
  it('is quiet, but for the active line and the marked tokens', () => {
    expect(coloursOf({}, LINES[0] ?? '')).toEqual([channels(quiet)]);
    expect(coloursOf({ active: 0 }, LINES[0] ?? '')).toEqual([channels(text)]);
    expect(coloursOf({ active: 0 }, LINES[1] ?? '')).toEqual([channels(quiet)]);
    const marks: readonly CodeMark[] = [
      { token: 'gradient', fill: 'gradient' },
      { token: 'x', line: 1, nth: 1 },
    ];
    expect(coloursOf({ marks }, LINES[0] ?? '')).toEqual([channels(gradient), channels(quiet)]);
    expect(coloursOf({ marks }, LINES[1] ?? '')).toEqual(
      [quiet, focus, quiet, gradient].map((colour) => channels(colour)),
    );
  });

  it('lights up by degrees', () => {
    const half = coloursOf({ marks: [{ token: 'rate', fill: '#000000', lit: 0.5 }] }, LINES[1] ?? '')?.[1];
    expect(half).toEqual(channels(quiet).map((value) => Math.round(value / 2)));
  });

  it('moves its band from line to line', () => {
    const bandAt = (active: number) => {
      const box = leaves(code({ active }).ops).map((op) => opBounds(op))[1];
      return [box?.top ?? 0, box?.bottom ?? 0];
    };
    const [from, half, to] = [bandAt(0), bandAt(0.5), bandAt(1)];
    expect(to[0]).toBeCloseTo(from[1] ?? 0, 1);
    expect(half[0]).toBeCloseTo(((from[0] ?? 0) + (to[0] ?? 0)) / 2, 1);
  });

  it('keeps tokens in their columns, whichever are marked', () => {
    const lastLetter = (marks: readonly CodeMark[]) =>
      textBoxes(code({ marks })).find(({ text: { words } }) => words === LINES[1])?.box.right;
    expect(lastLetter([{ token: '-' }, { token: 'gradient' }])).toBeCloseTo(lastLetter([]) ?? 0, 1);
  });

  it('shows values below their tokens, side by side however long they are, and keeps room for them', () => {
    const marks = (value: string, lit: number): readonly CodeMark[] => [
      { token: 'x', line: 1, nth: 0, value, lit },
      { token: 'x', line: 1, nth: 1, value, lit },
      { token: 'rate', line: 1, value, lit },
      { token: 'gradient', line: 1, value, lit },
    ];
    for (const value of ['1', '−1.55', '−1.5532']) {
      const boxes = texts({ marks: marks(value, 1) })
        .filter(({ text: { words } }) => words === value)
        .map(({ box }) => box);
      expect(boxes.length).toBe(4);
      boxes.slice(1).forEach((box, i) => {
        expect(box.left).toBeGreaterThan((boxes[i]?.right ?? 0) + 10);
      });
      expect(boxes[0]?.left).toBeGreaterThan(rect.x);
      expect(boxes[3]?.right).toBeLessThan(rect.x + rect.width);
    }
    const lineAt = (lit: number) =>
      texts({ marks: marks('1', lit) }).find(({ text: { words } }) => words === LINES[0])?.box.top;
    expect(lineAt(0)).toBe(lineAt(1));
    const [x] = texts({ marks: marks('1', 1) }).filter(({ text: { words } }) => words === '1');
    const cell = measure(mono, ' ', 40);
    const centre = rect.x + 0.9 * 40 + cell / 2;
    expect(((x?.box.left ?? 0) + (x?.box.right ?? 0)) / 2).toBeCloseTo(centre, -1);
  });

  it('is set smaller if its rectangle is too narrow or too low', () => {
    const sizes = (width: number, height: number) =>
      texts({ rect: { ...rect, width, height } }).map(({ text: { size } }) => size ?? 0);
    expect(sizes(900, 300)).toEqual([40, 40]);
    for (const [width, height] of [
      [400, 300],
      [900, 100],
    ] as const) {
      const inside = texts({ rect: { ...rect, width, height } });
      for (const { box, text: one } of inside) {
        expect(one.size).toBeLessThan(40);
        expect(box.left).toBeGreaterThan(rect.x);
        expect(box.right).toBeLessThan(rect.x + width);
        expect(box.bottom).toBeLessThan(rect.y + height);
      }
    }
  });
});
