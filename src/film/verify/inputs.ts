import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Inputs } from '../film.ts';
import { inputHashes, readInput, withInputs } from '../inputs.ts';
import type { FilmJob } from '../job.ts';
import type { Provenance } from '../sidecars/provenance.ts';

/** All files in a folder, and below it if wanted. */
function filesIn(folder: string, deep: boolean): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: deep, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The bytes of a file with this hash among some files; those of the right name are tried first. */
function found(paths: readonly string[], name: string, wanted: string): Uint8Array | undefined {
  const likely = paths.toSorted((a, b) => Number(b.endsWith(name)) - Number(a.endsWith(name)));
  for (const path of likely) {
    if (statSync(path).size > 2 ** 30) continue;
    const bytes = readInput(name, path);
    if (inputHashes({ [name]: bytes })[name] === wanted) return bytes;
  }
  return undefined;
}

/**
 * A job with the files that its film was rendered from. Where a provenance does not say where they lie, they are found by
 * their hashes: in a folder, or beside the film.
 *
 * @param base path of the film's files without extension
 * @param folder to look in, with all below it
 * @throws Error naming a file that is not there
 */
export function withFoundInputs(
  job: FilmJob,
  { inputs: hashes = {} }: Provenance,
  base: string,
  folder: string | undefined,
): FilmJob & { readonly inputs: Inputs } {
  const refs = job.film.inputs?.(job.params) ?? [];
  if (folder === undefined && !refs.some((ref) => ref.private)) return withInputs(job);
  const paths = folder === undefined ? filesIn(dirname(base), false) : filesIn(folder, true);
  const likely = (path: string) => paths.filter((one) => folder !== undefined || one.endsWith(path));
  const inputs = refs.map(({ name, path }) => {
    const bytes = found(likely(path), path, hashes[name] ?? '');
    if (bytes === undefined)
      throw new Error(`not checked: input missing: ${path}, ${name}; --inputs FOLDER says where it is`);
    return [name, bytes] as const;
  });
  return { ...job, inputs: Object.fromEntries(inputs) };
}
