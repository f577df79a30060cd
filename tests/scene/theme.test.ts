import { describe, expect, it } from 'vitest';
import { channels } from '../../src/scene/ramp.ts';
import { type Colour, THEMES } from '../../src/scene/theme.ts';

/** A colour in Oklab (Ottosson 2020), in which equal distances look about equally different. */
function oklab(colour: Colour): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const difference = (a: Colour, b: Colour): number => {
  const [p, q] = [oklab(a), oklab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

describe.each(Object.values(THEMES))('the $name theme', ({ classes, classMarks, runs }) => {
  it.each([
    ['words', classes],
    ['points', classMarks],
  ])('has ten classes that can be told apart by colour, in %s', (_, classes) => {
    for (const [i, one] of classes.entries())
      for (const [j, other] of classes.entries())
        if (i < j) expect([i, j, difference(one, other) > 0.12]).toEqual([i, j, true]);
  });

  it('has five runs that can be told apart at a glance, and two more', () => {
    for (const [i, one] of runs.entries())
      for (const [j, other] of runs.entries())
        if (i < j) expect([i, j, difference(one, other) > (j < 5 ? 0.1 : 0.08)]).toEqual([i, j, true]);
  });
});
