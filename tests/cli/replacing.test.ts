import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lossreelHere } from '../helpers/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'replacing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const FILM = 'learning-rate-trio';
const at = (name: string): string => join(folder, name);
const render = (...flags: readonly string[]) =>
  lossreelHere([
    ...['render', FILM, '--frames', '0-2', '--scale', '0.1', '--mute', '--workers', '1'],
    ...['--cache', at('cache'), ...flags],
  ]);
/** What is said beside the progress. */
const said = (stderr: string): readonly string[] =>
  stderr.split('\n').filter((line) => line.startsWith('lossreel:'));

describe('a render where there is a film already', () => {
  const out = ['--out', at('out')];

  it('says nothing where there is none, or the same', async () => {
    for (const _ of ['first', 'again']) {
      const { code, stderr } = await render(...out);
      expect({ code, said: said(stderr) }).toEqual({ code: 0, said: [] });
    }
  });

  it('says in one line what differs, and how to keep both', async () => {
    const { code, stderr } = await render(...out, '--props', '{ "steps": 60 }');
    expect(code).toBe(0);
    expect(said(stderr)).toEqual([
      expect.stringMatching(/^lossreel: replacing .*trio-0-2\.mp4, made otherwise: steps 40 → 60; .*--name/),
    ]);
  });

  it('says it to a machine in the event of its start', async () => {
    const { stdout, stderr } = await render(...out, '--json');
    const [start] = stdout.split('\n');
    expect(JSON.parse(start ?? '')).toMatchObject({
      event: 'start',
      replaces: { differences: [{ what: 'params.steps', before: 60, now: 40 }] },
    });
    expect(stderr).toBe('');
  });
});

describe('where a film goes', () => {
  it('may be a file, its sidecars beside it', async () => {
    const { code, stdout } = await render('--out', at('mine/take.mp4'));
    expect(code).toBe(0);
    expect(stdout).toContain('take.mp4');
    expect(readdirSync(at('mine')).sort()).toEqual(
      ['chapters.txt', 'json', 'mp4', 'poster.png', 'srt', 'transcript.md', 'vtt'].map(
        (end) => `take.${end}`,
      ),
    );
  });

  it('may be a file that is not a film of ours, which is said', async () => {
    writeFileSync(at('holiday.mp4'), 'sea');
    const { code, stderr } = await render('--out', at('holiday.mp4'));
    expect(code).toBe(0);
    expect(said(stderr)).toEqual([expect.stringContaining('holiday.mp4, which has no provenance')]);
    expect(readFileSync(at('holiday.mp4')).length).toBeGreaterThan(1000);
  });

  it('may have a name of its own, with its marks filled in', async () => {
    const names = ['--out', at('named'), '--theme', 'light', '--name', 'takes/{film}-{theme}-2.mp4'];
    expect((await render(...names)).code).toBe(0);
    expect(existsSync(at(`named/takes/${FILM}-light-2.mp4`))).toBe(true);
  });

  it('may be a folder with a dot in its name', async () => {
    expect((await render('--out', at('v1.2'))).code).toBe(0);
    expect(existsSync(at(`v1.2/${FILM}-0-2.mp4`))).toBe(true);
  });
});
