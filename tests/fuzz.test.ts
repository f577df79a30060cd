import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readFrames } from '../cli/film-job.ts';
import { readSize } from '../cli/size.ts';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { entryPath, openStore } from '../src/cache/store.ts';
import { UsageError } from '../src/film/errors.ts';
import { oneLine } from '../src/film/one-line.ts';
import { parseParams } from '../src/film/params.ts';
import { parseProvenance } from '../src/film/sidecars/provenance.ts';
import { LogError } from '../src/logs/series.ts';
import { readPlan } from '../src/series/read-plan.ts';
import { FIXTURES, understood } from './logs/understood.ts';

/**
 * Hostile input, found by chance: the same chances in CI each time, others by `npm run fuzz`, FUZZ_RUNS times as
 * many. A case that fails is printed as small as it can be made, with the seed that gives it again.
 */
const FACTOR = Number(process.env.FUZZ_RUNS ?? 1);
const runs = (usual: number) => ({
  numRuns: Math.ceil(usual * FACTOR),
  seed: Number(process.env.FUZZ_SEED ?? (FACTOR > 1 ? Date.now() : 20)),
  endOnFailure: FACTOR > 1,
});
const MINUTES = FACTOR > 1 ? 24 * 3_600_000 : undefined;

const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Damage {
  readonly kind: 'cut' | 'byte' | 'copy';
  /** Where, as a share of the file. */
  readonly at: number;
  /** What byte is put there, or how many are copied. */
  readonly to: number;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Values that programs trip over. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, '', [], {}, 0, -0, -1, 0.5, 1e308, -1e308, 5e-324, 2 ** 53, 1e-300),
  fc.constantFrom<Json>(
    '__proto__',
    'constructor',
    '\u001b[31m',
    'a\nb',
    '\u202e',
    '\ud800',
    'x'.repeat(5000),
    '../..',
    'NaN',
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

/** Every place in a value: the keys that lead to it. */
const placesIn = (
  value: Json,
  at: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] => [
  at,
  ...(Array.isArray(value)
    ? value.flatMap((one: Json, i) => placesIn(one, [...at, i]))
    : value !== null && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, one]) => placesIn(one as Json, [...at, key]))
      : []),
];

/** A value with something else at a place. */
function replaced(value: Json, [key, ...rest]: readonly (string | number)[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((one: Json, i) => (i === key ? replaced(one, rest, by) : one));
  return Object.fromEntries(
    Object.entries(value as Record<string, Json>).map(([name, one]) => [
      name,
      name === key ? replaced(one, rest, by) : one,
    ]),
  );
}

/** A good value with one to three odd ones in it, or something more. */
const spoilt = (good: Json): fc.Arbitrary<Json> =>
  fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<Json>((value, [place, by]) => {
      const places = placesIn(value);
      return replaced(value, places[place % places.length] ?? [], by);
    }, good),
  );

/** What a command prints of an error is one line, not too long, that a terminal can print. */
function expectOneLine(error: unknown, kind: new (...args: never[]) => Error): void {
  expect(error).toBeInstanceOf(kind);
  const message = oneLine(error);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
  expect(message.length).toBeLessThan(4000);
}

/** Calls what may refuse, in one line. @returns what it gave; `undefined` if it refused */
function givenOrRefused<Value>(call: () => Value, kind: new (...args: never[]) => Error): Value | undefined {
  try {
    return call();
  } catch (error) {
    expectOneLine(error, kind);
    return undefined;
  }
}

describe('params', () => {
  it.each(CATALOGUE)(
    'of $id are taken, the same when taken again, or refused in one line',
    (film) => {
      const good = JSON.parse(JSON.stringify(film.params.parse({}))) as Json;
      const check = (params: Json): void => {
        const taken = givenOrRefused(() => parseParams(film, params), UsageError);
        if (taken !== undefined) expect(parseParams(film, taken)).toEqual(taken);
      };
      fc.assert(fc.property(spoilt(good), check), runs(150));
    },
    MINUTES,
  );
});

it(
  'a provenance is read, or refused in one line',
  () => {
    const hash = 'a'.repeat(64);
    const good = {
      ...{ schemaVersion: 3, lossreel: '0.2.0', film: 'learning-rate-trio', params: {}, seed: '1', fps: 30 },
      ...{ format: 'landscape', scale: 1, width: 1920, height: 1080, engine: 'native', sound: false },
      look: {
        theme: 'dark',
        language: 'en',
        captions: 'burned',
        pace: 1,
        bed: '',
        narration: {},
        words: {},
        brand: null,
      },
      encoder: { preset: 'medium', crf: 18, lookahead: 4 },
      frames: { first: 0, last: 9 },
      versions: { node: '20.0.0' },
      hashes: {
        ...{ trace: hash, story: hash, cueSheet: hash, frames: hash, video: hash, record: hash },
        files: {
          '.srt': hash,
          '.vtt': hash,
          '.chapters.txt': hash,
          '.transcript.md': hash,
          '.poster.png': hash,
        },
      },
    };
    expect(parseProvenance(JSON.stringify(good)).film).toBe('learning-rate-trio');
    const check = (value: Json): void => {
      givenOrRefused(() => parseProvenance(JSON.stringify(value)), Error);
    };
    fc.assert(fc.property(spoilt(good), check), runs(400));
    fc.assert(
      fc.property(fc.string(), (text) => void givenOrRefused(() => parseProvenance(text), Error)),
      runs(100),
    );
  },
  MINUTES,
);

