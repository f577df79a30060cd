import { describe, expect, it } from 'vitest';
import { cardRow, growingCards } from '../../src/scene/cards.ts';
import { mixView, nearView, wholeMap } from '../../src/scene/map-view.ts';

const room = { x: 100, y: 50, width: 1000, height: 400 };
const row = (count: number) => cardRow(room, count, { along: 'x', gap: 20, most: 300 });

describe('a row of cards', () => {
  it('stands in the middle, each card no longer than asked', () => {
    expect(row(2)).toEqual([
      { x: 290, y: 50, width: 300, height: 400 },
      { x: 610, y: 50, width: 300, height: 400 },
    ]);
  });

  it('fills the room where there are many', () => {
    const cards = row(5);
    expect(cards[0]?.x).toBe(100);
    expect((cards[4]?.x ?? 0) + (cards[4]?.width ?? 0)).toBeCloseTo(1100, 9);
  });

  it('can be a column', () => {
    const [card] = cardRow(room, 1, { along: 'y', gap: 20, most: 100 });
    expect(card).toEqual({ x: 100, y: 200, width: 1000, height: 100 });
  });

  it('makes room for a card as it grows', () => {
    expect(growingCards(row, [1, 1, 0]).slice(0, 2)).toEqual(row(2));
    expect(growingCards(row, [1, 1, 1])).toEqual(row(3));
    const [first, second, third] = growingCards(row, [1, 1, 0.5]);
    const mid = (i: number) => ((row(2)[i]?.x ?? 0) + (row(3)[i]?.x ?? 0)) / 2;
    expect([first?.x, second?.x]).toEqual([mid(0), mid(1)]);
    expect(third).toEqual(row(3)[2]);
  });
});

describe('a view of a map', () => {
  const clip = { x: 0, y: 0, width: 100, height: 100 };

  it('has its place in the middle, except at the edges of the map', () => {
    expect(nearView(clip, 300, [0.5, 0.5]).square).toEqual({ x: -100, y: -100, width: 300, height: 300 });
    expect(nearView(clip, 300, [0, 1]).square).toEqual({ x: 0, y: -200, width: 300, height: 300 });
  });

  it('changes evenly from one to another', () => {
    const near = nearView(clip, 300, [0.5, 0.5]);
    expect(mixView(wholeMap(clip), near, 0.5).square).toEqual({ x: -50, y: -50, width: 200, height: 200 });
  });
});
