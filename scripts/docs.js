// `npm run docs`: writes docs/api from the docblocks of the library's doors. What reads them is installed on first use, apart from
// the project: see docs/generator.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOORS, ROOT } from './doors.js';
import { npm } from './npm.js';
import { declarationsHash } from './types.js';

const GENERATOR = join(ROOT, 'docs', 'generator');
const API = join(ROOT, 'docs', 'api');

if (!existsSync(join(GENERATOR, 'node_modules', 'typedoc'))) {
  process.stderr.write('docs: installing typedoc into docs/generator, 48 MB\n');
  npm(['ci', '--no-progress', '--loglevel=error'], GENERATOR);
}
// The front door only hands on what has a page of its own.
const { index, ...doors } = DOORS;
const made = mkdtempSync(join(tmpdir(), 'lossreel-docs-'));
try {
  execFileSync(
    process.execPath,
    [
      join(GENERATOR, 'node_modules', 'typedoc', 'bin', 'typedoc'),
      ...['--options', join(GENERATOR, 'typedoc.json'), '--tsconfig', join(ROOT, 'tsconfig.json')],
      ...['--basePath', ROOT, '--out', made, '--logLevel', 'Warn'],
      ...Object.values(doors).map((path) => join(ROOT, path)),
    ],
    { cwd: GENERATOR, stdio: 'inherit' },
  );
  // By which a test sees that they are of these sources.
  appendFileSync(join(made, 'README.md'), `\n<!-- declarations ${declarationsHash()} -->\n`);
  rmSync(API, { recursive: true, force: true });
  cpSync(made, API, { recursive: true });
} finally {
  rmSync(made, { recursive: true });
}
