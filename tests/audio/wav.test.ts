import { describe, expect, it } from 'vitest';
import { decodeWav, encodeWav } from '../../audio/wav.ts';

const stereo = (left: readonly number[], right: readonly number[]) => ({
  left: Float32Array.from(left),
  right: Float32Array.from(right),
});

describe('encodeWav', () => {
  it('writes the 44 bytes of a 48 kHz, 16-bit, stereo PCM header', () => {
    const bytes = encodeWav(stereo([0, 0, 0], [0, 0, 0]));
    const view = new DataView(bytes.buffer);
    const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
    expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
    expect(view.getUint32(4, true)).toBe(bytes.length - 8);
    expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 2, 4, 16]);
    expect(view.getUint32(24, true)).toBe(48_000);
    expect(view.getUint32(28, true)).toBe(192_000);
    expect(view.getUint32(40, true)).toBe(12);
    expect(bytes.length).toBe(56);
  });

  it('rounds to the nearest step, halves away from zero, and clamps', () => {
    const step = 1 / 32_768;
    const bytes = encodeWav(stereo([0.4 * step, 0.5 * step, -0.5 * step, -1.5 * step], [1, -1, 7, -7]));
    const view = new DataView(bytes.buffer);
    expect([0, 1, 2, 3].map((i) => view.getInt16(44 + 4 * i, true))).toEqual([0, 1, -1, -2]);
    expect([0, 1, 2, 3].map((i) => view.getInt16(46 + 4 * i, true))).toEqual([
      32_767, -32_768, 32_767, -32_768,
    ]);
  });
});

describe('decodeWav', () => {
  it('returns what was encoded, to half a step', () => {
    const left = Array.from({ length: 500 }, (_, i) => Math.sin(i * 0.1) * 0.9);
    const right = left.map((x) => -x / 3);
    const back = decodeWav(encodeWav(stereo(left, right)));
    left.forEach((x, i) => {
      expect(Math.abs((back.left[i] ?? 9) - x)).toBeLessThanOrEqual(0.51 / 32_768);
      expect(Math.abs((back.right[i] ?? 9) + x / 3)).toBeLessThanOrEqual(0.51 / 32_768);
    });
    expect(encodeWav(back)).toEqual(encodeWav(decodeWav(encodeWav(back))));
  });

  it('refuses anything truncated or of another format', () => {
    const bytes = encodeWav(stereo([0.1, 0.2], [0, 0]));
    expect(() => decodeWav(bytes.subarray(0, bytes.length - 1))).toThrow('WAV: 51 bytes do not hold');
    expect(() => decodeWav(bytes.subarray(0, bytes.length - 4))).toThrow(
      'WAV: the header is wrong at byte 4',
    );
    expect(() => decodeWav(new Uint8Array(48))).toThrow('WAV: the header is wrong at byte 0');
    expect(() => decodeWav(new Uint8Array(3))).toThrow('WAV: 3 bytes');
  });
});
