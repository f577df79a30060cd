// Replaces a set of three files in each of the folders it is given, and is killed when it has renamed 0, 1, 2 of them, or
// all but not said so; then 0, 1, … again.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname, join } from 'node:path';

const folders = process.argv.slice(2);
const ENDINGS = ['.mp4', '.srt', '.json'] as const;
const { rename, rm } = fs.promises;
const left = new Map(folders.map((folder, i) => [folder, i % (ENDINGS.length + 1)]));
let stopped = 0;
// What never comes back leaves the same as a kill, and takes no process each.
const stop = (): Promise<never> => {
  stopped += 1;
  if (stopped === folders.length) process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
};
fs.promises.rm = (path, options) =>
  basename(String(path)).startsWith('.lossreel-') ? stop() : rm(path, options);
Object.assign(fs, {
  rename: (from: string, to: string, done: (error: unknown) => void) => {
    if (basename(to).startsWith('.lossreel-')) return rename(from, to).then(() => done(null), done);
    const more = left.get(dirname(to)) ?? 0;
    left.set(dirname(to), more - 1);
    return (more > 0 ? rename(from, to) : stop()).then(() => done(null), done);
  },
});
syncBuiltinESMExports();
const { writeSet } = await import('../../src/cache/write-set.ts');

const written = folders.map((folder) =>
  writeSet(join(folder, 'film'), ENDINGS, async (pathOf) => {
    for (const ending of ENDINGS) fs.writeFileSync(pathOf(ending), `new ${ending}`);
  }),
);
setInterval(() => {}, 1000);
await Promise.all(written);