it(
  'a manifest is planned, or refused in one line',
  async () => {
    const good = {
      title: 'A series',
      defaults: { seed: '1', formats: ['landscape', 'square'], looks: [{ theme: 'light', language: 'de' }] },
      episodes: [
        { id: 'one', film: 'learning-rate-trio', params: { steps: 12 } },
        { id: 'two', film: 'optimizer-race', title: 'The race' },
      ],
    };
    const file = join(folder, 'series.json');
    const check = async (value: Json): Promise<void> => {
      writeFileSync(file, JSON.stringify(value));
      const overrides = { scale: undefined, draft: false };
      try {
        const { films } = await readPlan(file, CATALOGUE, overrides, join(folder, 'cache'));
        expect(new Set(films.map(({ output }) => output.toLowerCase())).size).toBe(films.length);
      } catch (error) {
        expectOneLine(error, Error);
      }
    };
    await check(good);
    await fc.assert(fc.asyncProperty(spoilt(good), check), runs(150));
  },
  MINUTES,
);

describe('options', () => {
  it(
    'are read, or refused in one line',
    () => {
      const text = fc.oneof(
        fc.string(),
        fc.stringMatching(/^-?[0-9.eE+]{1,12}(s|%|[KMGT]?B)?$/),
        fc.stringMatching(/^[0-9]{1,9}-[0-9]{0,9}$/),
      );
      const check = (given: string): void => {
        const frames = givenOrRefused(() => readFrames(given), UsageError);
        if (frames !== undefined) expect(frames.start).toBeLessThan(frames.end);
        const size = givenOrRefused(() => readSize('--cache-limit', given), UsageError);
        if (size !== undefined) expect(size).toBeGreaterThanOrEqual(0);
      };
      fc.assert(fc.property(text, check), runs(500));
    },
    MINUTES,
  );
});

it(
  'a damaged log is read as far as it goes, or refused in one line, soon',
  async () => {
    const fixtures = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
      .filter(({ length }) => length < 8000);
    const damage: fc.Arbitrary<Damage> = fc.record({
      kind: fc.constantFrom('cut', 'byte', 'copy'),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      to: fc.nat(255),
    });
    const damaged = (bytes: Uint8Array, how: Damage): Uint8Array => {
      const at = Math.floor(how.at * bytes.length);
      if (how.kind === 'cut') return bytes.subarray(0, at);
      if (how.kind === 'byte') return bytes.map((byte, i) => (i === at ? how.to : byte));
      const copy = bytes.subarray(at, at + how.to);
      return Buffer.concat([bytes.subarray(0, at), copy, bytes.subarray(at)]);
    };
    const check = async (which: number, how: readonly Damage[]): Promise<void> => {
      const bytes = how.reduce(damaged, fixtures[which % fixtures.length] ?? new Uint8Array());
      try {
        await understood(bytes);
      } catch (error) {
        expectOneLine(error, LogError);
      }
    };
    const all = fc.array(damage, { minLength: 1, maxLength: 4 });
    await fc.assert(fc.asyncProperty(fc.nat(), all, check), runs(300));
  },
  MINUTES,
);

it(
  'a cache gives what was put into it, or nothing, whatever becomes of its files',
  () => {
    const store = openStore(join(folder, 'store'));
    const actions = fc.array(
      fc.tuple(
        fc.constantFrom('cut', 'turn', 'swap', 'folder', 'link', 'empty'),
        fc.nat(7),
        fc.nat(7),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      { minLength: 1, maxLength: 6 },
    );
    const keys = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(64));
    const bytesOf = (key: string): Buffer => Buffer.from(key.repeat(3));
    const pathOf = (i: number): string => entryPath(store.folder, 'trace', keys[i] ?? '');
    const change = (kind: string, i: number, j: number, share: number): void => {
      const path = pathOf(i);
      let bytes: Buffer;
      try {
        bytes = readFileSync(path);
      } catch {
        return;
      }
      const at = Math.floor(share * bytes.length);
      if (kind === 'cut') writeFileSync(path, bytes.subarray(0, at));
      else if (kind === 'turn')
        writeFileSync(
          path,
          bytes.map((byte, n) => (n === at ? byte ^ 1 : byte)),
        );
      else if (kind === 'swap') writeFileSync(pathOf(j), bytes);
      else {
        rmSync(path);
        if (kind === 'folder') mkdirSync(path);
        if (kind === 'link') symlinkSync(path, path);
        if (kind === 'empty') writeFileSync(path, '');
      }
    };
    const check = (changes: readonly (readonly [string, number, number, number])[]): void => {
      rmSync(store.folder, { recursive: true, force: true });
      for (const key of keys) store.put('trace', key, bytesOf(key));
      for (const [kind, i, j, share] of changes)
        try {
          change(kind, i, j, share);
        } catch {
          // A file cannot be written where another change has put a folder or a loop.
        }
      for (const key of keys) {
        const found = store.get('trace', key);
        if (found !== null) expect(found.equals(bytesOf(key))).toBe(true);
      }
      // What is put anew is there again.
      for (const key of keys) store.put('trace', key, bytesOf(key));
      for (const key of keys) expect(store.get('trace', key)?.equals(bytesOf(key))).toBe(true);
    };
    fc.assert(fc.property(actions, check), runs(60));
  },
  MINUTES,
);
