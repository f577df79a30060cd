import type { ReactElement, ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import {
  displayList,
  type GroupOp,
  leaves,
  opBounds,
  pathBounds,
  type ShapeOp,
  textBoxes,
} from '../../../src/render/paint/display-list.ts';

const svg = (children: ReactNode): ReactElement => (
  <svg width={200} height={100} viewBox="0 0 200 100">
    {children}
  </svg>
);
const ops = (children: ReactNode) => displayList(svg(children)).ops;
const only = (children: ReactNode): ShapeOp => {
  const [op, ...rest] = ops(children);
  if (op?.kind !== 'shape' || rest.length > 0) throw new Error('not one shape');
  return op;
};
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

const Pair = ({ y }: { readonly y: number }) => (
  <>
    {[1, 2].map((x) => (
      <circle key={x} cx={x} cy={y} r={1} />
    ))}
  </>
);

describe('a display list', () => {
  test('calls components and flattens fragments and arrays in the order they are painted', () => {
    const order = leaves(
      ops([<Pair key="a" y={7} />, null, false, <g key="b">{[<Pair key="c" y={8} />]}</g>]),
    ).map((op) => (op.kind === 'shape' && op.shape.kind === 'ellipse' ? [op.shape.cx, op.shape.cy] : []));
    expect(order).toEqual([
      [1, 7],
      [2, 7],
      [1, 8],
      [2, 8],
    ]);
  });

  test('multiplies transforms from the root to the leaf, and its view box first', () => {
    const nested = only(
      <g transform="translate(10, 20) scale(2)">
        <rect width={1} height={1} transform="rotate(90) matrix(1 0 0 1 3 0)" />
      </g>,
    );
    expect(nested.matrix).toEqual([0, 2, -2, 0, 10, 26]);
    const [scaled] = displayList(
      <svg width={400} height={300} viewBox="0 0 200 100">
        <rect width={1} height={1} />
      </svg>,
    ).ops;
    expect(scaled?.kind === 'shape' && scaled.matrix).toEqual([2, 0, 0, 2, 0, 50]);
  });

  test('inherits styles, which a child may override', () => {
    const [first, second] = ops(
      <g fill="none" stroke="#ff0000" strokeWidth="3" strokeDasharray="4 1 2" strokeOpacity={0.5}>
        <path d="M0 0L9 9" />
        <path d="M0 0L9 9" stroke="#00ff0080" strokeWidth={1} strokeDasharray="none" fill="white" />
      </g>,
    ) as readonly ShapeOp[];
    expect(first?.fill).toBeUndefined();
    expect(first?.stroke).toMatchObject({
      width: 3,
      dashes: [4, 1, 2, 4, 1, 2],
      ink: { colour: [255, 0, 0, 1], alpha: 0.5 },
    });
    expect(second?.stroke).toMatchObject({
      width: 1,
      dashes: [],
      ink: { colour: [0, 255, 0, 128 / 255], alpha: 0.5 },
    });
    expect(second?.fill?.colour).toEqual([255, 255, 255, 1]);
  });

  test('keeps a layer only where several paints share an opacity', () => {
    expect(only(<circle r={5} opacity={0.5} />).fill?.alpha).toBe(0.5);
    expect(
      only(
        <g opacity={0.5}>
          <g opacity={0.5}>
            <circle r={5} fillOpacity={0.5} />
          </g>
        </g>,
      ).fill?.alpha,
    ).toBe(0.125);
    const [layer] = ops(
      <g opacity={0.5}>
        <circle r={5} />
        <circle r={6} />
      </g>,
    ) as readonly GroupOp[];
    expect(layer).toMatchObject({ kind: 'group', opacity: 0.5, clip: undefined });
    expect(layer?.children).toHaveLength(2);
    const [both] = ops(<circle r={5} stroke="white" opacity={0.5} />);
    expect(both).toMatchObject({ kind: 'group', opacity: 0.5 });
    expect(
      ops(
        <g opacity={0}>
          <circle r={5} />
        </g>,
      ),
    ).toEqual([]);
  });

  test('resolves gradients for the shape they fill, and clips where they are used', () => {
    const filled = only([
      <rect key="r" x={10} y={20} width={40} height={10} fill="url(#g)" />,
      <defs key="d">
        <linearGradient id="g" gradientTransform="scale(2)">
          <stop offset="0.5" stopColor="#000000" stopOpacity={0.5} />
          <stop offset="0.2" stopColor="#ffffff" />
        </linearGradient>
      </defs>,
    ]);
    expect(filled.fill?.gradient).toEqual({
      kind: 'linear',
      geometry: [0, 0, 1, 0],
      matrix: [80, 0, 0, 20, 10, 20],
      spread: 'pad',
      stops: [
        { offset: 0.5, colour: [0, 0, 0, 0.5] },
        { offset: 0.5, colour: [255, 255, 255, 1] },
      ],
    });
    const [clipped] = ops([
      <clipPath key="c" id="c" transform="translate(5 0)">
        <circle r={3} clipRule="evenodd" />
      </clipPath>,
      <g key="g" transform="scale(2)" clipPath="url(#c)">
        <rect width={50} height={50} />
      </g>,
    ]) as readonly GroupOp[];
    expect(clipped?.clip).toMatchObject([{ matrix: [2, 0, 0, 2, 10, 0], rule: 'evenodd' }]);
    expect(clipped && opBounds(clipped)).toEqual(box(4, 0, 16, 6));
  });
});

describe('bounds', () => {
  test('follow curves, not their control points', () => {
    expect(pathBounds('M0 0Q50 100 100 0')).toEqual(box(0, 0, 100, 50));
    const cubic = pathBounds('M0 0C0 40 100 -40 100 0');
    expect(cubic?.bottom).toBeCloseTo(11.547, 3);
    expect(cubic?.top).toBeCloseTo(-11.547, 3);
    const arc = pathBounds('M-10 0A10 10 0 0 1 10 0');
    expect(arc?.top).toBeCloseTo(-10, 2);
    expect(arc).toMatchObject({ left: -10, right: 10, bottom: 0 });
    expect(pathBounds('M5 5h10v10zm20 20l-5-5')).toEqual(box(5, 5, 25, 25));
    expect(pathBounds('')).toBeUndefined();
  });

  test('are as tight under a rotation', () => {
    const turned = opBounds(
      only(<path d="M-10 0L10 0" stroke="white" strokeWidth={2} transform="translate(50 50) rotate(90)" />),
    );
    expect(turned).toEqual(box(49, 39, 51, 61));
    const ellipse = opBounds(only(<ellipse rx={30} ry={10} transform="rotate(45)" />));
    expect(ellipse?.right).toBeCloseTo(Math.sqrt(30 ** 2 / 2 + 10 ** 2 / 2), 9);
  });

  test('of every text group come with its words, size, fill and total opacity', () => {
    const list = displayList(
      svg(
        <g opacity={0.5}>
          <circle r={2} />
          <g
            data-text="ab"
            data-size={28}
            fill="#abcdef"
            opacity={0.8}
            transform="translate(10 50) scale(0.5)"
          >
            <path d="M0 0h10v-20z" />
            <path d="M20 0h10v-30z" fill="#000000" opacity={0.9} />
          </g>
        </g>,
      ),
    );
    expect(textBoxes(list)).toEqual([
      {
        text: { words: 'ab', size: 28, opacity: 0.4 },
        box: box(10, 35, 25, 50),
        inks: [
          { colour: [0xab, 0xcd, 0xef, 1], gradient: undefined, alpha: 1 },
          { colour: [0, 0, 0, 1], gradient: undefined, alpha: 0.9 },
        ],
      },
    ]);
  });
});

describe('anything not portable is named', () => {
  class Old {
    readonly isReactComponent = true;
  }
  const refused: readonly (readonly [string, ReactNode, RegExp])[] = [
    ['an element', <text key="x">words</text>, /<text> is not portable SVG/],
    ['HTML', <div key="x" />, /<div> is not portable SVG/],
    ['words', <g key="x">words</g>, /"words" is not portable SVG/],
    ['CSS', <g key="x" style={{ opacity: 1 }} />, /<g style>/],
    ['a filter', <g key="x" filter="url(#f)" />, /<g filter>/],
    ['a colour by name', <circle key="x" r={1} fill="tomato" />, /<circle fill="tomato">: expected a colour/],
    ['an invalid number', <circle key="x" r={Number.NaN} />, /<circle r="NaN">: expected a finite number/],
    ['a unit', <rect key="x" width="50%" height={1} />, /<rect width="50%">/],
    ['a negative radius', <circle key="x" r={-1} />, /<circle r="-1">/],
    ['a missing gradient', <circle key="x" r={1} fill="url(#no)" />, /<circle fill="url\(#no\)">/],
    [
      'a skew',
      <g key="x" transform="skewX(3)">
        <circle r={1} />
      </g>,
      /transform "skewX\(3\)"/,
    ],
    ['a foreign picture', <image key="x" href="https://x/y.png" width={1} height={1} />, /<image href=/],
  ];
  for (const [what, node, message] of refused) {
    test(what, () => expect(() => ops(node)).toThrow(message));
  }
  test('NaN in path data', () => {
    const op = only(<path d="M0 0L10 NaN" />);
    expect(() => opBounds(op)).toThrow(/path data is not valid at character 8: "M0 0L10 NaN"/);
  });
  test('a component that is a class', () => {
    const Component = Old as unknown as () => ReactNode;
    Component.prototype.isReactComponent = {};
    expect(() => ops(<Component />)).toThrow(/function components/);
  });
});
