import { createHash, randomUUID } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { keyOf } from '../src/series/store.ts';
import type { Trace } from '../src/sim/trace.ts';
import { readPackage } from './paths.ts';
import { sourcesVersion } from './sources-version.ts';

/** What a trace is a function of. */
export interface TraceSubject {
  readonly film: string;
  readonly params: unknown;
  readonly seed: string;
  /** SHA-256 of each file that the params name. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Traces kept; the least recently used go first. */
const KEPT = 24;
const DIGEST = 32;

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** The name of a trace: a hash of all that it depends on. */
export const traceKey = (subject: TraceSubject): string =>
  keyOf({
    subject,
    sources: sourcesVersion(`compositions/${subject.film}/simulation.ts`),
    packages: readPackage().dependencies,
  });

const pathOf = (folder: string, key: string): string => join(folder, `${key}.trace`);

/** The trace kept under a key, or `null`: there is none, or it is not whole. */
export function keptTrace(folder: string, key: string): Trace | null {
  try {
    const bytes = readFileSync(pathOf(folder, key));
    const body = bytes.subarray(DIGEST);
    if (!sha256(body).equals(bytes.subarray(0, DIGEST))) return null;
    const now = new Date();
    utimesSync(pathOf(folder, key), now, now);
    return deserialize(body) as Trace;
  } catch {
    return null;
  }
}

/** Keeps a trace, whole or not at all. A cache that cannot be written is no failure. */
export function keepTrace(folder: string, key: string, trace: Trace): void {
  const beside = join(folder, `.${randomUUID()}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    const body = serialize(trace);
    writeFileSync(beside, Buffer.concat([sha256(body), body]));
    renameSync(beside, pathOf(folder, key));
    forgetOldest(folder);
  } catch {
    rmSync(beside, { force: true });
  }
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.trace'))
    .map((name) => ({ path: join(folder, name), written: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.written - a.written);
  for (const { path } of files.slice(KEPT)) rmSync(path, { force: true });
}
