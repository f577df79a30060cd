import { describe, expect, it } from 'vitest';
import { arrange, cells, column, row } from '../../src/scene/arrange.ts';
import { inset, mixRect, squareIn } from '../../src/scene/rect.ts';
import { placedStages } from '../helpers/films.ts';

const rect = { x: 100, y: 50, width: 400, height: 300 };
const [landscape] = placedStages;
if (landscape === undefined) throw new Error('no stage');

describe('a layout', () => {
  const layouts = {
    landscape: row(20, { map: 3, side: [1, column(10, { chart: 1, words: 1 })] }),
    portrait: column(0, { map: 1, chart: 1 }),
    square: column(0, { map: 1 }),
  };

  it('cuts a rectangle by shares, and its places again', () => {
    const at = arrange(landscape, rect, layouts);
    expect(at('map')).toEqual({ x: 100, y: 50, width: 285, height: 300 });
    expect(at('side')).toEqual({ x: 405, y: 50, width: 95, height: 300 });
    expect(at('words')).toEqual({ x: 405, y: 205, width: 95, height: 145 });
  });

  it('names a place missing from a format', () => {
    const at = arrange({ ...landscape, format: 'square' }, rect, layouts);
    expect(() => at('words')).toThrow('the square layout has no place "words"');
  });
});

describe('cells', () => {
  it('have equal size, with a short last row centred', () => {
    const grid = cells(rect, 3, 2, 20);
    expect(grid.map(({ width, height }) => [width, height])).toEqual([
      [190, 140],
      [190, 140],
      [190, 140],
    ]);
    expect(grid[2]).toMatchObject({ x: 205, y: 210 });
  });
});

describe('rectangles', () => {
  it('can be inset, interpolated, and reduced to a centred square', () => {
    expect(inset(rect, 10)).toEqual({ x: 110, y: 60, width: 380, height: 280 });
    expect(mixRect(rect, inset(rect, 10), 0.5)).toEqual({ x: 105, y: 55, width: 390, height: 290 });
    expect(squareIn(rect)).toEqual({ x: 150, y: 50, width: 300, height: 300 });
  });
});
