import { describe, expect, it } from 'vitest';
import { alongHop, hop, hopPath } from '../../src/scene/hop.ts';

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

  it('is drawn up to its current point', () => {
    const jump = hop([0, 0], [100, 0], flat);
    const [x, y] = alongHop(jump, 0.25);
    expect(hopPath(jump, 0.25).endsWith(`${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`)).toBe(
      true,
    );
  });
});
