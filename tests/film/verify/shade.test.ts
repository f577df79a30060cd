import { describe, expect, it } from 'vitest';
import { maxShade } from '../../../src/film/verify/pictures.ts';
import { shadeDifference } from '../../../src/film/verify/shade.ts';

const plane = (at: (x: number, y: number) => number, width = 50, height = 30) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
});

describe('the difference in shade', () => {
  it('is none for equal planes, and for patterns of one mean', () => {
    const chess = plane((x, y) => 100 + 20 * ((x + y) % 2), 48, 32);
    expect(shadeDifference(chess, chess).most).toBe(0);
    expect(
      shadeDifference(
        chess,
        plane(() => 110, 48, 32),
      ).most,
    ).toBe(0);
  });

  it('is that of the cell that differs most, at its corner, also at the edge', () => {
    const grey = plane(() => 90);
    expect(
      shadeDifference(
        grey,
        plane((x, y) => (x >= 16 && x < 24 && y >= 8 && y < 16 ? 250 : 90)),
      ),
    ).toEqual({
      most: 160,
      at: [16, 8],
    });
    expect(
      shadeDifference(
        grey,
        plane((x, y) => (x >= 48 && y >= 24 ? 30 : 90)),
      ),
    ).toEqual({ most: 60, at: [48, 24] });
  });
});

it('a coarser encoding may be farther off', () => {
  expect(maxShade(0)).toEqual(maxShade(18));
  expect(maxShade(18)).toEqual({ brightness: 20, colour: 8 });
  expect(maxShade(40).colour).toBeGreaterThan(maxShade(28).colour);
});
