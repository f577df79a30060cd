import { describe, expect, it } from 'vitest';
import { eventStrikes, voicePhase } from '../../audio/instruments.ts';
import { integratedLoudness } from '../../audio/loudness.ts';
import { synthesize, synthesizeStem, synthesizeStems } from '../../audio/node.ts';
import { installWebAudio } from '../../audio/node-web-audio.js';
import { riseTime } from '../../audio/promises.ts';
import { synthesizeParts } from '../../audio/synthesize.ts';
import {
  cents,
  event,
  largest,
  phrase,
  pitchAt,
  SECOND,
  sameSamples,
  sheet,
  trio,
  voice,
} from './helpers.ts';

/** The dry sound of one event, from its first sample on. */
async function alone(kind: 'tick' | 'chime' | 'alarm', pitch?: number): Promise<Float32Array> {
  await installWebAudio();
  const cue = event(kind, 1, pitch === undefined ? {} : { pitch });
  const [part] = await synthesizeParts(sheet(4, { events: [cue] }));
  return part?.clips[0]?.sound ?? new Float32Array(0);
}

/** Seconds after which a sound stays below a share of its highest level. */
function lasts(sound: Float32Array, share: number): number {
  const level = share * largest(sound);
  return (sound.findLastIndex((x) => Math.abs(x) > level) + 1) / SECOND;
}

describe('an event', () => {
  it.each([
    ['tick', 300],
    ['tick', 1200],
    ['tick', 3000],
    ['chime', 880],
    ['alarm', 220],
  ] as const)('%s at %i Hz begins at its cue, and never before', async (kind, pitch) => {
    const at = 30_001; // not on a block boundary of any engine
    const { left } = await synthesize(sheet(4, { events: [{ kind, at, pan: 0, gain: 1, pitch }] }));
    expect(largest(left, 0, at)).toBe(0);
    const level = 0.05 * largest(left);
    const audible = left.findIndex((x) => Math.abs(x) > level);
    expect(audible - at).toBeLessThanOrEqual(300); // 6 ms, a fifth of a frame
  });

  it.each([
    ['tick', 0.4],
    ['chime', 1.6],
    ['alarm', 1.6],
  ] as const)('%s has faded by 40 dB after %d s, and ends without a click', async (kind, seconds) => {
    const sound = await alone(kind);
    expect(lasts(sound, 0.01)).toBeLessThan(seconds);
    expect(lasts(sound, 0.01)).toBeGreaterThan(seconds / 2);
    expect(largest(sound, sound.length - 48)).toBeLessThan(1e-5);
  });

  it.each(['tick', 'chime', 'alarm'] as const)(
    '%s rises in 15 ms or more, as each of its tones does',
    async (kind) => {
      for (const pitch of [155.6, 440, 1046.5]) {
        const rise = riseTime(await alone(kind, pitch), 0, pitch);
        expect(rise, `${pitch} Hz`).toBeGreaterThanOrEqual(0.015);
        expect(rise, `${pitch} Hz`).toBeLessThan(0.04);
      }
      for (const { attack, decay } of eventStrikes(kind, 440))
        expect(decay / attack).toBeGreaterThanOrEqual(5);
    },
  );

  it('sounds the same wherever and whenever it is placed', async () => {
    const events = [0.25, 1.5, 2.000_02].map((seconds) => event('tick', seconds));
    await installWebAudio();
    const [part] = await synthesizeParts(sheet(4, { events }));
    const [a, b, c] = part?.clips ?? [];
    expect(part?.clips.map(({ at }) => at)).toEqual(events.map(({ at }) => at));
    expect(b?.sound).toBe(a?.sound);
    expect(c?.sound).toBe(a?.sound);
  });

  it('an alarm falls by a fourth', async () => {
    const sound = await alone('alarm', 220);
    expect(Math.abs(cents(pitchAt(sound, 0.15), 220))).toBeLessThan(5);
    expect(Math.abs(cents(pitchAt(sound, 0.8), 165))).toBeLessThan(5);
  });
});

