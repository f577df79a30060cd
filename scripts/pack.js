// `npm run pack`: builds, and packs what was built; with ignore-scripts no hook of npm would.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.js';
import { DIST, ROOT } from './doors.js';
import { staleNotices } from './notices.js';
import { npm } from './npm.js';

const carried = await buildAll();

// What was edited meanwhile is not in it.
const { modules } = JSON.parse(readFileSync(join(DIST, 'sources.json'), 'utf8'));
const changed = Object.entries(modules).filter(
  ([path, { hash }]) =>
    !existsSync(join(ROOT, path)) ||
    createHash('sha256')
      .update(readFileSync(join(ROOT, path)))
      .digest('hex') !== hash,
);
if (changed.length > 0) {
  process.stderr.write(`pack: ${changed[0][0]} was edited while it was built: run it again\n`);
  process.exit(1);
}
const stale = staleNotices(carried);
if (stale !== null) {
  process.stderr.write(`pack: ${stale}\n`);
  process.exit(1);
}
// Arguments are handed on, --pack-destination among them.
npm(['pack', '--ignore-scripts', '--loglevel=error', ...process.argv.slice(2)], ROOT);
