import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

interface Named {
  readonly logo?: unknown;
  readonly font?: unknown;
}

/**
 * The files that a brand consists of, itself first, for whoever only wants to know whether they have changed: it is not
 * checked, and a file that is no brand stands alone. Loads nothing, so that an unchanged film has nothing to wait for.
 */
export function brandFiles(path: string): readonly string[] {
  try {
    const { logo, font } = JSON.parse(readFileSync(path, 'utf8')) as Named;
    const named = [logo, ...(typeof font === 'object' && font !== null ? Object.values(font) : [font])];
    return [
      path,
      ...named.flatMap((file) =>
        typeof file === 'string' && !file.startsWith('data:') ? [resolve(dirname(path), file)] : [],
      ),
    ];
  } catch {
    return [path];
  }
}
