import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER } from '../../src/cache/owner.ts';
import { lossreel, lossreelHere, type RunOptions } from '../helpers/command.ts';
import { NOWHERE, NOWHERE_SAID, signalGroup, WINDOWS } from '../helpers/machine.ts';
import { canMount, withSmallDisk } from '../helpers/small-disk.ts';

const root = mkdtempSync(join(tmpdir(), 'cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const FILM = 'learning-rate-trio';
const NAME = `${FILM}-0-159`;
const at = (name: string): string => join(root, name);

interface Event {
  readonly event: string;
  readonly status?: string;
  readonly segments?: { readonly total: number; readonly encoded: number };
}

/** One run, as all of a film's sound is made each time; of so many steps. */
const propsOf = (steps: number): string => JSON.stringify({ learningRates: [0.3], steps });

/** Renders the film's first 160 frames, three segments. */
async function render(cache: string, out: string, flags: readonly string[] = [], options?: RunOptions) {
  const place = ['--cache', at(cache), '--out', at(out)];
  const what = ['--props', propsOf(1), '--frames', '0-159', '--scale', '0.1', '--draft', '--json'];
  const args = ['render', FILM, ...place, ...what, ...flags];
  const outcome = await (options === undefined ? lossreelHere(args) : lossreel(args, options));
  const events = outcome.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event);
  return {
    ...outcome,
    drawn: events.filter(({ event }) => event === 'progress').length,
    done: events.at(-1),
  };
}

/** Every file of a folder with its bytes and when it was written. */
const state = (out: string) =>
  readdirSync(at(out))
    .sort()
    .map((name) => ({
      name,
      bytes: readFileSync(join(at(out), name)).toString('base64'),
      written: statSync(join(at(out), name)).mtimeMs,
    }));
const bytes = (out: string) => state(out).map(({ name, bytes: content }) => ({ name, content }));

describe('a film rendered twice', () => {
  beforeAll(async () => {
    const { done } = await render('cache', 'out', ['--workers', '1']);
    expect(done).toMatchObject({ status: 'rendered', segments: { total: 3, encoded: 3 } });
  });

  it('is left alone if nothing changed, and nothing is drawn', async () => {
    const before = state('out');
    const { done, drawn } = await render('cache', 'out', ['--workers', '3']);
    expect(done).toMatchObject({ status: 'unchanged', segments: { total: 3, encoded: 0 }, frames: 160 });
    expect(drawn).toBe(0);
    expect(state('out')).toEqual(before);
  });

  it('has missing or damaged files restored without drawing, and the rest left alone', async () => {
    const before = state('out');
    rmSync(at(`out/${NAME}.mp4`));
    writeFileSync(at(`out/${NAME}.srt`), 'spoilt');
    const { done, drawn } = await render('cache', 'out');
    expect(done).toMatchObject({ status: 'rendered', segments: { total: 3, encoded: 0 } });
    expect(drawn).toBe(0);
    const after = state('out');
    expect(after.map(({ bytes: content }) => content)).toEqual(before.map(({ bytes: content }) => content));
    const touched = after.filter(({ written }, i) => written !== before[i]?.written);
    expect(touched.map(({ name }) => name)).toEqual([`${NAME}.mp4`, `${NAME}.srt`]);
  });

  it('has the same bytes from an empty cache, and when forced', async () => {
    const cold = await render('empty', 'cold', ['--workers', '3']);
    const forced = await render('cache', 'forced', ['--force']);
    for (const { done } of [cold, forced]) expect(done?.segments).toEqual({ total: 3, encoded: 3 });
    expect(bytes('cold')).toEqual(bytes('out'));
    expect(bytes('forced')).toEqual(bytes('out'));
  });

  it('is drawn again if something else is requested, but equal segments are not re-encoded', async () => {
    const muted = await render('cache', 'muted', ['--mute']);
    const other = await render('cache', 'other', ['--props', propsOf(2), '--mute']);
    expect(muted.done).toMatchObject({ status: 'rendered', segments: { total: 3, encoded: 0 } });
    expect(other.done?.status).toBe('rendered');
    expect(bytes('other')).not.toEqual(bytes('muted'));
    expect((await render('cache', 'out')).done?.status).toBe('unchanged');
  });
});

describe('a call repeated in the same words', () => {
  const props = at('props.json');
  const call = async () => {
    const { done, drawn } = await render('cache', 'repeated', ['--mute', '--props', props]);
    return { status: done?.status, encoded: done?.segments?.encoded, drawn };
  };
  const restored = { status: 'rendered', encoded: 0, drawn: 0 };

  it('is answered by its current meaning: params in a file, damaged files', async () => {
    writeFileSync(props, propsOf(2));
    expect(await call()).toEqual(restored);
    expect(await call()).toEqual({ ...restored, status: 'unchanged' });
    expect(bytes('repeated')).toEqual(bytes('other'));
    writeFileSync(props, propsOf(1));
    expect(await call()).toEqual(restored);
    expect(bytes('repeated')).toEqual(bytes('muted'));
    writeFileSync(at(`repeated/${NAME}.vtt`), 'spoilt');
    expect(await call()).toEqual(restored);
    expect(bytes('repeated')).toEqual(bytes('muted'));
    writeFileSync(props, propsOf(0));
    const { code, stderr } = await render('cache', 'repeated', ['--mute', '--props', props]);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/steps/) });
  });
});

