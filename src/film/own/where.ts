import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closedDoors } from './doors.ts';

/** A place in the module of a film, see `module-file.ts`, in a stack trace. */
const PLACE =
  /((?:file:\/\/)?(?:[A-Za-z]:)?[^\s()'"]*[\\/]film[\\/][0-9a-f]{64})\.mjs(?:\?[^\s:)]*)?:(\d+):(\d+)/g;

/** The place in a film's sources that a place in its module was made of: `my-film/index.tsx:12`. */
function sourceOf(module: string, line: number, column: number): string | null {
  const path = module.startsWith('file:') ? fileURLToPath(module) : module;
  try {
    const map = new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
    const lines = readFileSync(`${path}.mjs`, 'utf8').split('\n').slice(0, line);
    // The map is of the bundle, in which the doors have other names.
    const before = closedDoors([...lines.slice(0, -1), lines.at(-1)?.slice(0, column - 1)].join('\n')).split(
      '\n',
    );
    const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    if (!('originalSource' in entry) || typeof entry.originalSource !== 'string') return null;
    return `${relative('', entry.originalSource)}:${entry.originalLine + 1}`;
  } catch {
    return null;
  }
}

/** The first place in a film's own sources that a stack trace leads to, or `null`. */
export function placeInStack(stack: string): string | null {
  for (const [, module = '', line, column] of stack.matchAll(PLACE)) {
    const found = sourceOf(module, Number(line), Number(column));
    if (found !== null) return found;
  }
  return null;
}

/** The place where a piece of a film's module was written. @param module path of the module */
export function placeOfText(module: string, piece: string): string | null {
  const text = readFileSync(module, 'utf8');
  const at = text.indexOf(piece);
  if (at < 0) return null;
  const before = text.slice(0, at).split('\n');
  return sourceOf(module.replace(/\.mjs$/, ''), before.length, (before.at(-1)?.length ?? 0) + 1);
}

/** Where in a film's own sources an error arose that is not told of by `guarded.ts`, and what called that; else empty. */
export function strayPlace({ stack = '' }: Error): string {
  const place = placeInStack(stack);
  if (place === null) return '';
  // What a scene's own components do happens when they are drawn.
  return `${place}: ${/\bat (?:\S+\.)?(?:safeP|_p|p)arse\b/.test(stack) ? 'params' : 'Scene'}: `;
}

/** All of a film's own modules as one text; packages are none. @param module path of the module */
export function sourcesText(module: string): string {
  const map: { readonly sources: readonly string[] } = JSON.parse(
    readFileSync(module.replace(/\.mjs$/, '.map'), 'utf8'),
  );
  return map.sources
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/[\\/]node_modules[\\/]/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}
