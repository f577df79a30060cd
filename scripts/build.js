// Makes JavaScript of the sources: `npm run build` into dist/, see also pack.js and checkout.js. Plain JavaScript, as it
// runs before there is anything that could load TypeScript.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DIST, DOORS, ROOT } from './doors.js';

/** What is started or loaded by its path: the command line, threads, what Remotion is given. */
const STARTED = {
  lossreel: 'cli/lossreel.ts',
  'segment-worker': 'cli/segment-worker.ts',
  'sound-worker': 'audio/sound-worker.ts',
  'simulation-worker': 'compositions/remotion/simulation-worker.ts',
  'remotion-root': 'compositions/index.ts',
  'show-films': 'compositions/remotion/show-films.tsx',
  'remotion-config': 'compositions/remotion/built-config.ts',
  'synthesis-loader': 'compositions/remotion/built-synthesis-loader.ts',
  'module-imports': 'src/film/sources/module-imports.ts',
};

/** What decides how the sources are read, beside themselves. */
const SETTINGS = ['scripts/build.js', 'scripts/doors.js', 'tsconfig.json'];

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const slashed = (path) => path.split(sep).join('/');

/** Threads stand beside what starts them, as everything does in a build, and are JavaScript there. */
const threads = {
  name: 'threads',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.tsx?$/, namespace: 'file' }, ({ path }) => {
      if (path.includes(`${sep}node_modules${sep}`)) return undefined;
      const text = readFileSync(path, 'utf8');
      const loader = path.endsWith('x') ? 'tsx' : 'ts';
      const contents = text.replace(
        /new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g,
        "new URL('./$1.js', import.meta.url)",
      );
      return contents === text ? undefined : { contents, loader };
    });
  },
};

/** Fonts come along in the modules that need them: whoever bundles these for a page need not know of fonts. */
const fonts = {
  name: 'fonts',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\.woff$/ }, ({ path }) => ({ path: createRequire(import.meta.url).resolve(path) }));
  },
};

/**
 * What is packed carries these packages along, each as one file: what would be compiled wherever it is installed, and what
 * would be loaded as dozens of modules whenever a film is. They are installed for development only.
 */
const { carried: CARRIED } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The file of a package that is carried along. */
const carriedFile = (name) => `${name.replace('@', '').replace('/', '-')}.js`;

/** Plays and decodes sound for web-audio-api: that would be compiled, and nothing here needs it. */
const LEFT_OUT = /^@audio\/(speaker|decode)$/;

const carried = {
  name: 'carried',
  setup: ({ onResolve }) => {
    onResolve({ filter: new RegExp(`^(${CARRIED.join('|')})$`) }, ({ path }) => ({
      path: `./${carriedFile(path)}`,
      external: true,
    }));
  },
};

/** What the carried packages do without, or only load when they need it. */
const lean = {
  name: 'lean',
  setup: ({ onResolve, onLoad }) => {
    // Tone tries decoding out on a WAV of 48 bytes, one sample, and takes no refusal.
    const nothing = `export default async (asked) => {
      if (asked?.byteLength === 48) return { channelData: [new Float32Array(1)], sampleRate: 44100 };
      throw new Error('lossreel plays and decodes no sound');
    };`;
    onResolve({ filter: LEFT_OUT }, ({ path }) => ({ path, namespace: 'nothing' }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: nothing }));
    // fontkit unpacks woff2 by a dictionary that takes longer to load than fontkit itself; few fonts need it.
    const late =
      "let unpack; module.exports = (...args) => (unpack ??= require('brotli/decompress.js'))(...args);";
    onResolve({ filter: /^brotli\/decompress\.js$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'late' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'late' }, () => ({ contents: late, resolveDir: ROOT }));
  },
};

async function carry(esbuild, folder, name) {
  const outfile = join(folder, carriedFile(name));
  const { resolve } = createRequire(import.meta.url);
  // One file serves Node and pages, except for the Web Audio that only Node lacks.
  const place =
    name === 'web-audio-api'
      ? { entryPoints: [resolve(name)], platform: 'node' }
      : { entryPoints: [name], platform: 'browser' };
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    ...place,
    outfile,
    bundle: true,
    format: 'esm',
    target: 'node20',
    // Classes of Web Audio are told apart by their names.
    keepNames: true,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
    plugins: [lean],
  });
  const about = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  return {
    version: about.version,
    hash: sha256(readFileSync(outfile)),
    inputs: Object.keys(metafile.inputs),
  };
}

