import { describe, expect, it } from 'vitest';
import { bedBeneath } from '../../audio/bed.ts';
import { duckingGain } from '../../audio/ducking.ts';
import { type Channels, decibels, integratedLoudness } from '../../audio/loudness.ts';
import { measure } from '../../audio/mix.ts';
import { synthesize, synthesizeStems } from '../../audio/node.ts';
import { event, largest, phrase, SECOND, sameSamples, sheet, voice } from './helpers.ts';

/** Music of so many seconds: a steady tone, louder by the second if asked to be. */
function music(seconds: number, hertz = 320, level = 0.2): Channels {
  const left = Float32Array.from(
    { length: seconds * SECOND },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / SECOND),
  );
  return { left, right: left.map((x) => 0.8 * x) };
}

const film = sheet(30, {
  voices: [voice('v', [phrase(8, 12, 440)])],
  events: [event('chime', 20), event('tick', 25)],
});
const silence = { left: new Float32Array(film.samples), right: new Float32Array(film.samples) };
const levelAt = (sound: Channels, seconds: number): number =>
  decibels(largest(sound.left, Math.round(seconds * SECOND), Math.round(seconds * SECOND) + 4800));

describe('a bed of music', () => {
  it.each([
    ['shorter than the film', 7],
    ['longer', 40],
    ['shorter than a second', 0.6],
  ])('fills the film without a gap: %s', (_, seconds) => {
    const bed = bedBeneath(music(seconds), film, silence);
    expect(bed.left.length).toBe(film.samples);
    for (let at = 1.2; at < 29.8; at += 0.1)
      if (at < 7 || at > 22) {
        expect(levelAt(bed, at), `${at} s`).toBeGreaterThan(-14.1 - 9);
        // A tone in phase with itself at a seam is 3 dB louder, never more.
        expect(levelAt(bed, at), `${at} s`).toBeLessThan(-14 + 3.1);
      }
  });

  it('fades in over a second, without a jump', () => {
    const bed = bedBeneath(music(40), film, silence);
    expect(bed.left[0]).toBe(0);
    expect(levelAt(bed, 0)).toBeLessThan(-40);
    expect(levelAt(bed, 1.1)).toBeCloseTo(-14, 0);
  });

  it.each([0.01, 0.2, 0.9])('is 18 LU quieter than the film, however loud it was (%d)', async (level) => {
    const unsung = sheet(20, { voices: [voice('v', [phrase(18, 19, 440)])] });
    const own = music(20, 500);
    const bed = bedBeneath(music(20, 320, level), { ...unsung, voices: [] }, own);
    expect(integratedLoudness(own) - integratedLoudness(bed)).toBeCloseTo(18, 0);
  });

  it('gives way by 6 dB to voices and chimes, not to ticks, smoothly and before they begin', () => {
    const bed = bedBeneath(music(40), film, silence);
    const open = levelAt(bed, 4);
    expect(levelAt(bed, 10)).toBeCloseTo(open - 6, 1);
    expect(levelAt(bed, 20.5)).toBeCloseTo(open - 6, 1);
    expect(levelAt(bed, 25)).toBeCloseTo(open, 1);
    expect(levelAt(bed, 8)).toBeLessThan(open - 2);
    expect(levelAt(bed, 7.4)).toBeCloseTo(open, 1);
    const gain = duckingGain([[8 * SECOND, 12 * SECOND]], film.samples, 6);
    gain.forEach((value, i) => {
      // From 1 to a half takes 0.8 s: in 10 ms no more than a fiftieth.
      expect(Math.abs(value - (gain[i - 1] ?? value))).toBeLessThan(0.02);
    });
  });

  it('takes the place of the ground, adds up with the other stems, and leaves the loudness as it is', async () => {
    const grounded = { ...film, ground: [{ start: 0, end: film.samples, gain: 1, hertz: [110] }] };
    const bed = music(9);
    const mixed = await synthesize(grounded, bed);
    const stems = await synthesizeStems(grounded, bed);
    expect(stems.map(({ id }) => id)).toEqual(['voice-v', 'ticks', 'chimes', 'bed']);
    let most = 0;
    for (let i = 0; i < film.samples; i++) {
      const sum = stems.reduce((all, { left }) => all + (left[i] ?? 0), 0);
      most = Math.max(most, Math.abs(sum - (mixed.left[i] ?? 0)));
    }
    expect(most).toBeLessThan(1e-6);
    expect(Math.abs(measure(mixed).loudness + 16)).toBeLessThanOrEqual(1);
    expect(mixed.left.at(-1)).toBeCloseTo(0, 12);
    const again = await synthesize(grounded, bed);
    expect(sameSamples(again.left, mixed.left)).toBe(true);
  });
});
