import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { renderMedia, selectComposition } from '@remotion/renderer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learningRateTrio as film } from '../../compositions/learning-rate-trio/index.ts';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';
import { chromeMode } from '../../compositions/remotion/settings.ts';
import { subjectOf } from '../../src/film/laws/subject.ts';
import { readPackage } from '../../src/film/sources/project.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { lossreel } from '../helpers/command.ts';
import { decodedSound } from '../helpers/sound.ts';
import { decoded } from '../render/pixels.ts';
import { type Installation, install, root } from './installed.ts';

// Of a short film, as all of its sound is made each time.
const PROPS = JSON.stringify({ learningRates: [0.3], steps: 1 });
const FRAMES = ['learning-rate-trio', '--props', PROPS, '--frames', '30-39', '--scale', '0.1', '--json'];
const MEGABYTE = 2 ** 20;

let installation: Installation;
beforeAll(async () => {
  installation = await install();
}, 300_000);
afterAll(() => installation?.remove());

const inside = (...path: readonly string[]): string => join(installation.folder, ...path);
const call = (...args: readonly string[]) =>
  lossreel(args, { bin: installation.bin, cwd: installation.folder, env: { LOSSREEL_FFMPEG: '' } });

/** What the compiler says of a project. */
function compiled(project: string): string {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  return spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' }).stdout;
}

/** Bytes of all files below a folder. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const REMOTION = ['remotion', '@remotion/media'];

/** Copies what somebody writes, and puts beside it packages that this checkout has. */
function consumer(packages: readonly string[]): void {
  cpSync(join(root, 'tests', 'package', 'consumer'), inside('consumer'), { recursive: true });
  for (const name of packages) {
    const place = inside('node_modules', name);
    if (existsSync(join(place, 'package.json')) && readFileSync(join(place, 'package.json'), 'utf8') !== '{}')
      continue;
    mkdirSync(dirname(place), { recursive: true });
    rmSync(place, { recursive: true, force: true });
    symlinkSync(join(root, 'node_modules', name), place, 'junction');
  }
}

describe('what is installed', () => {
  it('is 200 MB at most, and of Remotion the FFmpeg alone', () => {
    expect(sizeOf(inside('node_modules')) / MEGABYTE).toBeLessThan(200);
    const remotion = readdirSync(inside('node_modules', '@remotion'));
    expect(remotion.filter((name) => !name.startsWith('compositor-'))).toEqual([]);
    expect(existsSync(inside('node_modules', 'remotion'))).toBe(false);
  });

  it('compiles nothing where it is installed', () => {
    const list = JSON.parse(readFileSync(inside('node_modules', '.package-lock.json'), 'utf8'));
    const packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>> = list.packages;
    const scripts = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript);
    // It would only look whether its program is there.
    expect(scripts.filter((path) => path !== 'node_modules/esbuild')).toEqual([]);
  });

  it('holds no sources, no tests and nothing of this checkout', () => {
    const names = readdirSync(dirname(dirname(installation.bin))).sort();
    expect(names).toEqual([
      'LICENSE',
      'README.md',
      'THIRD_PARTY_NOTICES',
      'bin',
      'dist',
      'package.json',
      'template',
    ]);
    expect(existsSync(inside('node_modules', 'lossreel', 'dist', 'checkout'))).toBe(false);
  });
});

