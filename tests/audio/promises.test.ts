import { describe, expect, it } from 'vitest';
import { measureSound } from '../../audio/node.ts';
import { brokenPromises, riseTime, SOUND_PROMISES, soundReport } from '../../audio/promises.ts';
import { event, phrase, SECOND, sheet, voice } from './helpers.ts';

/** A tone that rises in a straight line: from 10 to 90 % in eight tenths of it. */
const ramp = (seconds: number, hertz: number): Float32Array =>
  Float32Array.from(
    { length: SECOND / 2 },
    (_, i) => Math.min(1, i / (seconds * SECOND)) * Math.sin((2 * Math.PI * hertz * i) / SECOND),
  );

describe('a rise', () => {
  it.each([
    [0.05, 440],
    [0.03, 440],
    [0.03, 1760],
    [0.05, 155.6],
  ])('of %d s in a straight line is measured, at %d Hz', (seconds, hertz) => {
    expect(Math.abs((riseTime(ramp(seconds, hertz), 0, hertz) ?? 0) - 0.8 * seconds)).toBeLessThan(0.004);
  });

  it.each([110, 155.6, 440, 1760])(
    'at once is under 15 ms, though it takes a period to see: %d Hz',
    (hertz) => {
      expect(riseTime(ramp(0.0001, hertz), 0, hertz)).toBeLessThan(0.01);
    },
  );

  it('of a level that stays is none', () => {
    expect(riseTime(ramp(0.01, 440), SECOND / 4, 440)).toBeNull();
  });
});

const good = sheet(8, {
  voices: [voice('v', [phrase(0.2, 8, 440)])],
  events: [0, 0.5, 1].map((at) => event('tick', 2 + at)),
});

describe('what is promised of a sound', () => {
  it('is kept by a voice with some ticks', async () => {
    const report = await measureSound(good);
    expect(brokenPromises(report)).toEqual([]);
    expect(report).toMatchObject({ ticks: 2 });
    expect(report.rise?.seconds).toBeGreaterThan(0.015);
  });

  it.each([
    [
      'too many ticks',
      { ...good, events: Array.from({ length: 20 }, (_, i) => event('tick', 1 + i / 8)) },
      '8 ticks in a second, over 6',
    ],
    [
      'a pause',
      { ...good, voices: [voice('v', [phrase(3.5, 8, 440)])], events: [] },
      '% silent, not under 25 %',
    ],
    [
      'an end before the end',
      { ...good, voices: [voice('v', [phrase(0.2, 5, 440)])] },
      'the last second falls by 0 dB',
    ],
  ] as const)('is broken by %s', async (_, bad, told) => {
    expect(brokenPromises(await measureSound(bad)).join('\n')).toContain(told);
  });

  it('is measured on the sound itself', () => {
    const loud = new Float32Array(4 * SECOND).map((_, i) => Math.sin(i / 20));
    const hard = { left: loud, right: loud };
    const part = { id: 'voice-v', clips: [{ at: 9600, sound: ramp(0.001, 440), pan: 0, gain: 1 }] };
    const broken = brokenPromises(soundReport({ ...good, samples: loud.length }, [part], hard));
    expect(broken.join('\n')).toMatch(/voice-v: a tone rises within \d\.\d ms, under 15/);
    expect(broken.join('\n')).toMatch(/LUFS, not -16 ± 1/);
    expect(broken.join('\n')).toMatch(/true peak .* over -1.5/);
    expect(broken.join('\n')).toContain(`less than ${SOUND_PROMISES.ending}: it has no ending`);
  });
});
