import { describe, expect, it } from 'vitest';
import { checkLevels, checkSound, likeness, pieceOf } from '../../../src/film/verify/sound.ts';
import { sameSamples } from '../../audio/helpers.ts';

const RATE = 48_000;
const tone = (hertz: number, seconds = 3, gain = 0.3) => {
  const left = Float32Array.from(
    { length: seconds * RATE },
    (_, i) => gain * Math.sin((2 * Math.PI * hertz * i) / RATE),
  );
  return { left, right: left };
};
const silence = { left: new Float32Array(RATE), right: new Float32Array(RATE) };

describe('similarity of sounds', () => {
  it('is 1 for equal ones and for silences, whatever the level, and 0 for others', () => {
    expect(likeness(tone(440), tone(440))).toMatchObject({ whole: 1, worst: 1, level: 0 });
    expect(likeness(silence, silence).whole).toBe(1);
    expect(likeness(silence, tone(440)).whole).toBe(0);
    expect(likeness(tone(440, 3, 0.15), tone(440)).whole).toBeCloseTo(1, 6);
    expect(likeness(tone(440, 3, 0.15), tone(440)).level).toBeCloseTo(-6.02, 2);
    expect(likeness(tone(450), tone(440)).whole).toBeLessThan(0.05);
  });

  it('finds the second in which they differ', () => {
    const [mixed, other] = [tone(440, 60), tone(700, 60)];
    mixed.left.set(other.left.subarray(40 * RATE, 41 * RATE), 40 * RATE);
    expect(likeness(mixed, tone(440, 60))).toMatchObject({ at: 40 });
    const { status, says } = checkSound(mixed, tone(440, 60));
    expect(status).toBe('failed');
    expect(says).toMatch(/at 40 s/);
  });

  it('finds a shift by 2 ms', () => {
    const late = { left: tone(440).left.subarray(96), right: tone(440).right.subarray(96) };
    expect(checkSound(late, tone(440)).status).toBe('failed');
  });
});

it('an excerpt of a sound begins and ends with its frames', () => {
  const { left } = pieceOf(tone(440), { start: 30, end: 60 }, 30);
  expect(sameSamples(left, tone(440).left.subarray(RATE, 2 * RATE))).toBe(true);
});

it('loudness and peak are compared with what is promised', () => {
  const status = (loudness: number, peak: number) =>
    checkLevels({ loudness, peak }).map((check) => check.status);
  expect(status(-16.9, -1.6)).toEqual(['ok', 'ok']);
  expect(status(-17.1, -1.4)).toEqual(['failed', 'failed']);
  expect(status(-14.9, -3)).toEqual(['failed', 'ok']);
  expect(status(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual(['failed', 'ok']);
});