describe('the command', () => {
  it('renders, keeps what it has made in the folder it was called in, and verifies it', async () => {
    const first = await call('render', ...FRAMES);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(inside('out')).sort()).toContain('learning-rate-trio-30-39.mp4');
    expect(existsSync(inside('out', '.cache', 'segment'))).toBe(true);
    expect((await call('render', ...FRAMES)).stdout).toContain('"unchanged"');
    expect((await call('verify', 'out')).code).toBe(0);
  });

  it('renders the bytes that this checkout renders', async () => {
    const out = inside('checkout');
    const { code, stderr } = await lossreel(['render', ...FRAMES, '--out', out, '--cache', inside('cache')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [here, there] = [out, inside('out')].map((folder) =>
      readFileSync(join(folder, 'learning-rate-trio-30-39.mp4')),
    );
    expect(here?.equals(there ?? Buffer.alloc(0))).toBe(true);
  });

  it.each([
    ['the Studio', ['studio'], '@remotion/cli, @remotion/media, remotion'],
    [
      '--engine chromium',
      ['render', ...FRAMES, '--engine', 'chromium'],
      '@remotion/bundler, @remotion/media, @remotion/renderer, remotion',
    ],
  ])('names the one command that adds what %s needs', async (what, args, packages) => {
    const { code, stderr } = await call(...args);
    const version = '4.0.529';
    const wanted = packages.split(', ').map((name) => `${name}@${version}`);
    const message = `${what} needs ${packages}, which are not installed: run 'npm install ${wanted.join(' ')}'`;
    expect(code).toBe(1);
    if (args.includes('--json')) expect(JSON.parse(stderr)).toEqual({ error: { message, code } });
    else expect(stderr).toBe(`lossreel: ${message}\n`);
  });

  it('says in one line when the packages of Remotion are of different versions', async () => {
    const fake = (name: string, version: string): void => {
      mkdirSync(inside('node_modules', name), { recursive: true });
      writeFileSync(inside('node_modules', name, 'package.json'), JSON.stringify({ name, version }));
    };
    fake('remotion', '4.0.520');
    fake('@remotion/media', '4.0.519');
    fake('@remotion/cli', '4.0.520');
    const { code, stderr } = await call('studio');
    for (const name of ['remotion', '@remotion/media', '@remotion/cli'])
      writeFileSync(inside('node_modules', name, 'package.json'), '{}');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "lossreel: the Studio needs Remotion's packages to be of one version, here are @remotion/cli 4.0.520, " +
        "@remotion/media 4.0.519, remotion 4.0.520: run 'npm install @remotion/cli@4.0.520 @remotion/media@4.0.520 remotion@4.0.520'\n",
    });
  });
});

describe('a film of one’s own', () => {
  /** Declarations that `npm install` in the film's folder would bring. */
  const declared = (): void => {
    for (const name of ['@types/react', 'csstype']) {
      const place = inside('node_modules', name);
      mkdirSync(dirname(place), { recursive: true });
      if (!existsSync(place)) symlinkSync(join(root, 'node_modules', name), place, 'junction');
    }
  };

  it('is begun, rendered and verified, and depends on what was installed', async () => {
    expect((await call('init', 'my-film')).code).toBe(0);
    const { dependencies } = JSON.parse(readFileSync(inside('my-film', 'package.json'), 'utf8'));
    expect(dependencies.lossreel).toBe(`file:../../lossreel-${readPackage().version}.tgz`);
    const { code, stderr } = await call('render', './my-film', '--frames', '0-9', '--scale', '0.1', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await call('verify', join('out', 'my-film-0-9.mp4'))).code).toBe(0);
  });

  it('is at fault in a line of its own sources', async () => {
    const path = inside('my-film', 'index.tsx');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace('const losses =', "if (steps > 1) throw new Error('too many');\n    const losses ="),
    );
    const line = text.slice(0, text.indexOf('const losses =')).split('\n').length;
    const { code, stderr } = await call('trace', './my-film');
    writeFileSync(path, text);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `lossreel: my-film/index.tsx:${line}: simulate: too many\n`,
    });
  });

  it('has no fault that the strictest compiler would find', () => {
    declared();
    expect(compiled(inside('my-film'))).toBe('');
  });
});

