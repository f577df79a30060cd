import { describe, expect, it } from 'vitest';
import { emptyCueSheet } from '../../audio/cue-sheet.ts';
import { measure, synthesize, synthesizeStems } from '../../audio/index.ts';
import { limit } from '../../audio/limiter.ts';
import { type Channels, decibels, integratedLoudness } from '../../audio/loudness.ts';
import { levelled } from '../../audio/narration.ts';
import { installWebAudio } from '../../audio/node-web-audio.js';
import { truePeak } from '../../audio/true-peak.ts';

await installWebAudio();

const SECOND = 48_000;
const sine = (seconds: number, hertz: number, level: number): Channels => {
  const left = Float32Array.from(
    { length: Math.round(seconds * SECOND) },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / SECOND),
  );
  return { left, right: left.slice() };
};

/** Syllables with a hard consonant each: peaks far above what is heard. */
function speech(seconds: number, level: number): Channels {
  const { left } = sine(seconds, 180, 0.1 * level);
  for (let i = 0; i < left.length; i++) {
    left[i] = (left[i] ?? 0) * Math.abs(Math.sin((Math.PI * i) / 14_000));
    if (i % 14_000 < 40) left[i] = level * (i % 2 === 0 ? 0.9 : -0.9);
  }
  return { left, right: left.slice() };
}

const sung = { start: 0, end: 13 * SECOND, gain: 0.5, pitch: [[0, 440]] as const };
const film = {
  ...emptyCueSheet(13 * SECOND),
  voices: [{ id: 'v', timbre: 0, pan: 0, phrases: [sung] }],
  narration: [
    { id: 'a', start: SECOND, end: 4 * SECOND, sha256: 'a'.repeat(64) },
    { id: 'b', start: 8 * SECOND, end: 12 * SECOND, sha256: 'b'.repeat(64) },
  ],
};
const recordings = [speech(3, 0.05), speech(4, 1)];
const loudnessOf = ({ left, right }: Channels, from: number, to: number): number =>
  integratedLoudness({
    left: left.subarray(from * SECOND, to * SECOND),
    right: right.subarray(from * SECOND, to * SECOND),
  });

describe('a limiter', () => {
  it('keeps every sample below its ceiling, and leaves alone what is far from a peak', () => {
    const sound = sine(2, 300, 0.2);
    sound.left[SECOND] = 1;
    sound.right[SECOND + 3] = -0.7;
    const before = sound.left.slice();
    limit(sound, 0.5);
    for (const channel of [sound.left, sound.right])
      expect(channel.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeLessThanOrEqual(0.5);
    expect(sound.left.subarray(0, SECOND - 400)).toEqual(before.subarray(0, SECOND - 400));
    expect(sound.left.subarray(SECOND + 400)).toEqual(before.subarray(SECOND + 400));
  });

  it('changes nothing where there is no peak', () => {
    const sound = sine(1, 300, 0.4);
    const before = sound.left.slice();
    limit(sound, 0.5);
    expect(sound.left).toEqual(before);
  });
});

describe('a recording', () => {
  it.each([0.01, 0.05, 1])('of level %d comes to −16 LUFS, however high its peaks are', (level) => {
    const voice = levelled(speech(5, level));
    expect(Math.abs(integratedLoudness(voice) + 16)).toBeLessThan(0.5);
    expect(decibels(truePeak(voice.right, truePeak(voice.left)))).toBeLessThan(-1);
  });

  it('of silence, or of a moment, is no trouble', () => {
    expect(levelled(sine(1, 300, 0)).left.every((x) => x === 0)).toBe(true);
    expect(levelled(sine(0.1, 300, 0.1)).left).toHaveLength(4800);
  });
});

describe('a narrated film', async () => {
  const mixed = await synthesize(film, undefined, recordings);
  const stems = await synthesizeStems(film, undefined, recordings);
  const [own, voice] = stems;
  if (own === undefined || voice === undefined) throw new Error('a stem is missing');

  it('keeps the loudness and the peak that are promised', () => {
    const { loudness, peak } = measure(mixed);
    expect(Math.abs(loudness + 16)).toBeLessThanOrEqual(1);
    expect(peak).toBeLessThanOrEqual(-1.5);
  });

  it('is the sum of its stems', () => {
    expect(stems.map(({ id }) => id)).toEqual(['voice-v', 'narration']);
    let most = 0;
    for (let i = 0; i < film.samples; i++)
      most = Math.max(most, Math.abs((own.left[i] ?? 0) + (voice.left[i] ?? 0) - (mixed.left[i] ?? 0)));
    expect(most).toBeLessThan(1e-5);
  });

  it('has all else go down by 15 dB under the voice, and not elsewhere', () => {
    const open = loudnessOf(own, 5, 7);
    expect(Math.abs(loudnessOf(own, 2, 3) - open + 15)).toBeLessThan(0.5);
    expect(Math.abs(loudnessOf(voice, 1, 4) - open)).toBeLessThan(1);
  });

  it('has recordings of any level come out alike, each where it is to be heard', () => {
    expect(Math.abs(loudnessOf(voice, 8, 12) - loudnessOf(voice, 1, 4))).toBeLessThan(0.5);
    expect(voice.left.subarray(0, SECOND).every((x) => x === 0)).toBe(true);
    expect(voice.left.subarray(4 * SECOND, 8 * SECOND).every((x) => x === 0)).toBe(true);
  });

  it('has its voice whole to the end, where all else fades', () => {
    expect(Math.abs(loudnessOf(voice, 11, 12) - loudnessOf(voice, 8, 9))).toBeLessThan(1);
  });

  it('has the same samples each time', async () => {
    expect((await synthesize(film, undefined, recordings)).left).toEqual(mixed.left);
  });

  it('of which a recording is missing is refused by the name of its part', async () => {
    await expect(synthesize(film, undefined, recordings.slice(1, 2))).rejects.toThrow(
      'cue sheet: there is no sound for the narration "b"',
    );
  });

  it('is not one where recordings overlap or leave it', async () => {
    const [a] = film.narration;
    for (const narration of [[a, a], [{ ...a, end: film.samples + 1 }]])
      await expect(synthesize({ ...film, narration } as typeof film, undefined, recordings)).rejects.toThrow(
        /^cue sheet: narration\[\d\]\.(start|end) is/,
      );
  });
});
