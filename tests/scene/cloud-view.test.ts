import { describe, expect, it } from 'vitest';
import { type Cloud, cloudView, flatSight, pointAt } from '../../src/scene/cloud-view.ts';
import { FRONT } from '../../src/scene/orbit.ts';
import { playheadOf } from '../../src/story/playhead.ts';

/** Two points close together at first, then far apart; the first comes nearer, the second goes away. */
const cloud: Cloud = {
  positions: [
    [
      [0, 0],
      [0.2, 0],
    ],
    [
      [-4, -1],
      [4, 1],
    ],
  ],
  depths: [
    [0, 0],
    [1, -1],
  ],
  square: false,
};
const rect = { x: 100, y: 50, width: 400, height: 400 };

describe('a view of a cloud', () => {
  const flat = cloudView(cloud, flatSight(rect));

  it('holds every point after every step, undistorted, the middle of all in the middle', () => {
    const [left, right] = [
      pointAt(cloud, flat, 0, playheadOf(1, 2)),
      pointAt(cloud, flat, 1, playheadOf(1, 2)),
    ];
    expect([left[0], right[0]]).toEqual([100, 500]);
    expect([left[1], right[1]]).toEqual([300, 200]);
    expect(flat.zoom).toBe(1);
  });

  it('moves points straight and at constant speed between two steps', () => {
    const [x, y] = pointAt(cloud, flat, 0, playheadOf(0.25, 2));
    expect([x, y]).toEqual([250, 262.5]);
  });

  it('comes close to the first cloud, which then fills three quarters of it', () => {
    const near = cloudView(cloud, { ...flatSight(rect), close: 1 });
    const [a, b] = [0, 1].map((i) => pointAt(cloud, near, i, playheadOf(0, 2)));
    expect((b?.[0] ?? 0) - (a?.[0] ?? 0)).toBeCloseTo(300, 6);
    expect(((b?.[0] ?? 0) + (a?.[0] ?? 0)) / 2).toBeCloseTo(300, 6);
  });

  it('has depth in space, from −1 to 1, and none in a plane', () => {
    const space = cloudView(cloud, { rect, orbit: { ...FRONT, turn: 0.5 }, solid: 1, close: 0 });
    const depths = [0, 1].map((i) => pointAt(cloud, space, i, playheadOf(1, 2))[2]);
    for (const depth of depths) expect(Math.abs(depth)).toBeLessThanOrEqual(1);
    expect(depths[0]).toBeCloseTo(-(depths[1] ?? 0), 9);
    expect(pointAt({ ...cloud, depths: null }, flat, 0, playheadOf(1, 2))[2]).toBe(0);
  });

  it('is the square from −1 to 1 for what is placed in that, however small the cloud', () => {
    const view = cloudView({ ...cloud, square: true }, flatSight(rect));
    expect([view.at(-1, -1, 0).slice(0, 2), view.at(1, 1, 0).slice(0, 2)]).toEqual([
      [100, 450],
      [500, 50],
    ]);
  });
});