describe('the library', () => {
  it('simulates and draws, and needs no environment for it', () => {
    const script = `
      import { simulate, sgd, doubleWell } from 'lossreel/sim';
      import { createStage } from 'lossreel/scene';
      import { frameMarkup, frameSource, nodeTypefaces, subjectOf, tellFilm } from 'lossreel/film';
      import { optimizerRace } from 'lossreel/films';
      import { DEFAULT_LOOK } from 'lossreel';
      const { losses } = simulate(doubleWell({ a: 0.4, b: 0.22 }), sgd({ learningRate: 0.1 }), [-1.55], 3);
      const { trace, story } = subjectOf(optimizerRace, optimizerRace.params.parse({}));
      const stage = createStage('square', DEFAULT_LOOK, nodeTypefaces());
      const markup = frameMarkup(optimizerRace.Scene({ trace, story, frame: 90, stage }));
      console.log(JSON.stringify([losses.length, losses[3] < losses[0], markup.length > 1000]));`;
    const told = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: installation.folder,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(JSON.parse(told)).toEqual([4, true, true]);
  });

  it.each([
    ['a film of their own', 'film.tsx', 'nodenext'],
    ['a Remotion project', 'player.tsx', 'bundler'],
  ])('has declarations in which the strictest compiler finds no fault: %s', (_, file, resolution) => {
    consumer(['@types/react', 'csstype', ...(file === 'film.tsx' ? [] : REMOTION)]);
    // Remotion's own declarations want a name that only some other libraries have.
    writeFileSync(inside('consumer', 'timer.d.ts'), 'interface Timer {}\n');
    const settings = {
      compilerOptions: {
        ...{ strict: true, skipLibCheck: false, noEmit: true, jsx: 'react-jsx', target: 'ES2022', types: [] },
        ...(resolution === 'nodenext'
          ? { module: 'nodenext' }
          : { module: 'esnext', moduleResolution: 'bundler' }),
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
      },
      files: [...(file === 'film.tsx' ? [file] : [file, 'lesson.tsx']), 'timer.d.ts'],
    };
    writeFileSync(inside('consumer', 'tsconfig.json'), JSON.stringify(settings));
    expect(compiled(inside('consumer'))).toBe('');
  });
});

describe('a film in a Remotion project', () => {
  const chrome = findBrowser(root);
  let site = '';
  beforeAll(async () => {
    consumer(REMOTION);
    site = await bundle({ entryPoint: inside('consumer', 'lesson.tsx'), rspack: true });
  });
  afterAll(() => rmSync(site, { recursive: true, force: true }));

  const options = () => {
    if (chrome === null) throw new Error(noBrowserMessage());
    const found = { browserExecutable: chrome.path, chromeMode: chromeMode(chrome) };
    return { ...found, serveUrl: site, logLevel: 'error', inputProps: {} } as const;
  };

  it('is shown and heard beside the elements of the project, from where its sequence begins', async () => {
    const composition = await selectComposition({ ...options(), id: 'lesson' });
    const outputLocation = inside('lesson.mp4');
    const settings = { codec: 'h264', scale: 0.1, imageFormat: 'png', colorSpace: 'bt709' } as const;
    const first = 24;
    await renderMedia({ ...options(), ...settings, composition, outputLocation, frameRange: [first, 89] });
    const colourAt = async (frame: number, x: number, y: number): Promise<readonly number[]> => {
      const from = ['-ss', String((frame - first - 0.5) / 30), '-i', outputLocation];
      const png = await runFfmpeg([...from, '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', '-']);
      const { width, data } = await decoded(png);
      return [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 3)];
    };
    // Within 15: the decoder does not say which matrix it takes.
    const near = (rgb: readonly number[]) => rgb.map((value) => expect.closeTo(value, -1.5));
    const [orange, night] = [near([255, 136, 0]), near([11, 16, 32])];
    expect(await colourAt(29, 180, 100)).toEqual(orange);
    expect(await colourAt(30, 180, 100)).toEqual(night);
    expect(await colourAt(89, 180, 60)).toEqual(night);
    expect(await colourAt(89, 90, 60)).toEqual(orange);
    const { left } = await decodedSound(outputLocation);
    const loudest = left.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(loudest).toBeGreaterThan(0.01);
  });

  it('makes a composition as long as its props say', async () => {
    const composition = await selectComposition({ ...options(), inputProps: { steps: 9 }, id: 'rates' });
    const subject = subjectOf(film, film.params.parse({ learningRates: [0.46], steps: 9 }));
    expect(composition).toMatchObject({ width: 1920, height: 1080, durationInFrames: subject.story.frames });
  });
});