describe('a voice', () => {
  it('is silent before its phrases, to the sample, and dies away after them', async () => {
    const phrases = [phrase(0.5, 1, 440), phrase(2, 2.4, 330)];
    const stem = await synthesizeStem(sheet(4, { voices: [voice('v', phrases)] }), 'v');
    expect(largest(stem, 0, 24_000)).toBe(0);
    expect(largest(stem, 24_000, 25_000)).toBeGreaterThan(0.01);
    const full = largest(stem, 30_000, 48_000);
    expect(largest(stem, 48_000, 50_000)).toBeGreaterThan(0.7 * full);
    expect(largest(stem, 48_000 + 9600, 48_000 + 10_600)).toBeLessThan(0.15 * full); // 0.2 s
    expect(largest(stem, 48_000 + 21_600, 96_000)).toBe(0); // 0.45 s
  });

  it.each([0, 3, 6])('rises in 15 ms or more, and clicks nowhere (timbre %i)', async (timbre) => {
    // 432 Hz for 0.5 s: the wave is nowhere near zero at the end of the phrase.
    const phrases = [{ ...phrase(0.5, 1.001, 432.3), strikes: [0.5, 0.7, 0.9].map((s) => s * SECOND) }];
    const stem = await synthesizeStem(sheet(2, { voices: [voice('v', phrases, { timbre })] }), 'v');
    for (const at of [0.5, 0.7, 0.9])
      expect(riseTime(stem.subarray(24_000), (at - 0.5) * SECOND, 432.3)).toBeGreaterThanOrEqual(0.015);
    expect(stem[24_000]).toBeCloseTo(0, 5);
    // No step is larger than the wave's own.
    const step = (at: number) => Math.abs((stem[at] ?? 0) - (stem[at - 1] ?? 0));
    const steps = (from: number, to: number) =>
      Math.max(...Array.from({ length: to - from }, (_, i) => step(from + i)));
    const own = steps(26_000, 30_000);
    expect(steps(47_000, 75_000)).toBeLessThanOrEqual(own * 1.05);
    expect(steps(33_000, 36_000)).toBeLessThanOrEqual(own * 1.05);
  });

  it('sings phrases that adjoin in one breath: neither a new attack nor a jump between them', async () => {
    const [one, two] = [phrase(0.5, 1, 440, 0.8), phrase(1, 1.5, 440, 0.4)];
    const stem = await synthesizeStem(sheet(2, { voices: [voice('v', [one, two])] }), 'v');
    const level = (from: number) => largest(stem, from, from + 240); // two periods and more
    for (let at = 46_000; at < 52_000; at += 120)
      expect(level(at + 120)).toBeLessThanOrEqual(level(at) * 1.01);
    expect(level(40_000) / level(60_000)).toBeCloseTo(2, 1);
  });

  it('joins others on its pitch with their power, not with their amplitude', async () => {
    const power = (sound: Float32Array) => sound.subarray(30_000, 60_000).reduce((sum, x) => sum + x * x, 0);
    for (const count of [2, 3, 5, 8]) {
      const voices = Array.from({ length: count }, (_, i) => voice(`v${i}`, [phrase(0.5, 1.5, 440)]));
      const stems = await Promise.all(voices.map(({ id }) => synthesizeStem(sheet(2, { voices }), id)));
      const sum = new Float32Array(96_000).map((_, i) =>
        stems.reduce((all, stem) => all + (stem[i] ?? 0), 0),
      );
      const [first] = stems;
      expect(power(sum) / power(first ?? sum), `${count} voices`).toBeCloseTo(count, 1);
    }
    for (let i = 0; i < 20; i++) expect(Math.hypot(...voicePhase(i))).toBeCloseTo(1, 12);
  });

  it('is as loud as its gain says', async () => {
    const phrases = [phrase(0.5, 1, 440, 1), phrase(1.5, 2, 440, 0.25), phrase(2.6, 2.9, 440, 0)];
    const stem = await synthesizeStem(sheet(3, { voices: [voice('v', phrases)] }), 'v');
    expect(largest(stem, 30_000, 40_000) / largest(stem, 78_000, 88_000)).toBeCloseTo(4, 2);
    expect(largest(stem, 2.5 * SECOND)).toBe(0);
  });

  it('sounds the same whatever phrases precede it', async () => {
    const last = phrase(2, 2.5, 500);
    const alone = await synthesizeStem(sheet(3, { voices: [voice('v', [last])] }), 'v');
    const after = await synthesizeStem(
      sheet(3, { voices: [voice('v', [phrase(0.1, 0.777, 321), last])] }),
      'v',
    );
    expect(sameSamples(after.subarray(96_000), alone.subarray(96_000))).toBe(true);
  });

  it('may have phrases as short as a single sample', async () => {
    const short = { start: 1000, end: 1001, gain: 1, pitch: [[1000, 440]] } as const;
    const stem = await synthesizeStem(sheet(0.1, { voices: [voice('v', [short])] }), 'v');
    expect(stem.every(Number.isFinite)).toBe(true);
  });
});

