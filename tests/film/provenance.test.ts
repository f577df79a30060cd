import { describe, expect, it } from 'vitest';
import { bytesHash } from '../../src/cache/hash.ts';
import { frameHashes, framesHash } from '../../src/film/frame-hashes.ts';
import { type Provenance, parseProvenance, recordHash } from '../../src/film/sidecars/provenance.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { smallFilm } from '../render/picture.tsx';

const hash = bytesHash('');
const provenance: Provenance = {
  schemaVersion: 3,
  lossreel: '0.2.0',
  film: 'some-film',
  params: { rate: 0.1 },
  seed: '1',
  fps: 30,
  format: 'square',
  scale: 0.5,
  width: 540,
  height: 540,
  look: { ...DEFAULT_LOOK, brand: null },
  engine: 'native',
  encoder: { preset: 'medium', crf: 18, lookahead: 4 },
  frames: { first: 0, last: 99 },
  sound: true,
  versions: { node: '20.0.0' },
  hashes: {
    trace: hash,
    story: hash,
    cueSheet: hash,
    frames: hash,
    sound: hash,
    video: hash,
    files: { '.srt': hash, '.vtt': hash, '.chapters.txt': hash, '.transcript.md': hash, '.poster.png': hash },
    record: hash,
  },
};
const reading =
  (change: object): (() => Provenance) =>
  () =>
    parseProvenance(JSON.stringify({ ...provenance, ...change }));

describe('provenance', () => {
  it('is read back as it was written', () => {
    expect(reading({})()).toEqual(provenance);
  });

  it('names the field that is wrong', () => {
    expect(() => parseProvenance('{')).toThrow('it is not valid JSON');
    expect(() => parseProvenance('[]')).toThrow('expected object');
    expect(reading({ fps: 29 })).toThrow(/^fps: /);
    expect(reading({ format: 'round' })).toThrow(/^format: /);
    expect(reading({ another: 1 })).toThrow('another');
    expect(reading({ seed: undefined })).toThrow(/^seed: /);
    expect(reading({ look: { ...DEFAULT_LOOK, theme: 'pink' } })).toThrow(/^look\.theme: .*got "pink"/);
    expect(reading({ look: { ...DEFAULT_LOOK, mood: 'grim' } })).toThrow(/^look: .*mood/);
    expect(reading({ look: { theme: 'dark', language: 'en', captions: 'none' } })).toThrow(/^look\.pace: /);
    expect(reading({ encoder: { preset: 'medium', crf: 60, lookahead: 4 } })).toThrow(/^encoder\.crf: /);
    expect(reading({ frames: { first: 5, last: 4 } })).toThrow(/^frames: the last frame comes before/);
    expect(reading({ sound: false })).toThrow(/^hashes\.sound: is there if and only if/);
    const files = { ...provenance.hashes.files, '.srt': 'short' };
    expect(reading({ hashes: { ...provenance.hashes, files } })).toThrow(
      /^hashes\.files\.\.srt: not a SHA-256/,
    );
  });
});

describe('the hash of a record', () => {
  it('is of all fields but itself, whatever the white space', () => {
    const given = recordHash(provenance);
    expect(recordHash(JSON.parse(JSON.stringify(provenance, null, 8)))).toBe(given);
    const { record: _, ...without } = provenance.hashes;
    expect(recordHash({ ...provenance, hashes: without })).toBe(given);
    const others = [
      { ...provenance, seed: '2' },
      { ...provenance, encoder: { ...provenance.encoder, crf: 19 } },
      { ...provenance, hashes: { ...provenance.hashes, video: '0'.repeat(64) } },
    ];
    for (const other of others) expect(recordHash(other)).not.toBe(given);
  });
});

describe('a provenance of another version', () => {
  it('from before there was a look is told by the version that made it, not by a field', () => {
    const { schemaVersion, look, ...rest } = provenance;
    const { theme, language, captions } = look;
    const old = { ...rest, lossreel: '0.1.0', theme, language, captions };
    expect(() => parseProvenance(JSON.stringify(old))).toThrow(
      /^made with lossreel 0\.1\.0: schema version 1 of a provenance, where this lossreel reads 3$/,
    );
  });

  it('from a later one as well, whatever its fields are', () => {
    const later = { schemaVersion: 9, lossreel: '7.0.0', looks: [] };
    expect(() => parseProvenance(JSON.stringify(later))).toThrow(
      /^made with lossreel 7\.0\.0: schema version 9 of a provenance, where this lossreel reads 3$/,
    );
    expect(() => parseProvenance('{ "schemaVersion": "two" }')).toThrow(
      /^schema version "two" of a provenance/,
    );
  });
});

describe('the hash of frames', () => {
  it('is that of their hashes, one a line', () => {
    expect(framesHash(['a', 'b'])).toBe(bytesHash('a\nb\n'));
    const source = smallFilm();
    const [first = '', second = ''] = frameHashes(source, { start: 10, end: 12 });
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(frameHashes(source, { start: 11, end: 12 })).toEqual([second]);
  });
});
