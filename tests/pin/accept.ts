import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { extentOf, type Golden, readGolden, writeGolden } from './golden.ts';
import { filmsNamed, openSubject } from './pictures.ts';

/*
 * npm run pin [-- FILM…]
 *
 * Accepts the films as they are now: rewrites their goldens and reports what has changed. The pinned frames stay the
 * same as long as the story does.
 */
const root = join(import.meta.dirname, '..', '..');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

function summary(before: Golden, now: Golden): string {
  const extents = now.prints.map((print) => {
    const same = before.prints.find(({ look, frame }) => look === print.look && frame === print.frame);
    return same === undefined ? 'new' : extentOf(same, print);
  });
  const count = (...which: readonly string[]) => extents.filter((extent) => which.includes(extent)).length;
  const [pixels, markup, fresh] = [count('pixels', 'markup and pixels'), count('markup'), count('new')];
  return [
    `of ${extents.length} frames ${pixels} with changed pixels, ${markup} with changed markup only`,
    ...(fresh > 0 ? [`${fresh} not pinned before`] : []),
    ...(before.story === now.story ? [] : ['story changed']),
    ...(before.said === now.said ? [] : ['words changed']),
    ...(before.sound === now.sound ? [] : ['sound changed']),
  ].join('; ');
}

/** The films to pin. An unknown name ends the program. */
function filmsAsked(ids: readonly string[]): ReturnType<typeof filmsNamed> {
  try {
    return filmsNamed(ids);
  } catch (error) {
    process.stderr.write(`pin: ${error instanceof Error ? error.message : error}\n`);
    return process.exit(2);
  }
}

const ids = process.argv.slice(2);
for (const film of filmsAsked(ids)) {
  const subject = await openSubject(film);
  const before = readGolden(root, film.id);
  const frames =
    before?.story === subject.story ? [...new Set(before.prints.map(({ frame }) => frame))] : subject.telling;
  const now = writeGolden(root, subject, frames);
  subject.close();
  say(`${film.id}: ${before === undefined ? `${now.prints.length} frames pinned` : summary(before, now)}`);
}

const known = new Set(filmsNamed([]).map(({ id }) => `${id}.txt`));
if (ids.length === 0)
  for (const file of readdirSync(import.meta.dirname))
    if (file.endsWith('.txt') && !known.has(file)) {
      rmSync(join(import.meta.dirname, file));
      say(`${file.slice(0, -4)}: no such film any more, golden removed`);
    }
