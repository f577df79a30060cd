import { describe, expect, it } from 'vitest';
import type { CueSheet } from '../../audio/cue-sheet.ts';
import { decibels, integratedLoudness } from '../../audio/loudness.ts';
import { measure } from '../../audio/mix.ts';
import { synthesize } from '../../audio/node.ts';
import { truePeak } from '../../audio/true-peak.ts';
import {
  event,
  ffmpegMeasure,
  followedBySilence,
  joined,
  phrase,
  sheet,
  toAac,
  trio,
  voice,
  writeWav,
} from './helpers.ts';

const ticks = (every: number, rest = {}) =>
  Array.from({ length: Math.floor(5.5 / every) }, (_, k) => event('tick', 0.2 + k * every, rest));

const manyVoices = Array.from({ length: 9 }, (_, i) =>
  voice(`run-${i}`, [phrase(0.3, 5, 110 * 1.4 ** i, 1)], { timbre: i, pan: i / 4 - 1 }),
);

/** Films whose loudness reaches the target before their peaks reach the ceiling. */
const loud: readonly (readonly [string, CueSheet])[] = [
  ['three runs with ticks, chime and alarm', trio],
  ['one low voice', sheet(6, { voices: [voice('v', [phrase(1, 5, 110)])] })],
  [
    'one quiet high voice at the far right',
    sheet(6, { voices: [voice('v', [phrase(1, 5, 1760, 0.05)], { pan: 1 })] }),
  ],
  ['nine voices at once', sheet(6, { voices: manyVoices })],
  ['ticks in quick succession', sheet(6, { events: ticks(0.1) })],
  ['half a second', sheet(0.5, { voices: [voice('v', [phrase(0, 0.5, 440)])] })],
];

/** Films of sparse sounds on one side, over music that is no louder than they are: full loudness would clip them. */
const peaky: readonly (readonly [string, CueSheet])[] = [
  [
    'a loud phrase, then a soft one',
    sheet(60, { voices: [voice('v', [phrase(1, 1.6, 110, 1), phrase(4, 59, 440, 0.25)])] }),
  ],
];

describe('the loudness of a film', () => {
  it.each(loud)('is −16 LUFS, through AAC too: %s', async (_name, film) => {
    const sound = await synthesize(film);
    const wav = writeWav(sound);
    const [own, oracle, encoded] = [measure(sound), ffmpegMeasure(wav), ffmpegMeasure(toAac(wav))];
    expect(own.loudness).toBeCloseTo(-16, 3);
    expect(Math.abs(measure(followedBySilence(sound, 4)).loudness - oracle.loudness)).toBeLessThan(0.1);
    expect(Math.abs(own.peak - oracle.peak)).toBeLessThan(0.2);
    expect(Math.abs(encoded.loudness - oracle.loudness)).toBeLessThan(0.3);
    expect(encoded.peak).toBeLessThanOrEqual(-1.5);
  });

  it.each(peaky)('stays below it where peaks would pass −2 dBTP: %s', async (_name, film) => {
    const sound = await synthesize(film);
    const wav = writeWav(sound);
    const [own, oracle] = [measure(sound), ffmpegMeasure(wav)];
    expect(own.peak).toBeCloseTo(-2, 3);
    expect(own.loudness).toBeLessThan(-16);
    expect(Math.abs(own.peak - oracle.peak)).toBeLessThan(0.2);
    expect(ffmpegMeasure(toAac(wav)).peak).toBeLessThanOrEqual(-1.5);
  });

  it('is measured as if silence followed, when the film is too short to measure', async () => {
    const sound = await synthesize(sheet(0.2, { voices: [voice('v', [phrase(0, 0.2, 440)])] }));
    expect(measure(sound).loudness).toBe(Number.NEGATIVE_INFINITY);
    expect(measure(followedBySilence(sound, 0.2)).loudness).toBeCloseTo(-16, 3);
  });

  it('of a silent film is −Infinity, and its gain 1', async () => {
    const { left, right, gain } = await synthesize(sheet(1));
    expect(gain).toBe(1);
    expect(left.every((x) => x === 0) && right.every((x) => x === 0)).toBe(true);
  });
});

describe('integratedLoudness', () => {
  it('of a full-scale 997 Hz sine in one channel is −3.01 LUFS (BS.1770-4)', () => {
    const left = sine(997, 5);
    expect(integratedLoudness({ left, right: new Float32Array(left.length) })).toBeCloseTo(-3.01, 2);
  });

  it('ignores silence (gate at −70 LUFS) and anything 10 LU quieter', () => {
    const tone = sine(997, 5);
    const quieter = tone.map((x) => x * 0.1);
    const all = joined(tone, quieter, new Float32Array(5 * 48_000));
    expect(Math.abs(integratedLoudness({ left: all, right: all }))).toBeLessThan(0.15);
  });

  it('of silence is −Infinity', () => {
    const left = new Float32Array(48_000);
    expect(integratedLoudness({ left, right: left })).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('truePeak', () => {
  it('detects peaks between samples: 0 dBTP although every sample is −3 dB', () => {
    const signal = sine(12_000, 0.1, Math.PI / 4);
    expect(Math.max(...signal)).toBeCloseTo(Math.SQRT1_2, 5);
    expect(Math.abs(decibels(truePeak(signal.map((x, i) => x * fadeIn(i)))))).toBeLessThan(0.2);
  });

  it('skips nothing relevant: equals the full computation on noise, tones and bursts', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const signal = roughSignal(seed);
      expect(truePeak(signal)).toBe(
        Math.max(
          oversampled(signal),
          signal.reduce((m, x) => Math.max(m, Math.abs(x)), 0),
        ),
      );
    }
  });
});

function sine(hertz: number, seconds: number, phase = 0): Float32Array {
  return Float32Array.from({ length: seconds * 48_000 }, (_, i) =>
    Math.sin((2 * Math.PI * hertz * i) / 48_000 + phase),
  );
}

function fadeIn(i: number): number {
  return Math.min(1, i / 1000);
}

/** Tone, noise and a burst, from a small generator of its own. */
function roughSignal(seed: number): Float32Array {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const hertz = 200 * seed * seed;
  return Float32Array.from({ length: 3000 }, (_, i) => {
    const burst = i % 700 < 20 ? random() * 0.3 : 0;
    return 0.5 * Math.sin((2 * Math.PI * hertz * i) / 48_000) + burst + random() * 0.01 * seed;
  });
}

/** Annex 2 without any shortcut. Same order of summation, so that equality can be exact. */
function oversampled(signal: Float32Array): number {
  const half = [
    [
      0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
      0.97216796875,
    ],
    [
      -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
      0.77978515625,
    ],
  ] as const;
  const outer = [
    ...half[0],
    -0.102294921875,
    0.047607421875,
    -0.026611328125,
    0.014892578125,
    -0.00830078125,
  ];
  const inner = [
    ...half[1],
    -0.2003173828125,
    0.1015625,
    -0.0582275390625,
    0.0330810546875,
    -0.0189208984375,
  ];
  let peak = 0;
  for (let n = 0; n < signal.length + 12; n++)
    for (const phase of [outer, inner, [...inner].reverse(), [...outer].reverse()])
      peak = Math.max(peak, Math.abs(phase.reduce((sum, h, k) => sum + h * (signal[n - k] ?? 0), 0)));
  return peak;
}