describe('the mix', () => {
  it('ends in silence: the last two seconds fade to zero', async () => {
    const { left, right } = await synthesize(sheet(6, { voices: [voice('v', [phrase(0.5, 6, 440)])] }));
    expect(left.at(-1)).toBe(0);
    expect(right.at(-1)).toBe(0);
    const full = largest(left, 48_000, 2 * 96_000);
    const level = (beforeEnd: number) =>
      largest(left, left.length - beforeEnd, left.length - beforeEnd + 2400);
    expect(level(4800)).toBeLessThan(0.01 * full); // 0.1 s
    expect(level(48_000) / full).toBeCloseTo(0.5, 1); // 1 s
    expect(level(100_000)).toBeGreaterThan(0.95 * full);
  });

  it('cuts what would sound beyond the end', async () => {
    const { left } = await synthesize(sheet(1, { events: [event('chime', 0.6)] }));
    expect(left.length).toBe(48_000);
    expect(left.at(-1)).toBeCloseTo(0, 12);
  });

  it.each([-1, -0.5, 0, 0.3, 1])('places pan %d with constant power, but for the room', async (pan) => {
    const film = (at: number) => sheet(6, { voices: [voice('v', [phrase(0.5, 1.5, 440)], { pan: at })] });
    const { left, right, gain } = await synthesize(film(pan));
    const stem = await synthesizeStem(film(pan), 'v');
    const power = (sound: Float32Array) => sound.subarray(30_000, 60_000).reduce((sum, x) => sum + x * x, 0);
    expect((power(left) + power(right)) / (gain * gain * power(stem))).toBeCloseTo(1, 0);
    expect(Math.abs((power(right) - power(left)) / (power(right) + power(left)) - pan)).toBeLessThan(0.15);
  });

  it('has a room: after the last tone it takes more than a second to fade by 60 dB, evenly on both sides', async () => {
    const { left, right } = await synthesize(sheet(8, { events: [event('tick', 1)] }));
    for (const side of [left, right]) {
      const level = (seconds: number) => largest(side, seconds * SECOND, seconds * SECOND + 4800);
      expect(level(1.7)).toBeGreaterThan(0.001 * largest(side));
      expect(level(1.7)).toBeLessThan(0.05 * largest(side));
      expect(level(3.5)).toBeLessThan(0.001 * largest(side));
      expect(level(3.5)).toBeLessThan(level(2.5));
    }
  });

  it('is the sum of its stems: voices, events by kind, the ground', async () => {
    const film = { ...trio, ground: [{ start: 0, end: trio.samples, gain: 1, hertz: [110, 165] }] };
    const { left, right } = await synthesize(film);
    const stems = await synthesizeStems(film);
    expect(stems.map(({ id }) => id)).toEqual([
      ...['voice-run-0', 'voice-run-1', 'voice-run-2'],
      ...['ticks', 'chimes', 'alarms', 'ground'],
    ]);
    let most = 0;
    for (let i = 0; i < film.samples; i++) {
      const sum = [0, 0];
      for (const stem of stems) {
        sum[0] = (sum[0] ?? 0) + (stem.left[i] ?? 0);
        sum[1] = (sum[1] ?? 0) + (stem.right[i] ?? 0);
      }
      most = Math.max(
        most,
        Math.abs((sum[0] ?? 0) - (left[i] ?? 0)),
        Math.abs((sum[1] ?? 0) - (right[i] ?? 0)),
      );
    }
    expect(most).toBeLessThan(1e-6);
  });

  it('is never silent over its ground, which is 22 LU below all else', async () => {
    const voices = [voice('v', [phrase(2, 5, 440)])];
    const ground = [{ start: 0, end: 12 * SECOND, gain: 1, hertz: [110, 165, 220] }];
    const stems = await synthesizeStems({ ...sheet(12, { voices }), ground });
    const [own, beneath] = stems.map((stem) => integratedLoudness(stem));
    expect((own ?? 0) - (beneath ?? 0)).toBeGreaterThan(20);
    expect((own ?? 0) - (beneath ?? 0)).toBeLessThan(26);
    const { left } = await synthesize({ ...sheet(12, { voices }), ground });
    for (let at = SECOND; at < 10.5 * SECOND; at += 4800)
      expect(largest(left, at, at + 4800)).toBeGreaterThan(0.004);
  });
});
