import { describe, expect, it } from 'vitest';
import { synthesize, synthesizeStem } from '../../audio/node.ts';
import { cents, event, largest, phrase, pitchAt, SECOND, sheet, trio, voice } from './helpers.ts';

describe('an event', () => {
  it.each([
    ['tick', 300, 48],
    ['tick', 1200, 48],
    ['tick', 3000, 48],
    ['chime', 880, 240],
    ['alarm', 220, 480],
  ] as const)(
    '%s at %i Hz is heard within %i samples of its cue, and never before',
    async (kind, pitch, samples) => {
      const at = 30_001; // not on a block boundary of any engine
      const { left } = await synthesize(sheet(2, { events: [{ kind, at, pan: 0, gain: 1, pitch }] }));
      expect(largest(left, 0, at)).toBe(0);
      const threshold = 0.05 * largest(left);
      const audible = left.findIndex((x) => Math.abs(x) > threshold);
      expect(audible - at).toBeLessThanOrEqual(samples);
    },
  );

  it.each([
    ['tick', 0.1],
    ['chime', 1.2],
    ['alarm', 0.9],
  ] as const)('%s is over after %d s, and ends without a click', async (kind, seconds) => {
    const { left } = await synthesize(sheet(3, { events: [event(kind, 1)] }));
    expect(largest(left, Math.round((1 + seconds) * SECOND))).toBe(0);
    const last = left.findLastIndex((x) => x !== 0);
    expect(Math.abs(left[last] ?? 0)).toBeLessThan(1e-5);
  });

  it('sounds the same wherever and whenever it is placed', async () => {
    const events = [0.25, 1.5, 2.000_02].map((seconds) => event('tick', seconds));
    const { left } = await synthesize(sheet(3, { events }));
    const [a, b, c] = events.map(({ at }) => left.subarray(at, at + 4000)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  it('an alarm falls by a fourth', async () => {
    const { left } = await synthesize(sheet(2, { events: [event('alarm', 0.5, { pitch: 220 })] }));
    expect(Math.abs(cents(pitchAt(left, 0.65), 220))).toBeLessThan(5);
    expect(Math.abs(cents(pitchAt(left, 1.1), 165))).toBeLessThan(5);
  });
});

describe('a voice', () => {
  it('is silent outside its phrases, to the sample', async () => {
    const phrases = [phrase(0.5, 1, 440), phrase(1.5, 1.9, 330)];
    const stem = await synthesizeStem(sheet(3, { voices: [voice('v', phrases)] }), 'v');
    expect(largest(stem, 0, 24_000)).toBe(0);
    expect(largest(stem, 48_000, 72_000)).toBe(0);
    expect(largest(stem, 91_200)).toBe(0);
    expect(largest(stem, 24_000, 24_480)).toBeGreaterThan(0.01);
    expect(largest(stem, 90_700, 91_200)).toBeGreaterThan(0.01);
  });

  it.each([0, 3, 6])(
    'fades in and out within 5–10 ms, without a jump at the edges (timbre %i)',
    async (timbre) => {
      // 432 Hz for 0.5 s: the wave is nowhere near zero at the end of the phrase.
      const stem = await synthesizeStem(
        sheet(2, { voices: [voice('v', [phrase(0.5, 1.001, 432.3)], { timbre })] }),
        'v',
      );
      const [start, end] = [24_000, 48_048];
      const full = largest(stem, 30_000, 40_000);
      expect(largest(stem, start, start + 48)).toBeLessThan(0.1 * full); // 1 ms
      expect(largest(stem, end - 48, end)).toBeLessThan(0.1 * full);
      expect(largest(stem, start + 240, start + 480)).toBeGreaterThan(0.6 * full); // 5 … 10 ms
      expect(largest(stem, end - 480, end - 240)).toBeGreaterThan(0.6 * full);
      expect(stem[start]).toBe(0);
      expect(stem[end - 1]).toBe(0);
    },
  );

  it('is as loud as its gain says', async () => {
    const phrases = [phrase(0.5, 1, 440, 1), phrase(1.5, 2, 440, 0.25), phrase(2.2, 2.5, 440, 0)];
    const stem = await synthesizeStem(sheet(3, { voices: [voice('v', phrases)] }), 'v');
    expect(largest(stem, 30_000, 40_000) / largest(stem, 78_000, 88_000)).toBeCloseTo(4, 2);
    expect(largest(stem, 100_000)).toBe(0);
  });

  it('sounds the same whatever phrases precede it', async () => {
    const last = phrase(2, 2.5, 500);
    const alone = await synthesizeStem(sheet(3, { voices: [voice('v', [last])] }), 'v');
    const after = await synthesizeStem(
      sheet(3, { voices: [voice('v', [phrase(0.1, 0.777, 321), last])] }),
      'v',
    );
    expect(after.subarray(96_000)).toEqual(alone.subarray(96_000));
  });

  it('may have phrases as short as a single sample', async () => {
    const short = { start: 1000, end: 1001, gain: 1, pitch: [[1000, 440]] } as const;
    const stem = await synthesizeStem(sheet(0.1, { voices: [voice('v', [short])] }), 'v');
    expect(stem.every(Number.isFinite)).toBe(true);
  });
});

describe('the mix', () => {
  it('ends in silence: the last quarter second falls to zero', async () => {
    const { left, right } = await synthesize(sheet(2, { voices: [voice('v', [phrase(0.5, 2, 440)])] }));
    expect(left.at(-1)).toBe(0);
    expect(right.at(-1)).toBe(0);
    const full = largest(left, 48_000, 80_000);
    expect(largest(left, 96_000 - 1200)).toBeLessThan(0.02 * full);
    expect(largest(left, 96_000 - 3000, 96_000 - 1200)).toBeLessThan(0.1 * full);
    expect(largest(left, 96_000 - 13_000, 96_000 - 12_000)).toBeGreaterThan(0.9 * full);
  });

  it('cuts what would sound beyond the end', async () => {
    const { left } = await synthesize(sheet(1, { events: [event('chime', 0.6)] }));
    expect(left.length).toBe(48_000);
    expect(left.at(-1)).toBe(0);
  });

  it.each([-1, -0.5, 0, 0.3, 1])('places pan %d with constant power', async (pan) => {
    const film = (at: number) => sheet(2, { voices: [voice('v', [phrase(0.5, 1.5, 440)], { pan: at })] });
    const { left, right, gain } = await synthesize(film(pan));
    const stem = await synthesizeStem(film(pan), 'v');
    const power = (sound: Float32Array) => sound.subarray(30_000, 60_000).reduce((sum, x) => sum + x * x, 0);
    expect((power(left) + power(right)) / (gain * gain * power(stem))).toBeCloseTo(1, 5);
    expect((power(right) - power(left)) / (power(right) + power(left))).toBeCloseTo(pan, 5);
  });

  it('is the sum of its stems and events, and nothing else', async () => {
    const silent = { ...trio, events: [] };
    const { left, gain } = await synthesize(silent);
    const stems = await Promise.all(trio.voices.map(({ id }) => synthesizeStem(silent, id)));
    for (const at of [40_000, 100_000, 150_001, 200_002, 260_003]) {
      const sum = stems.reduce((s, stem, i) => s + (stem[at] ?? 0) * Math.sqrt((1 - (i * 0.6 - 0.6)) / 2), 0);
      expect(left[at]).toBeCloseTo(sum * gain, 6);
    }
  });
});
