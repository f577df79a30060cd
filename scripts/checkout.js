// A checkout runs a build of its sources, made when they have changed since the last. Each build keeps a folder of its own,
// named by what it was made of: what runs goes on with the one it began with, whatever is edited meanwhile.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIST, ROOT } from './doors.js';

const BUILDS = join(DIST, 'checkout');
const NEWEST = join(BUILDS, 'newest.json');
/** What a build is made of. */
const FOLDERS = ['src', 'audio', 'compositions', 'cli', 'scripts'];
/** Milliseconds after which a build that is not the newest is taken away; nothing runs for as long. */
const KEPT = 24 * 60 * 60 * 1000;

/** All files of the sources as they are now, as one text: where it is the same, so are they. */
function stateOfSources() {
  const marks = [];
  const look = (folder) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        look(path);
        continue;
      }
      const { ino, size, mtimeMs, ctimeMs } = statSync(join(ROOT, path));
      marks.push(`${path} ${ino} ${size} ${mtimeMs} ${ctimeMs}`);
    }
  };
  for (const folder of FOLDERS) look(folder);
  const { mtimeMs } = statSync(join(ROOT, 'tsconfig.json'));
  return createHash('sha256')
    .update(`${marks.sort().join('\n')}\n${mtimeMs}`)
    .digest('hex');
}

function newest() {
  try {
    return JSON.parse(readFileSync(NEWEST, 'utf8'));
  } catch {
    return null;
  }
}

function removeOld(except) {
  for (const name of readdirSync(BUILDS)) {
    const path = join(BUILDS, name);
    if (name !== except && path !== NEWEST && Date.now() - statSync(path).mtimeMs > KEPT)
      rmSync(path, { recursive: true, force: true });
  }
}

async function buildAnew() {
  const { build } = await import('./build.js');
  const made = join(BUILDS, `new-${process.pid}-${Date.now()}`);
  let state = '';
  try {
    // What is edited while it is read belongs to another build.
    do {
      state = stateOfSources();
      await build(made, { packed: false });
    } while (stateOfSources() !== state);
    const name = createHash('sha256')
      .update(readFileSync(join(made, 'sources.json')))
      .digest('hex')
      .slice(0, 16);
    try {
      renameSync(made, join(BUILDS, name));
    } catch (error) {
      // Another process has made the same meanwhile, or it was made before.
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    }
    const list = join(BUILDS, `newest-${process.pid}.json`);
    writeFileSync(list, JSON.stringify({ state, name }));
    // On Windows it cannot be replaced while another process reads it.
    const { default: fs } = await import('stubborn-fs');
    fs.retry.renameSync({ timeout: 2000 })(list, NEWEST);
    removeOld(name);
    return join(BUILDS, name);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** The folder of a build of the sources as they are now. @throws Error, one line, where they cannot be built */
export async function latestBuild() {
  const known = newest();
  if (known !== null && known.state === stateOfSources()) {
    const folder = join(BUILDS, known.name);
    if (statSync(join(folder, 'sources.json'), { throwIfNoEntry: false })) return folder;
  }
  mkdirSync(BUILDS, { recursive: true });
  try {
    return await buildAnew();
  } catch (error) {
    const [first] = error.errors ?? [];
    if (first === undefined) throw error;
    const { file, line } = first.location ?? { file: 'sources', line: 0 };
    throw new Error(`${file}:${line}: ${first.text}`);
  }
}
