// Makes the declarations of the library's doors, and of what they lead to: part of `npm run build`.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { DOORS, ROOT } from './doors.js';

/** A path in an import, `from '…'` or `import('…')`, that leads to another file of ours. */
const OURS = /((?:from|import)\s*\(?\s*['"])(\.{1,2}\/[^'"]+?)\.tsx?(['"])/g;
const JSON_IMPORT = /import (\w+) from '(\.[^']+\.json)';/g;

/** The type of a JSON value: whoever reads the declarations need not be able to import JSON. */
const typeOf = (value) =>
  Array.isArray(value)
    ? `readonly [${value.map(typeOf).join(', ')}]`
    : typeof value === 'object' && value !== null
      ? `{ ${Object.entries(value)
          .map(([key, item]) => `readonly ${JSON.stringify(key)}: ${typeOf(item)};`)
          .join(' ')} }`
      : typeof value;

/**
 * Writes declarations into a folder, which mirrors the sources.
 *
 * @param folder made anew
 */
export function buildTypes(folder) {
  rmSync(folder, { recursive: true, force: true });
  const made = mkdtempSync(join(tmpdir(), 'lossreel-types-'));
  try {
    const compiler = join(
      dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
      'bin',
      'tsc',
    );
    const settings = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        rootDir: ROOT,
        outDir: made,
        types: ['node'],
        typeRoots: [join(ROOT, 'node_modules', '@types')],
      },
      include: [],
      files: [...Object.values(DOORS), 'compositions/remotion/assets.d.ts'].map((path) => join(ROOT, path)),
    };
    const project = join(made, 'tsconfig.json');
    writeFileSync(project, JSON.stringify(settings));
    execFileSync(process.execPath, [compiler, '-p', project], { stdio: ['ignore', 'inherit', 'inherit'] });
    const waiting = Object.values(DOORS);
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const name = path.replace(/\.tsx?$/, '.d.ts');
      if (existsSync(join(folder, name))) continue;
      const text = readFileSync(join(made, name), 'utf8');
      for (const [, , to] of text.matchAll(OURS)) {
        const next = join(dirname(path), to);
        waiting.push(existsSync(join(ROOT, `${next}.tsx`)) ? `${next}.tsx` : `${next}.ts`);
      }
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(
        join(folder, name),
        text.replace(OURS, '$1$2.js$3').replace(JSON_IMPORT, (_, binding, to) => {
          const value = JSON.parse(readFileSync(join(ROOT, dirname(path), to), 'utf8'));
          return `declare const ${binding}: ${typeOf(value)};`;
        }),
      );
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return relative(ROOT, folder);
}

/** SHA-256 of the declarations of the library's doors, comments and all: another hash, other documentation. */
export function declarationsHash() {
  const folder = mkdtempSync(join(tmpdir(), 'lossreel-declarations-'));
  try {
    buildTypes(folder);
    const hash = createHash('sha256');
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const path of names.sort()) hash.update(readFileSync(path));
    return hash.digest('hex');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
