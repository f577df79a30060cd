import { describe, expect, it } from 'vitest';
import { alongHop, hop, hopPath } from '../../src/scene/hop.ts';
import { decades, linearScale, logScale, ticks } from '../../src/scene/scale.ts';
import { THEMES } from '../../src/scene/theme.ts';
import { contrastOf } from '../helpers/contrast.ts';
import { placedStages } from '../helpers/films.ts';

describe('scales', () => {
  it('map the ends of a domain to the ends of a range', () => {
    const scale = linearScale([-2, 6], [100, 300]);
    expect([scale(-2), scale(2), scale(6)]).toEqual([100, 200, 300]);
  });

  it('that are logarithmic give each decade the same room, and hold what is outside', () => {
    const scale = logScale([0.01, 100], [400, 0]);
    expect(scale(1)).toBeCloseTo(200, 10);
    expect(scale(10)).toBeCloseTo(100, 10);
    expect(scale(0)).toBe(400);
    expect(scale(1e300)).toBeCloseTo(0, 10);
    expect(logScale([0.01, 100], [400, 0], 10)(1e300)).toBeCloseTo(-100, 10);
  });

  it('have round ticks', () => {
    expect(ticks([0, 40], 4)).toEqual([0, 10, 20, 30, 40]);
    expect(ticks([-1.8, 1.5], 5)).toEqual([-1, 0, 1]);
    expect(ticks([0.1, 0.35], 3)).toEqual([0.1, 0.2, 0.3]);
    expect(decades([0.001, 1.7])).toEqual([0.001, 0.01, 0.1, 1]);
  });
});

describe('a hop', () => {
  const flat = () => 500;

  it('starts and ends where it should, and rises in between', () => {
    const jump = hop([100, 500], [300, 500], flat);
    expect(alongHop(jump, 0)).toEqual([100, 500]);
    expect(alongHop(jump, 1)).toEqual([300, 500]);
    expect(alongHop(jump, 0.5)[1]).toBeLessThan(500);
  });

  it('goes over what stands in its way', () => {
    const hill = (x: number): number => 500 - 150 * Math.max(0, 1 - Math.abs(x - 200) / 60);
    const jump = hop([100, 500], [300, 500], hill);
    for (let t = 0; t <= 1; t += 0.02) {
      const [x, y] = alongHop(jump, t);
      expect(y).toBeLessThanOrEqual(hill(x) + 1e-9);
    }
  });

  it('is traced up to where it has come', () => {
    const jump = hop([0, 0], [100, 0], flat);
    const [x, y] = alongHop(jump, 0.25);
    expect(hopPath(jump, 0.25).endsWith(`${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`)).toBe(
      true,
    );
  });
});

describe.each(placedStages)('the stage of $name', ({ header, body, captions, safe }) => {
  it('has three bands inside the safe area, one below the other', () => {
    for (const band of [header, body, captions]) {
      expect(band.x).toBeGreaterThanOrEqual(safe.x);
      expect(band.x + band.width).toBeLessThanOrEqual(safe.x + safe.width);
    }
    expect(header.y).toBeGreaterThanOrEqual(safe.y);
    expect(body.y).toBeGreaterThan(header.y + header.height);
    expect(captions.y).toBeGreaterThan(body.y + body.height);
    expect(captions.y + captions.height).toBeLessThanOrEqual(safe.y + safe.height);
  });
});

describe.each(Object.values(THEMES))(
  'the $name theme',
  ({ background, panel, text, quiet, caption, tangent, curve, runs }) => {
    it('has text of a contrast of at least 4.5 and marks of at least 3, on background and panels', () => {
      for (const ground of [background, panel]) {
        for (const ink of [text, quiet, caption, tangent, ...runs]) {
          expect(contrastOf(ink, ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(curve, ground)).toBeGreaterThanOrEqual(3);
      }
    });
  },
);
