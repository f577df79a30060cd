import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { examineFfmpeg, ffmpegBuild, ffmpegName } from '../../../src/render/encode/ffmpeg-facts.ts';
import {
  COMPOSITORS,
  FFMPEG_VARIABLE,
  ffmpegEnvironment,
  ffmpegPlace,
} from '../../../src/render/encode/ffmpeg-place.ts';
import { lossreel } from '../../helpers/command.ts';
import { onPlatform } from '../../helpers/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'ffmpeg-'));
const before = process.env[FFMPEG_VARIABLE];
const { carrier, ffmpeg } = ffmpegPlace();
afterEach(() => {
  if (before === undefined) delete process.env[FFMPEG_VARIABLE];
  else process.env[FFMPEG_VARIABLE] = before;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of the user's own, here a shell script. */
function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}
const library = String(ffmpegEnvironment().LD_LIBRARY_PATH);
/** An FFmpeg from elsewhere: Remotion's own, which does not know any more where it came from. */
const other = program('ffmpeg', `export LD_LIBRARY_PATH='${library}'; exec '${ffmpeg}' "$@"`);
program(
  'ffprobe',
  `export LD_LIBRARY_PATH='${library}'; exec '${ffmpeg.replace(/ffmpeg$/, 'ffprobe')}' "$@"`,
);
/** One that is too old to tell which frames it has taken. */
const old = program(
  'old',
  `case "$*" in *stats_enc_pre*) echo unknown >&2; exit 1;; esac; exec '${other}' "$@"`,
);

// A film of a few seconds, as all of its sound is made each time.
const TEMPLATE = join(import.meta.dirname, '..', '..', '..', 'template');
const FILM = [TEMPLATE, '--props', '{"steps":1}', '--frames', '0-9', '--scale', '0.1', '--json'];

describe('on every platform, FFmpeg', () => {
  it('comes in one of the packages that package.json names', () => {
    const { optionalDependencies } = JSON.parse(
      readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8'),
    );
    const names = COMPOSITORS.map((name) => `@remotion/compositor-${name}`);
    expect(Object.keys(optionalDependencies).sort()).toEqual([...names].sort());
  });

  it.each([
    ['linux', 'LD_LIBRARY_PATH'],
    ['darwin', 'DYLD_LIBRARY_PATH'],
    ['win32', 'PATH'],
  ] as const)('finds its libraries on %s by %s', (platform, variable) => {
    const environment = onPlatform(platform, ffmpegEnvironment);
    expect(environment[variable]?.split(delimiter)[0]).toBe(carrier?.folder);
  });

  it('is asked of the user on a machine that there is none for', () => {
    const fails = (platform: NodeJS.Platform): string => {
      // Looks anew.
      process.env[FFMPEG_VARIABLE] = ffmpeg;
      ffmpegPlace();
      process.env[FFMPEG_VARIABLE] = '';
      try {
        return onPlatform(platform, ffmpegPlace).ffmpeg;
      } catch (error) {
        return String(error);
      }
    };
    expect(fails('freebsd')).toMatch(
      /^Error: Remotion ships no FFmpeg for freebsd-\w+: install one that has libx264, and name it by --ffmpeg or LOSSREEL_FFMPEG$/,
    );
    const missing = fails(process.platform === 'darwin' ? 'linux' : 'darwin');
    expect(missing).toMatch(
      /FFmpeg is missing: run 'npm install @remotion\/compositor-(darwin|linux)-\S+@4\.0\.\d+'/,
    );
  });
});

describe.skipIf(process.platform === 'win32')('the FFmpeg that is used', () => {
  it('is the one that Remotion ships', () => {
    expect(carrier?.name).toMatch(/^@remotion\/compositor-/);
    expect(ffmpegName()).toBe(`${carrier?.name} 4.0.529`);
    expect(ffmpegBuild()).toBeNull();
  });

  it('is the one that is named, known by its version, its build and its x264', () => {
    process.env[FFMPEG_VARIABLE] = other;
    expect(ffmpegPlace()).toEqual({ ffmpeg: other, ffprobe: join(folder, 'ffprobe'), carrier: null });
    expect(examineFfmpeg()).toMatchObject({
      version: 'n7.1',
      x264: expect.stringMatching(/^core \d+/),
      counts: true,
    });
    expect(ffmpegName()).toMatch(/^n7\.1, x264 core \d+ r\d+/);
    expect(ffmpegBuild()).toContain('--enable-libx264');
  });

  it('may be too old to tell which frames it has taken', () => {
    process.env[FFMPEG_VARIABLE] = old;
    expect(examineFfmpeg().counts).toBe(false);
  });

  it('is refused in one line where it is none, or has no libx264', () => {
    process.env[FFMPEG_VARIABLE] = '/nowhere/ffmpeg';
    expect(ffmpegPlace).toThrow("LOSSREEL_FFMPEG: there is no FFmpeg '/nowhere/ffmpeg'");
    process.env[FFMPEG_VARIABLE] = program('none', 'echo hello');
    expect(examineFfmpeg).toThrow(/^'.*none' is no FFmpeg: '-version' tells none$/);
    process.env[FFMPEG_VARIABLE] = program(
      'poor',
      'case "$1" in -version) echo "ffmpeg version 9";; *) echo "Unknown encoder" >&2; exit 1;; esac',
    );
    expect(examineFfmpeg).toThrow(
      /^FFmpeg 9 \('.*poor'\) cannot encode with libx264, which is needed: Unknown encoder$/,
    );
  });

  it.each([
    ['--ffmpeg', ['--ffmpeg', other], {}],
    ['the environment', [], { [FFMPEG_VARIABLE]: old }],
  ])('renders what is named by %s, and is not taken for another', async (_, flags, env) => {
    const out = mkdtempSync(join(folder, 'out-'));
    const places = ['--out', out, '--cache', join(out, 'cache')];
    const mine = await lossreel(['render', ...FILM, ...flags, ...places], { env });
    expect({ code: mine.code, stderr: mine.stderr }).toEqual({ code: 0, stderr: '' });
    // Pieces that another has encoded are not used.
    const shipped = await lossreel(['render', ...FILM, ...places], { env: { [FFMPEG_VARIABLE]: '' } });
    expect(shipped.stdout).toContain('"encoded":1');
  });

  it('is refused as wrong usage where --ffmpeg names nothing', async () => {
    const { code, stderr } = await lossreel(['render', ...FILM, '--ffmpeg', '/nowhere']);
    const message = "--ffmpeg: there is no FFmpeg '/nowhere'";
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toEqual({ error: { message, code } });
  });
});
