import { describe, expect, it } from 'vitest';
import { type CueSheet, emptyCueSheet } from '../../audio/cue-sheet.ts';
import { canonicalJson, cueSheetHash, validateCueSheet } from '../../audio/cue-sheet-checks.ts';
import { synthesize, synthesizeStem } from '../../audio/node.ts';
import { sheet, trio } from './helpers.ts';

/** The trio with the value at a path of keys replaced. */
function spoiled(path: readonly (string | number)[], value: unknown): CueSheet {
  const copy = structuredClone(trio) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as typeof copy;
  at[path.at(-1) ?? ''] = value;
  return copy as unknown as CueSheet;
}

describe('validateCueSheet', () => {
  it('accepts what films write, and silence', () => {
    expect(() => validateCueSheet(trio)).not.toThrow();
    expect(() => validateCueSheet(emptyCueSheet(1))).not.toThrow();
  });

  it.each([
    [['version'], 2, 'version is 2, must be 1'],
    [['sampleRate'], 44_100, 'sampleRate is 44100, must be 48000'],
    [['samples'], 0, 'samples is 0, must be a whole number within 1'],
    [['samples'], 10.5, 'samples is 10.5, must be a whole number'],
    [['voices', 1, 'id'], 'run-0', 'voices[1].id is "run-0", is used twice'],
    [['voices', 1, 'id'], '', 'voices[1].id is "", must be'],
    [['voices', 0, 'timbre'], -1, 'voices[0].timbre is -1'],
    [['voices', 0, 'pan'], 1.01, 'voices[0].pan is 1.01, must be within -1 … 1'],
    [['voices', 0, 'phrases', 0, 'start'], -1, 'voices[0].phrases[0].start is -1'],
    [['voices', 0, 'phrases', 0, 'start'], 0.5, 'voices[0].phrases[0].start is 0.5, must be a whole number'],
    [['voices', 0, 'phrases', 0, 'end'], 24_000, 'voices[0].phrases[0].end is 24000, must be'],
    [['voices', 0, 'phrases', 0, 'end'], 8 * 48_000 + 1, 'voices[0].phrases[0].end is 384001'],
    [
      ['voices', 0, 'phrases', 0, 'gain'],
      Number.NaN,
      'voices[0].phrases[0].gain is NaN, must be within 0 … 1',
    ],
    [
      ['voices', 2, 'phrases', 0, 'pitch'],
      [],
      'voices[2].phrases[0].pitch is empty, must hold at least one point',
    ],
    [
      ['voices', 2, 'phrases', 0, 'pitch', 1, 1],
      Number.NaN,
      'voices[2].phrases[0].pitch[1][1] is NaN, must be within 20',
    ],
    [['voices', 2, 'phrases', 0, 'pitch', 1, 1], 19.9, 'voices[2].phrases[0].pitch[1][1] is 19.9'],
    [
      ['voices', 2, 'phrases', 0, 'pitch', 1, 1],
      20_001,
      'voices[2].phrases[0].pitch[1][1] is 20001, must be within 20 … 20000 Hz',
    ],
    [
      ['voices', 2, 'phrases', 0, 'pitch', 1, 0],
      5,
      'voices[2].phrases[0].pitch[1][0] is 5, must be within 216000',
    ],
    [['events', 3, 'kind'], 'gong', 'events[3].kind is "gong", must be tick, chime or alarm'],
    [['events', 3, 'at'], 8 * 48_000, 'events[3].at is 384000, must be a whole number within 0 … 383999'],
    [['events', 3, 'gain'], Number.POSITIVE_INFINITY, 'events[3].gain is Infinity'],
    [['events', 3, 'pan'], null, 'events[3].pan is null'],
    [['events', 3, 'pitch'], 10, 'events[3].pitch is 10'],
  ])('names the field %j set to %j', (path, value, message) => {
    expect(() => validateCueSheet(spoiled(path, value))).toThrow(`cue sheet: ${message}`);
  });

  it('refuses phrases that overlap within a voice', () => {
    const [first] = trio.voices;
    const overlapping = { ...trio, voices: [{ ...first, phrases: [first?.phrases[0], first?.phrases[0]] }] };
    expect(() => validateCueSheet(overlapping as CueSheet)).toThrow('voices[0].phrases[1].start is 24000');
  });

  it('precedes every synthesis', async () => {
    const bad = spoiled(['events', 0, 'pitch'], Number.NaN);
    await expect(synthesize(bad)).rejects.toThrow('events[0].pitch is NaN');
    await expect(synthesizeStem(bad, 'run-0')).rejects.toThrow('events[0].pitch is NaN');
    await expect(synthesizeStem(trio, 'nobody')).rejects.toThrow('cue sheet: no voice "nobody"');
  });
});

describe('cueSheetHash', () => {
  it('is the same for equal sheets, whatever the order of their keys', () => {
    const shuffled = JSON.parse(JSON.stringify(trio)) as CueSheet;
    const reversed = Object.fromEntries(Object.entries(shuffled).reverse()) as unknown as CueSheet;
    expect(cueSheetHash(reversed)).toBe(cueSheetHash(trio));
    expect(cueSheetHash(trio)).toMatch(/^[0-9a-f]{64}$/);
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it('differs when anything differs', () => {
    const others = [
      sheet(8),
      { ...trio, samples: trio.samples + 1 },
      { ...trio, events: trio.events.slice(1) },
      spoiled(['voices', 0, 'pan'], 0.599),
    ];
    expect(new Set([trio, ...others].map(cueSheetHash)).size).toBe(5);
  });
});
