// `npm run test:managers [npm pnpm yarn yarn-pnp]`: packs this checkout, installs it with each package manager into a folder with
// spaces in its path, without a lock file, and renders, verifies and imports there. Too slow for the suite: CI runs it by itself.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { npm } from '../../scripts/npm.js';

const ROOT = resolve(import.meta.dirname, '..', '..');
const PINNED = { pnpm: '10.34.8', '@yarnpkg/cli-dist': '4.18.1' };
const { optionalDependencies, devDependencies } = JSON.parse(
  readFileSync(join(ROOT, 'package.json'), 'utf8'),
);

const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
/** Settings of the npm that runs this script are not those of the managers it starts. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

const base = mkdtempSync(join(tmpdir(), 'lossreel managers-'));
const tool = (...path) => join(base, 'tools', 'node_modules', ...path);
const node = (cwd, args) =>
  execFileSync(process.execPath, args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const yarn = (linker) => ({
  // Yarn wants all that is optional to be there, for whatever machine: none of the others' is used.
  manifest: () => ({
    resolutions: Object.fromEntries(
      Object.keys(optionalDependencies)
        .filter((name) => !name.includes(`${process.platform}-${process.arch}`) || name.endsWith('-musl'))
        .map((name) => [name, 'file:./none']),
    ),
  }),
  files: {
    '.yarnrc.yml': `nodeLinker: ${linker}\nenableTelemetry: false\nenableImmutableInstalls: false\n`,
    'yarn.lock': '',
    'none/package.json': '{ "name": "none", "version": "1.0.0" }',
  },
  install: (cwd) => node(cwd, [tool('@yarnpkg', 'cli-dist', 'bin', 'yarn.js'), 'install']),
  run: (cwd, args) => node(cwd, [tool('@yarnpkg', 'cli-dist', 'bin', 'yarn.js'), ...args]),
});

const installed = (cwd) => join(cwd, 'node_modules', 'lossreel', 'bin', 'lossreel.js');
/** What lies in node_modules is run as the manager's own commands would run it. */
const direct = (cwd, [command, ...args]) => node(cwd, command === 'node' ? args : [installed(cwd), ...args]);

const MANAGERS = {
  npm: {
    install: (cwd) =>
      npm(['install', '--no-package-lock', '--ignore-scripts', ...quiet], cwd, {
        env: environment,
        stdio: 'pipe',
      }),
    run: direct,
  },
  pnpm: {
    install: (cwd) =>
      node(cwd, [tool('pnpm', 'bin', 'pnpm.cjs'), 'install', '--no-frozen-lockfile', '--ignore-scripts']),
    run: direct,
  },
  yarn: yarn('node-modules'),
  'yarn-pnp': yarn('pnp'),
};

const IMPORT = `
  import { doubleWell, sgd, simulate } from 'lossreel/sim';
  import { tellFilm } from 'lossreel/film';
  import { learningRateTrio } from 'lossreel/films';
  const { losses } = simulate(doubleWell({ a: 0.4, b: 0.22 }), sgd({ learningRate: 0.1 }), [-1.55], 3);
  console.log(losses.length, typeof tellFilm, learningRateTrio.id);
`;

function same(what, found, wanted) {
  if (found !== wanted)
    throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

function tryOut(name, tarball) {
  const { manifest = () => ({}), files = {}, install, run } = MANAGERS[name];
  const cwd = join(base, `with ${name}`);
  mkdirSync(join(cwd, 'none'), { recursive: true });
  const { react, 'react-dom': dom } = devDependencies;
  const dependencies = { lossreel: `file:../${tarball}`, react, 'react-dom': dom };
  const about = { name: 'consumer', private: true, type: 'module', dependencies, ...manifest() };
  for (const [path, text] of Object.entries({
    'package.json': JSON.stringify(about),
    'import.mjs': IMPORT,
    ...files,
  }))
    writeFileSync(join(cwd, path), text);
  install(cwd);
  const film = ['lossreel', 'render', 'learning-rate-trio', '--frames', '30-39', '--scale', '0.1', '--json'];
  const done = (text) =>
    JSON.parse(
      text
        .trim()
        .split('\n')
        .findLast((line) => line.includes('"status"')) ?? '{}',
    ).status;
  same('a render', done(run(cwd, film)), 'rendered');
  same('the same again', done(run(cwd, film)), 'unchanged');
  same('verify', / ok, \d+ checks/.test(run(cwd, ['lossreel', 'verify', 'out'])), true);
  same('an import', run(cwd, ['node', 'import.mjs']).trim(), '4 function learning-rate-trio');
  const { hashes, versions } = JSON.parse(
    readFileSync(join(cwd, 'out', 'learning-rate-trio-30-39.json'), 'utf8'),
  );
  same('the version of canvaskit-wasm', versions['canvaskit-wasm'], '0.42.0');
  return hashes.video;
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in MANAGERS));
if (unknown !== undefined) {
  process.stderr.write(`test:managers: '${unknown}' is none of ${Object.keys(MANAGERS).join(', ')}\n`);
  process.exit(2);
}
try {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'pack.js'), '--pack-destination', base], {
    stdio: 'ignore',
  });
  const tarball = readdirSync(base).find((name) => name.endsWith('.tgz'));
  mkdirSync(join(base, 'tools'));
  writeFileSync(join(base, 'tools', 'package.json'), JSON.stringify({ private: true, dependencies: PINNED }));
  npm(['install', '--ignore-scripts', ...quiet], join(base, 'tools'), { env: environment, stdio: 'pipe' });
  let failed = 0;
  const videos = new Set();
  for (const name of asked.length > 0 ? asked : Object.keys(MANAGERS)) {
    const started = performance.now();
    try {
      videos.add(tryOut(name, tarball));
      process.stdout.write(`ok    ${name}  ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(`FAIL  ${name}: ${error.message}\n${error.stdout ?? ''}${error.stderr ?? ''}\n`);
    }
  }
  same('films of different bytes', Math.max(videos.size, 1), 1);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(base, { recursive: true, force: true, maxRetries: 5 });
}
