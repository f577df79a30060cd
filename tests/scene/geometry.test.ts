import { describe, expect, it } from 'vitest';
import { contrastOf } from '../../src/film/laws/contrast.ts';
import { decades, linearScale, logScale, logTicks, ticks } from '../../src/scene/scale.ts';
import { THEMES } from '../../src/scene/theme.ts';
import { placedStages } from '../helpers/films.ts';

describe('scales', () => {
  it('map the ends of a domain to the ends of a range', () => {
    const scale = linearScale([-2, 6], [100, 300]);
    expect([scale(-2), scale(2), scale(6)]).toEqual([100, 200, 300]);
  });

  it('that are logarithmic give each decade the same space, and clamp what is outside', () => {
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

  it('that are logarithmic are labelled with as many powers of ten as fit, but at least two numbers', () => {
    expect(logTicks([0.001, 1.7], 8)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(logTicks([1e-6, 10], 4)).toEqual([1e-5, 1e-3, 0.1, 10]);
    expect(logTicks([0.15, 3], 8)).toEqual([0.2, 0.5, 1, 2]);
    expect(logTicks([0.21, 0.31], 8)).toEqual([0.25, 0.3]);
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
  ({ background, panel, text, quiet, caption, gradient, focus, train, validation, curve, runs }) => {
    it('has text of a contrast of at least 4.5 and marks of at least 3, on background and panels', () => {
      for (const ground of [background, panel]) {
        for (const ink of [text, quiet, caption, gradient, focus, train, validation, ...runs]) {
          expect(contrastOf(ink, ground)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(curve, ground)).toBeGreaterThanOrEqual(3);
      }
    });
  },
);
