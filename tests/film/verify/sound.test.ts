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

  it('finds the moment at which they differ', () => {
    const [mixed, other] = [tone(440, 60), tone(700, 60)];
    mixed.left.set(other.left.subarray(40 * RATE, 41 * RATE), 40 * RATE);
    expect(Math.floor(likeness(mixed, tone(440, 60)).at)).toBe(40);
    const { status, says } = checkSound(mixed, tone(440, 60));
    expect(status).toBe('failed');
    expect(says).toMatch(/at 40(\.\d+)? s/);
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

it('what sounds where a film is quiet is found, however soft, and a change of level of a tenth', () => {
  const quiet = {
    left: tone(440, 4).left.map((x, i) => (i < 2 * RATE ? x : 0)),
    right: new Float32Array(4 * RATE),
  };
  const hum = tone(200, 4, 0.003).left;
  const hummed = { ...quiet, left: quiet.left.map((x, i) => (i < 3 * RATE ? x : x + (hum[i] ?? 0))) };
  expect(checkSound(quiet, quiet).status).toBe('ok');
  expect(checkSound(hummed, quiet).says).toBe('there is sound at 3 s, where the film is quiet (-56 dBFS)');
  const louder = { ...quiet, left: quiet.left.map((x) => 1.047 * x) };
  expect(checkSound(louder, quiet).says).toBe("the sound is 0.4 dB louder than the film's");
});

describe('loudness and peak', () => {
  const status = (loudness: number, peak: number, made = { loudness, peak: -2 }) =>
    checkLevels({ loudness, peak }, made).map((check) => check.status);

  it('are compared with what is promised', () => {
    expect(status(-16.9, -1.6)).toEqual(['ok', 'ok']);
    expect(status(-16.9, -1.4)).toEqual(['ok', 'failed']);
    expect(status(-14.9, -3)).toEqual(['failed', 'ok']);
    expect(status(Number.NEGATIVE_INFINITY, -60, { loudness: -60, peak: -40 })).toEqual(['failed', 'ok']);
  });

  it('may be lower where the peaks are at their limit: not where they are not, and not lower than was made', () => {
    expect(status(-18.2, -1.9)).toEqual(['ok', 'ok']);
    expect(status(-18.2, -4, { loudness: -18.2, peak: -4 })).toEqual(['failed', 'ok']);
    expect(status(-20.2, -4, { loudness: -18.2, peak: -2 })).toEqual(['failed', 'ok']);
  });
});
