import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { getStaticFiles, staticFile } from 'remotion';
import { UsageError } from '../../src/film/errors.ts';
import type { Film, Inputs } from '../../src/film/film.ts';

/** The static file to which the command line copies an input, by its path in the params. */
export const inputCopy = (path: string): string => `inputs/${bytesToHex(sha256(utf8ToBytes(path)))}`;

const isPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** One file, fetched by the page. @throws UsageError, one line, saying where the file should be */
export async function fetchInput(name: string, path: string): Promise<Uint8Array> {
  const names = getStaticFiles().map((file) => file.name);
  const found = [inputCopy(path), path].find((candidate) => names.includes(candidate));
  if (found === undefined) {
    throw new UsageError(
      `${name}: no such static file: '${path}'; put it into Remotion's public folder, out/.cache/public`,
    );
  }
  const bytes = new Uint8Array(await (await fetch(staticFile(found))).arrayBuffer());
  if (!isPacked(bytes)) return bytes;
  return unpacked(bytes).catch(() => {
    throw new UsageError(`${name}: '${path}' is not a complete gzip file`);
  });
}

/** The files named in a film's params, read from Remotion's static files. */
export async function fetchInputs(film: Film, params: unknown): Promise<Inputs> {
  const named = film.inputs?.(params) ?? [];
  const bytes = await Promise.all(named.map(({ name, path }) => fetchInput(name, path)));
  return Object.fromEntries(named.map(({ name }, i) => [name, bytes[i] ?? new Uint8Array()]));
}