/** The version of the synthesis is filled in by whoever bundles a build for Remotion, so it keeps a file of its own. */
const synthesis = {
  name: 'synthesis',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/synthesis\.ts$/ }, () => ({ path: './synthesis.js', external: true }));
  },
};

/** What each module of ours loads, by path from the project, with the hash of its text. */
async function modulesOf(esbuild, folder, metafile) {
  const { importsIn } = await import(pathToFileURL(join(folder, 'module-imports.js')).href);
  const read = new Map(importsIn(metafile, ROOT));
  const named = () => [...read.values()].flatMap(({ files }) => files);
  const unread = () => [...new Set(named())].filter((path) => !read.has(path) && existsSync(path));
  // A module may name a thread that a build starts in another form.
  for (let left = unread(); left.length > 0; left = unread()) {
    const more = await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: left,
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    for (const [path, imports] of importsIn(more.metafile, ROOT)) read.set(path, imports);
  }
  const short = (path) => slashed(path.slice(ROOT.length + 1));
  return [...read]
    .map(([path, { files, packages }]) => [
      short(path),
      { hash: sha256(readFileSync(path)), files: files.map(short), packages },
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Builds the library, the command line and all that they start into a folder, flat, and tells in its `sources.json` what
 * they were made of: which module, by the hash of its text, loads which, for the keys of the cache.
 *
 * @param folder made anew
 * @param packed whether it is to be installed somewhere else; else errors tell lines of the sources
 * @returns the files of packages that it carries along, as paths from the project
 */
export async function build(folder, { packed }) {
  const esbuild = createRequire(import.meta.url)('esbuild');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { ...DOORS, ...STARTED },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    loader: { '.woff': 'dataurl' },
    plugins: [threads, synthesis, fonts, ...(packed ? [carried] : [])],
    sourcemap: packed ? false : 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
  });
  writeFileSync(
    join(folder, 'synthesis.js'),
    esbuild.transformSync(readFileSync(join(ROOT, 'compositions/remotion/synthesis.ts'), 'utf8'), {
      loader: 'ts',
    }).code,
  );
  const modules = Object.fromEntries(await modulesOf(esbuild, folder, metafile));
  const settings = sha256(
    [esbuild.version, ...SETTINGS.map((name) => readFileSync(join(ROOT, name)))].join('\n'),
  );
  const along = new Map();
  for (const name of packed ? CARRIED : []) along.set(name, await carry(esbuild, folder, name));
  const told = {
    settings,
    carried: Object.fromEntries(
      [...along].map(([name, { version, hash }]) => [name, { version, hash, file: carriedFile(name) }]),
    ),
    modules,
  };
  writeFileSync(join(folder, 'sources.json'), JSON.stringify(told));
  const inputs = [metafile, ...along.values()].flatMap(({ inputs }) =>
    Array.isArray(inputs) ? inputs : Object.keys(inputs),
  );
  return inputs.filter((path) => path.startsWith('node_modules/'));
}

/**
 * Builds dist/ as it is packed: JavaScript and declarations. Builds that a checkout has made for itself stay.
 *
 * @returns the files of packages that it carries along, as paths from the project
 */
export async function buildAll() {
  const { buildTypes } = await import('./types.js');
  const made = join(DIST, `new-${process.pid}`);
  try {
    const carried = await build(made, { packed: true });
    buildTypes(join(made, 'types'));
    mkdirSync(DIST, { recursive: true });
    for (const name of readdirSync(DIST))
      if (name !== 'checkout' && !name.startsWith('new-')) rmSync(join(DIST, name), { recursive: true });
    for (const name of readdirSync(made)) renameSync(join(made, name), join(DIST, name));
    return carried;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

// Not awaited: what makes the declarations imports this module.
if (process.argv[1] === fileURLToPath(import.meta.url)) void buildAll();