describe.skipIf(WINDOWS)('a killed render', () => {
  it('is resumed from its finished segments, and its leftovers are removed', async () => {
    // Five segments of 75 frames.
    const flags = ['--mute', '--workers', '1', '--frames', '0-374'];
    let killed = false;
    const onStart: RunOptions['onStart'] = (child) =>
      child.stdout?.on('data', (chunk: Buffer) => {
        if (killed || !/"done":(8|9|\d\d)\d/.test(chunk.toString())) return;
        killed = true;
        signalGroup(child, 'SIGKILL');
      });
    expect((await render('killed', 'resumed', flags, { onStart })).code).toBeNull();
    expect(readdirSync(at('resumed'))).toEqual([expect.stringMatching(/^\..+\.mp4$/)]);
    const segments = readdirSync(tmpdir()).filter((name) => name.startsWith('lossreel-'));
    const { done } = await render('killed', 'resumed', flags, {});
    expect(done).toMatchObject({ status: 'rendered', segments: { total: 5 } });
    expect(done?.segments?.encoded).toBeLessThan(5);
    expect(done?.segments?.encoded).toBeGreaterThan(0);
    // Half-written files of the killed render are gone, next to the film and among temporary files.
    expect(readdirSync(at('resumed')).filter((name) => name.startsWith('.'))).toEqual([]);
    const left = readdirSync(tmpdir()).filter((name) => segments.includes(name));
    expect(left.length).toBeLessThan(segments.length);
    // A render that finds nothing to do cleans up too.
    writeFileSync(at(`resumed/.${OWNER.replace(/\.\d+\./, '.4194305.')}-0123456789ab-film.mp4`), 'half');
    expect((await render('killed', 'resumed', flags, {})).done?.status).toBe('unchanged');
    expect(readdirSync(at('resumed')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a cache folder', () => {
  it('that is not usable is refused before any work', async () => {
    writeFileSync(at('file'), '');
    const cases = [
      [['--cache', at('file')], 2, /--cache: '.*file' is a file, not a folder/],
      [['--cache', ''], 2, /--cache: the path is empty/],
      [['--cache', NOWHERE], 1, NOWHERE_SAID],
      [['--cache-limit', 'much'], 2, /--cache-limit: 'much' is not a size like 4GB or 500MB/],
      [['--cache-limit', '-1'], 2, /--cache-limit: '-1' is not a size/],
    ] as const;
    for (const [flags, expected, says] of cases) {
      const { code, stdout, stderr } = await render('cache', 'refused', flags);
      expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
      expect(stderr).toMatch(says);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it.runIf(canMount)('that fills up is named, once, and the film is rendered all the same', async () => {
    await withSmallDisk(at('disk'), '12k', async () => {
      const { code, stderr, done } = await render('disk', 'full', ['--workers', '3']);
      expect({ code, done }).toMatchObject({ code: 0, done: { status: 'rendered' } });
      expect(stderr).toBe(
        `lossreel: cannot write the cache ${at('disk')}: the disk is full; going on without keeping what is made\n`,
      );
      expect(bytes('full')).toEqual(bytes('out'));
      expect(readdirSync(at('disk/tmp'))).toEqual([]);
    });
  });
});

describe('lossreel cache', () => {
  const told = async (...flags: readonly string[]) => {
    const { code, stdout } = await lossreelHere(['cache', '--cache', at('cache'), '--json', ...flags]);
    expect(code).toBe(0);
    return JSON.parse(stdout) as {
      readonly bytes: number;
      readonly kinds: readonly { readonly kind: string; readonly entries: number }[];
    };
  };

  it('shows what is cached, makes it fit a limit, and clears it', async () => {
    const before = await told();
    expect(before.kinds.map(({ kind }) => kind)).toEqual(['film', 'segment', 'sound']);
    const pruned = await told('--prune', '--cache-limit', '100KB');
    expect(pruned.bytes).toBeLessThanOrEqual(102_400);
    expect(pruned.bytes).toBeGreaterThan(0);
    expect(await told('--clear')).toMatchObject({ bytes: 0, kinds: [] });
    const { done } = await render('cache', 'muted', ['--mute']);
    expect(done).toMatchObject({ status: 'rendered', segments: { encoded: 3 } });
  });

  it('refuses --prune together with --clear', async () => {
    const { code, stderr } = await lossreelHere(['cache', '--prune', '--clear']);
    expect(code).toBe(2);
    expect(stderr).toBe('lossreel: --prune and --clear are mutually exclusive\n');
  });
});
