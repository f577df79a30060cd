import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../audio/index.ts';
import { panOf, scoring } from '../../audio/scoring.ts';

const timing = { fps: 30, frames: 300 };
const sample = (frame: number): number => frame * 1600;

describe('a scored voice', () => {
  it('records its pitch only where it changes', () => {
    const s = scoring(timing);
    s.voice('a', { timbre: 2 }, [
      { from: 10, to: 20, gain: 0.5, hertz: (frame) => (frame < 15 ? 200 : 300) },
    ]);
    const [voice] = s.sheet().voices;
    expect(voice).toMatchObject({ id: 'a', timbre: 2, pan: 0 });
    expect(voice?.phrases).toEqual([
      {
        start: sample(10),
        end: sample(20),
        gain: 0.5,
        pitch: [
          [sample(10), 200],
          [sample(14), 200],
          [sample(15), 300],
          [sample(20), 300],
        ],
      },
    ]);
  });

  it('becomes quieter once it has come to rest, and is struck until then', () => {
    const s = scoring(timing);
    const hertz = (frame: number): number => (frame < 40 ? 400 - frame : 110);
    s.voice('a', { timbre: 0 }, [{ from: 0, to: 200, gain: 1, hertz, strikes: [0, 30, 150], settles: true }]);
    const [loud, quiet] = s.sheet().voices[0]?.phrases ?? [];
    expect(loud).toMatchObject({ start: 0, end: sample(64), gain: 1, strikes: [0, sample(30)] });
    expect(quiet).toMatchObject({ start: sample(64), end: sample(200), gain: 0.35 });
  });

  it('has no phrase for an empty stretch', () => {
    const s = scoring(timing);
    s.voice('a', { timbre: 0 }, [{ from: 20, to: 20, gain: 1, hertz: () => 200 }]);
    expect(s.sheet().voices[0]?.phrases).toEqual([]);
  });
});

describe('scored events', () => {
  it('tick no denser than can be distinguished, each with its pan', () => {
    const s = scoring(timing);
    s.ticks([0, 1, 2, 3, 10], { pan: [-1, 0, 0.5, 1, 0.25] });
    expect(s.sheet().events.map(({ at, pan }) => [at, pan])).toEqual([
      [0, -1],
      [sample(2), 0.5],
      [sample(10), 0.25],
    ]);
  });

  it('chime and alarm at their frame', () => {
    const s = scoring(timing);
    s.chime(30, { pan: 0.5, pitch: 784 });
    s.alarm(60);
    expect(s.sheet().events).toMatchObject([
      { kind: 'chime', at: sample(30), pan: 0.5, pitch: 784 },
      { kind: 'alarm', at: sample(60), pan: 0 },
    ]);
  });
});

it('a sheet is as long as the film, and valid', () => {
  const s = scoring(timing);
  s.voice('a', { timbre: 0 }, [{ from: 0, to: 300, gain: 1, hertz: (frame) => 200 + frame }]);
  s.ticks([0, 299]);
  const sheet = s.sheet();
  expect(sheet.samples).toBe(480_000);
  expect(() => validateCueSheet(sheet)).not.toThrow();
});

it('voices are panned evenly between left and right, a single one to the centre', () => {
  expect([0, 1, 2].map((i) => panOf(i, 3, 0.5))).toEqual([-0.5, 0, 0.5]);
  expect(panOf(0, 1, 0.5)).toBe(0);
});
