import { deserialize, serialize } from 'node:v8';
import { jsonHash } from '../cache/hash.ts';
import { openStore } from '../cache/store.ts';
import { keepLatest } from '../cache/store-limit.ts';
import type { Trace } from '../sim/trace.ts';
import { type FilmSource, simulationVersion } from './sources/sources-version.ts';

/** What a trace depends on. */
export interface TraceSubject {
  readonly film: FilmSource;
  readonly params: unknown;
  readonly seed: string;
  /** SHA-256 of each file named in the params. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** Number of traces cached, as commands without a cache limit store them too. */
const KEPT = 24;

/** The key of a trace: a hash of everything it depends on. @param cache folder of the cache */
export const traceKey = ({ film, ...subject }: TraceSubject, cache?: string): string =>
  jsonHash({ subject: { film: film.id, ...subject }, sources: simulationVersion(film, cache) });

/** The trace stored under a key, or `null` if there is none, it is damaged, or from another Node version. */
export function keptTrace(cache: string, key: string): Trace | null {
  const bytes = openStore(cache).get('trace', key);
  try {
    return bytes === null ? null : deserialize(bytes);
  } catch {
    return null;
  }
}

/** Stores a trace, evicting the least recently used ones. */
export function keepTrace(cache: string, key: string, trace: Trace): void {
  openStore(cache).put('trace', key, serialize(trace));
  keepLatest(cache, 'trace', KEPT);
}
