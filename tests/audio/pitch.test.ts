import { describe, expect, it } from 'vitest';
import { lossPitch } from '../../audio/cue-sheet.ts';
import { TIMBRE_COUNT } from '../../audio/instruments.ts';
import { synthesize, synthesizeStem } from '../../audio/node.ts';
import { cents, decodedLeft, phrase, pitchAt, sheet, toAac, voice, writeWav } from './helpers.ts';

const PITCHES = [110, 164.8, 233.08, 440, 777.7, 1244.5, 1760];
/** One phrase of 0.3 s per pitch, 0.2 s apart. */
const ladder = PITCHES.map((hertz, i) => phrase(i * 0.5, i * 0.5 + 0.3, hertz));
const middle = (i: number) => i * 0.5 + 0.15;

describe('the pitch of a voice', () => {
  it.each(Array.from({ length: TIMBRE_COUNT }, (_, i) => i))(
    'is the score, to 5 cents, in timbre %i',
    async (timbre) => {
      const stem = await synthesizeStem(sheet(4, { voices: [voice('v', ladder, { timbre })] }), 'v');
      PITCHES.forEach((hertz, i) => {
        expect(Math.abs(cents(pitchAt(stem, middle(i)), hertz)), `${hertz} Hz`).toBeLessThan(5);
      });
    },
  );

  it('survives AAC, to 5 cents', async () => {
    const sound = await synthesize(sheet(4, { voices: [voice('v', ladder, { timbre: 1 })] }));
    const heard = decodedLeft(toAac(writeWav(sound)));
    PITCHES.forEach((hertz, i) => {
      expect(Math.abs(cents(pitchAt(heard, middle(i)), hertz)), `${hertz} Hz`).toBeLessThan(5);
    });
  });

  it('glides linearly in hertz between points, and holds outside them', async () => {
    const glide = phrase(0.2, 1.8, [
      [0.5, 300],
      [1.5, 600],
    ]);
    const stem = await synthesizeStem(sheet(2, { voices: [voice('v', [glide])] }), 'v');
    for (const [seconds, hertz] of [
      [0.3, 300],
      [0.75, 375],
      [1, 450],
      [1.25, 525],
      [1.7, 600],
    ] as const)
      expect(Math.abs(cents(pitchAt(stem, seconds), hertz)), `at ${seconds} s`).toBeLessThan(5);
  });

  it('jumps where two points share a sample, without a jump in the waveform', async () => {
    const jump = phrase(0.1, 0.9, [
      [0.5, 300],
      [0.5, 500],
    ]);
    const stem = await synthesizeStem(sheet(1, { voices: [voice('v', [jump])] }), 'v');
    expect(Math.abs(cents(pitchAt(stem, 0.47), 300))).toBeLessThan(5);
    expect(Math.abs(cents(pitchAt(stem, 0.53), 500))).toBeLessThan(5);
    const step = (at: number) => Math.abs((stem[at] ?? 0) - (stem[at - 1] ?? 0));
    const before = Math.max(...Array.from({ length: 1000 }, (_, i) => step(25_000 + i)));
    for (let at = 23_990; at <= 24_010; at++) expect(step(at)).toBeLessThanOrEqual(before * 1.3);
  });

  it('leaves out inaudible harmonics: no aliasing at 15 kHz', async () => {
    const high = voice('v', [phrase(0.1, 0.9, 15_000)], { timbre: 3 });
    const stem = await synthesizeStem(sheet(1, { voices: [high] }), 'v');
    // 30 kHz would alias to 18 kHz and beat with 15 kHz: a pure tone keeps its amplitude.
    const heights = [0.3, 0.5, 0.7].map((s) => rms(stem.subarray(s * 48_000, s * 48_000 + 480)));
    expect(Math.max(...heights) / Math.min(...heights)).toBeLessThan(1.01);
    expect(Math.abs(goertzel(stem, 18_000))).toBeLessThan(0.001 * Math.abs(goertzel(stem, 15_000)));
  });
});

describe('lossPitch', () => {
  const range = { lowest: 1e-4, highest: 1 };

  it('maps equal ratios of loss to equal intervals', () => {
    const [a, b, c] = [1e-3, 1e-2, 1e-1].map((loss) => lossPitch(loss, range)) as [number, number, number];
    expect(cents(b, a)).toBeCloseTo(1200, 9); // 4 octaves over 4 decades
    expect(cents(c, b)).toBeCloseTo(1200, 9);
  });

  it('stays within its bounds, at and beyond the ends', () => {
    expect([-1, 0, 1e-9, 1e-4].map((loss) => lossPitch(loss, range))).toEqual([110, 110, 110, 110]);
    expect([1, 5, Number.POSITIVE_INFINITY].map((loss) => lossPitch(loss, range))).toEqual([
      1760, 1760, 1760,
    ]);
    expect(lossPitch(0.999_999_999, range)).toBeLessThanOrEqual(1760);
    expect(lossPitch(1e-2, { ...range, lowestHertz: 200, highestHertz: 800 })).toBeCloseTo(400, 9);
  });

  it('refuses values without a pitch', () => {
    expect(() => lossPitch(Number.NaN, range)).toThrow('lossPitch: excess is NaN');
    expect(() => lossPitch(1, { lowest: 0, highest: 1 })).toThrow('0 < lowest < highest');
    expect(() => lossPitch(1, { lowest: 2, highest: 1 })).toThrow('got 2 and 1');
    expect(() => lossPitch(1, { ...range, lowestHertz: 900, highestHertz: 100 })).toThrow('lowestHertz');
  });
});

function rms(sound: Float32Array): number {
  return Math.sqrt(sound.reduce((sum, x) => sum + x * x, 0) / sound.length);
}

/** Strength of one frequency in the second half second. */
function goertzel(sound: Float32Array, hertz: number): number {
  let [re, im] = [0, 0];
  for (let i = 12_000; i < 36_000; i++) {
    re += (sound[i] ?? 0) * Math.cos((2 * Math.PI * hertz * i) / 48_000);
    im += (sound[i] ?? 0) * Math.sin((2 * Math.PI * hertz * i) / 48_000);
  }
  return Math.hypot(re, im);
}
