import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { bandsOf } from '../../../src/render/paint/bands.ts';
import type { Matrix } from '../../../src/render/paint/display/matrix.ts';
import { displayList, type Ink } from '../../../src/render/paint/display-list.ts';
import { openPixels } from '../../../src/render/still.ts';
import { chromiumPicture } from '../chromium.ts';
import { decoded, similarity } from '../pixels.ts';

const [WIDTH, HEIGHT] = [640, 480];

/** Gradients along both axes, in every spread, on shapes with and without corners, faded, scaled and clipped. */
const drawing = (turned: string): ReactElement => (
  <svg xmlns="http://www.w3.org/2000/svg" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
    <defs>
      <linearGradient id="down" x1={0} y1={0} x2={0} y2={1} gradientTransform={turned}>
        <stop offset={0} stopColor="#56b4e9" stopOpacity={0.05} />
        <stop offset={0.4} stopColor="#d55e00" />
        <stop offset={1} stopColor="#009e73" stopOpacity={0.6} />
      </linearGradient>
      {(['reflect', 'repeat'] as const).map((spread) => (
        <linearGradient
          key={spread}
          id={spread}
          gradientUnits="userSpaceOnUse"
          x1={300}
          y1={0}
          x2={420}
          y2={0}
          spreadMethod={spread}
          gradientTransform={turned}
        >
          <stop offset={0.1} stopColor="#f0e442" />
          <stop offset={0.9} stopColor="#0072b2" stopOpacity={0.3} />
        </linearGradient>
      ))}
      <clipPath id="round">
        <circle cx={160} cy={360} r={110} />
      </clipPath>
    </defs>
    <rect width={WIDTH} height={HEIGHT} fill="#0b1020" />
    <rect x={20.4} y={20.3} width={270.7} height={200.1} fill="url(#down)" />
    <path d="M330 230Q470 -150 620 230Z" fill="url(#reflect)" opacity={0.7} />
    <g clipPath="url(#round)">
      <rect x={20} y={240} width={280} height={230} rx={30} fill="url(#down)" />
    </g>
    <g transform="translate(0 250) scale(1 -1) translate(0 -220)">
      <ellipse cx={470} cy={110} rx={140} ry={95} fill="url(#repeat)" />
    </g>
  </svg>
);

const picture = async (element: ReactElement) => {
  const pixels = await openPixels({
    width: WIDTH,
    height: HEIGHT,
    fps: 30,
    frames: 1,
    element: () => element,
  });
  try {
    return await decoded(pixels.png(0));
  } finally {
    pixels.close();
  }
};

const SIZE = { width: 300, height: 100 };
const BOX = { left: 0, top: 0, right: 300, bottom: 100 };
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const inkOf = (fill: ReactElement): Ink => {
  const { ops } = displayList(
    <svg width={300} height={100}>
      {fill}
      <rect width={300} height={100} fill="url(#it)" />
    </svg>,
  );
  const [op] = ops;
  if (op?.kind !== 'shape' || op.fill === undefined) throw new Error('no fill');
  return op.fill;
};
const grey = (props: object) => (
  <linearGradient id="it" gradientUnits="userSpaceOnUse" x1={0} y1={0} x2={255} y2={0} {...props}>
    <stop offset={0} stopColor="black" />
    <stop offset={1} stopColor="white" />
  </linearGradient>
);

describe('a gradient along an axis', () => {
  test('is bands of one colour, each that of its pixels', () => {
    const found = bandsOf(inkOf(grey({})), IDENTITY, SIZE, BOX);
    expect(found?.axis).toBe('x');
    const bands = found?.bands ?? [];
    expect(bands.length).toBeGreaterThan(250);
    expect([bands[0]?.from, bands.at(-1)?.to]).toEqual([0, 300]);
    bands.forEach(({ from, to, colour }, i) => {
      expect(from).toBe(i === 0 ? 0 : bands[i - 1]?.to);
      for (let pixel = from; pixel < Math.min(to, 255); pixel += 1)
        expect(Math.abs(colour[0] - (pixel + 0.5))).toBeLessThanOrEqual(0.5);
    });
    expect(bands.at(-1)?.colour).toEqual([255, 255, 255, 1]);
  });

  test('is not bands if it turns, or is round', () => {
    expect(bandsOf(inkOf(grey({ y2: 20 })), IDENTITY, SIZE, BOX)).toBeUndefined();
    expect(bandsOf(inkOf(grey({ gradientTransform: 'rotate(3)' })), IDENTITY, SIZE, BOX)).toBeUndefined();
    expect(bandsOf(inkOf(grey({})), [1, 0.1, -0.1, 1, 0, 0], SIZE, BOX)).toBeUndefined();
    // Too small to be worth it.
    expect(bandsOf(inkOf(grey({})), IDENTITY, SIZE, { ...BOX, right: 150 })).toBeUndefined();
    const round = (
      <radialGradient id="it">
        <stop offset={0} stopColor="black" />
      </radialGradient>
    );
    expect(bandsOf(inkOf(round), IDENTITY, SIZE, BOX)).toBeUndefined();
  });

  test('is painted as Chromium paints it, and within a few levels as Skia evaluates it pixel by pixel', async () => {
    const banded = await picture(drawing('scale(1)'));
    const theirs = await decoded(
      await chromiumPicture(renderToStaticMarkup(drawing('scale(1)')), WIDTH, HEIGHT),
    );
    expect(similarity(banded, theirs)).toBeGreaterThan(0.995);
    // Turned by next to nothing it is left to Skia.
    const evaluated = await picture(drawing('rotate(0.00001)'));
    expect(similarity(banded, evaluated)).toBeGreaterThan(0.998);
    const far = banded.data.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - (evaluated.data[i] ?? 0))),
      0,
    );
    expect(far).toBeGreaterThan(0);
    expect(far).toBeLessThanOrEqual(2);
  });
});
