import { describe, expect, it } from 'vitest';
import { cellsAtDepth, cutBetween, cutsOf, edgeOn } from '../../src/scene/cuts.ts';
import { orbiting } from '../../src/scene/orbit.ts';
import { scoreAt } from '../../src/sim/readout.ts';

const SCORES = [
  [0.3, 1, 0.2, -0.4],
  [0, -1, 0.5, 0.8],
  [-0.2, 0.1, -1, 0.3],
];
const HALF = [2, 1.5, 1] as const;

describe('the cut between two classes', () => {
  it('is where both score alike, inside the box', () => {
    const corners = cutBetween(SCORES, 0, 1, HALF);
    expect(corners.length).toBeGreaterThanOrEqual(3);
    for (const corner of corners) {
      expect(scoreAt(SCORES[0] ?? [], corner)).toBeCloseTo(scoreAt(SCORES[1] ?? [], corner), 9);
      corner.forEach((value, axis) => {
        expect(Math.abs(value)).toBeLessThanOrEqual((HALF[axis] ?? 0) + 1e-9);
      });
    }
  });

  it('is nowhere if one is ahead in all of the box, or both are alike everywhere', () => {
    expect(
      cutBetween(
        [
          [9, 1, 0, 0],
          [0, 0, 0, 0],
        ],
        0,
        1,
        HALF,
      ),
    ).toEqual([]);
    expect(
      cutBetween(
        [
          [1, 1, 0, 0],
          [1, 1, 0, 0],
        ],
        0,
        1,
        HALF,
      ),
    ).toEqual([]);
  });

  it('is a line, seen edge-on', () => {
    const seen = orbiting({ turn: edgeOn(SCORES, 0, 1), tilt: 0, nearness: 0 });
    const corners = cutBetween(SCORES, 0, 1, HALF).map(seen);
    const [[ax, ay] = [0, 0], [bx, by] = [0, 0]] = corners;
    for (const [x, y] of corners) expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeCloseTo(0, 6);
  });
});

describe('all cuts', () => {
  it('end where a third class is ahead of both', () => {
    const cuts = cutsOf(SCORES, [0, 1, 2], HALF);
    expect(cuts.map(({ between }) => between)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    for (const { between, corners } of cuts)
      for (const corner of corners) {
        const best = Math.max(...SCORES.map((score) => scoreAt(score, corner)));
        for (const own of between) expect(scoreAt(SCORES[own] ?? [], corner)).toBeCloseTo(best, 9);
      }
  });

  it('meet in edges that do not lie on the box', () => {
    const [{ edges } = { edges: [] }] = cutsOf(SCORES, [0, 1, 2], HALF);
    expect(edges).toHaveLength(1);
    for (const spot of edges.flat())
      expect(SCORES.map((score) => scoreAt(score, spot))[2]).toBeCloseTo(scoreAt(SCORES[0] ?? [], spot), 9);
  });
});

describe('the cells at a depth', () => {
  it('fill the section without overlap, each where its class scores highest', () => {
    const cells = cellsAtDepth(SCORES, [0, 1, 2], HALF, 0.4);
    const areas = cells.map(({ own, corners }) => {
      const middle = [0, 1, 2].map(
        (axis) => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length,
      );
      const scores = SCORES.map((score) => scoreAt(score, [middle[0] ?? 0, middle[1] ?? 0, middle[2] ?? 0]));
      expect(scores.indexOf(Math.max(...scores))).toBe(own);
      expect(middle[2]).toBeCloseTo(0.4, 9);
      return corners.reduce((sum, [x, y], i) => {
        const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
        return sum + (x * nextY - nextX * y) / 2;
      }, 0);
    });
    expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(4 * HALF[0] * HALF[1], 9);
  });
});
