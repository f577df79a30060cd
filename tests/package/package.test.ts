import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { latestBuild } from '../../scripts/checkout.js';
import { openStore } from '../../src/cache/store.ts';
import { readBuiltSources } from '../../src/film/sources/built-sources.ts';
import { readSources } from '../../src/film/sources/sources.ts';
import { filmEntry } from '../../src/film/sources/sources-version.ts';
import { COMPOSITOR_VERSION } from '../../src/render/encode/ffmpeg-place.ts';
import { lossreel, lossreelHere } from '../helpers/command.ts';

const root = join(import.meta.dirname, '..', '..');
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('package.json', () => {
  it('asks for one version of all that is of Remotion', () => {
    const { optionalDependencies, devDependencies } = about;
    const versions = Object.entries({ ...optionalDependencies, ...devDependencies }).filter(([name]) =>
      /^(@remotion\/.*|remotion)$/.test(name),
    );
    expect(new Set(versions.map(([, version]) => version))).toEqual(new Set([COMPOSITOR_VERSION]));
  });

  it('develops with each package that others bring along, and with what it was asked for', () => {
    const { dependencies, devDependencies, peerDependencies } = about;
    for (const name of Object.keys(peerDependencies)) expect(devDependencies).toHaveProperty([name]);
    for (const name of ['remotion', '@remotion/cli', 'react', 'd3-shape', 'seedrandom', 'tone', 'vitest'])
      expect({ ...dependencies, ...devDependencies }).toHaveProperty([name]);
  });

  it('leads each door to a file that a build makes', async () => {
    const folder = await latestBuild();
    const doors: Readonly<Record<string, { readonly default?: string }>> = about.exports;
    for (const { default: file } of Object.values(doors)) {
      if (file === undefined) continue;
      expect(existsSync(file.replace('./dist', folder)), file).toBe(true);
    }
  });
});

describe('a build', () => {
  it('knows of its sources what they say themselves, so that keys of the cache are the same', async () => {
    const folder = await latestBuild();
    const store = openStore(join(root, 'out', '.cache'));
    const left = ['compositions/catalogue.ts'];
    const list = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8'));
    const built = readBuiltSources(list, root, store, left);
    const now = readSources(root, store, left);
    for (const { id } of CATALOGUE) {
      const roots = [filmEntry(id), 'src/film/make/render-film.ts'];
      const [a, b] = [built.of(roots), now.of(roots)];
      expect([...a.files]).toEqual([...b.files]);
      expect(a.packages).toEqual(b.packages);
    }
    expect(() => built.of(['src/none.ts'])).toThrow(
      'there is no source src/none.ts in this build of lossreel',
    );
  });

  it('is not made again while nothing is edited', async () => {
    expect(await latestBuild()).toBe(await latestBuild());
  });
});

describe('the start', () => {
  it.each([
    ['--version', /^\d+\.\d+\.\d+\n$/],
    ['--help', /^Usage: lossreel/],
  ])('loads for %s what reads the command line, and nothing else', async (flag, says) => {
    const folder = mkdtempSync(join(tmpdir(), 'loaded-'));
    const { stdout } = await lossreel([flag], { env: { NODE_V8_COVERAGE: folder } });
    expect(stdout).toMatch(says);
    const loaded: readonly { readonly url: string }[] = readdirSync(folder).flatMap(
      (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).result,
    );
    rmSync(folder, { recursive: true });
    const packages = loaded.flatMap(({ url }) => /node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(url)?.[1] ?? []);
    // The second is one small file, for suggestions.
    expect([...new Set(packages)]).toEqual(['commander', 'fastest-levenshtein']);
  });

  it('helps with each command as the command itself does', async () => {
    const { stdout } = await lossreelHere(['--help']);
    const lines = [...stdout.matchAll(/^ {2}(\w+)( \[options\])?((?: [<[][^\s]+)?) {2,}(\S.*)$/gm)];
    const names = lines.map(([, name = '']) => name).filter((name) => name !== 'help');
    expect(names.length).toBeGreaterThan(10);
    for (const [, name = '', , takes = ''] of lines) {
      if (name === 'help') continue;
      const usage = (await lossreelHere([name, '--help'])).stdout.split('\n')[0];
      expect(usage).toBe(`Usage: lossreel ${name} [options]${takes}`);
      expect((await lossreelHere(['help', name])).stdout).toContain('--');
    }
  });
});
