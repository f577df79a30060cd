import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../audio/index.ts';
import { inTune, panOf, scoring } from '../../audio/scoring.ts';

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

describe('scored voices', () => {
  it('are balanced: any number of them together is as loud as two', () => {
    const s = scoring(timing);
    const hertz = () => 200;
    for (const id of ['a', 'b', 'c', 'd'])
      s.voice(id, { timbre: 0 }, [
        { from: 0, to: 100, gain: 0.5, hertz },
        ...(id < 'c' ? [{ from: 150, to: 250, gain: 0.5, hertz }] : []),
      ]);
    const phrases = s.sheet().voices.map((voice) => voice.phrases.map(({ gain }) => gain));
    const power = phrases.reduce((sum, [gain = 0]) => sum + gain * gain, 0);
    expect(power).toBeCloseTo(2 * 0.25, 12);
    expect(phrases[0]?.[1]).toBe(0.5);
  });

  it('are struck no more than six times a second', () => {
    const s = scoring(timing);
    const strikes = Array.from({ length: 60 }, (_, frame) => frame);
    s.voice('a', { timbre: 0 }, [{ from: 0, to: 60, gain: 1, hertz: () => 200, strikes }]);
    expect(s.sheet().voices[0]?.phrases[0]?.strikes).toEqual(
      Array.from({ length: 12 }, (_, i) => sample(5 * i)),
    );
  });
});

describe('the ground', () => {
  it('changes with the parts of a film, not too often, and comes home at the end', () => {
    const starts = [0, 60, 150, 280, 290, 600].map((start) => ({ start }));
    const { ground = [] } = scoring({ fps: 30, frames: 700, parts: starts }).sheet();
    expect(ground.map(({ start, end }) => [start, end])).toEqual([
      [0, sample(150)],
      [sample(150), sample(280)],
      [sample(280), sample(700)],
    ]);
    expect(ground.at(-1)?.hertz).toEqual(ground[0]?.hertz);
    expect(ground[1]?.hertz).not.toEqual(ground[0]?.hertz);
  });

  it('is left out if it is not wanted', () => {
    expect(scoring(timing, false).sheet().ground).toBeUndefined();
  });
});

describe('a note', () => {
  it('is the one of the pentatonic over A that a pitch is nearest to', () => {
    expect([110, 220, 1760].map(inTune)).toEqual([110, 220, 1760]);
    expect(inTune(123)).toBe(123.75);
    expect(inTune(320)).toBe(330);
    expect(inTune(218)).toBe(220);
    expect(inTune(56)).toBe(55);
  });

  it('never falls as the pitch rises, and is less than a whole tone and a half away', () => {
    let before = 0;
    for (let hertz = 60; hertz < 3000; hertz *= 1.01) {
      const note = inTune(hertz);
      expect(note).toBeGreaterThanOrEqual(before);
      expect(Math.abs(Math.log2(note / hertz))).toBeLessThan(1.6 / 12);
      before = note;
    }
  });
});

describe('scored events', () => {
  it('tick no more than six times in any second, whoever asks, each with its pan', () => {
    const s = scoring(timing);
    s.ticks([0, 1, 2, 3, 10], { pan: [-1, 0, 0.5, 1, 0.25] });
    s.ticks([4, 5, 14, 15], { pitch: [1, 440, 2, 550] });
    expect(s.sheet().events.map(({ pitch }) => pitch)).toEqual([660, 660, 440, 550]);
    expect(s.sheet().events.map(({ at, pan }) => [at, pan])).toEqual([
      [0, -1],
      [sample(10), 0.25],
      [sample(5), 0],
      [sample(15), 0],
    ]);
    for (const fps of [24, 25, 30, 50, 60]) {
      const dense = scoring({ fps, frames: 10 * fps });
      dense.ticks(Array.from({ length: 10 * fps }, (_, frame) => frame));
      const at = dense.sheet().events.map((event) => event.at);
      for (const first of at)
        expect(at.filter((each) => each >= first && each < first + 48_000).length).toBeLessThanOrEqual(6);
      expect(at.length).toBeGreaterThanOrEqual(50);
    }
  });

  it('that coincide are staggered in level, and ticks give way to them', () => {
    const s = scoring(timing);
    s.chime(30);
    s.chime(30);
    s.alarm(35);
    s.chime(90);
    s.ticks([30, 60]);
    const [one, two, alarm, later, covered, tick] = s.sheet().events.map(({ gain }) => gain);
    expect([two, alarm].map((gain) => gain ?? 0)).toEqual([0.6 * (one ?? 0), 0.26 * 0.6 * 0.6]);
    expect(later).toBe(one);
    expect(covered).toBeCloseTo(0.6 * (tick ?? 0), 12);
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
