import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settle } from './journal.ts';
import { OWNER, ownerRuns } from './owner.ts';

/** Removes a file if possible; being unable to, on a read-only disk say, is not an error. */
export function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
}

const TEMPORARY = /^(?:\.|lossreel-)([0-9a-f]{8}\.\d+\.\d*)-/;
/** Temporary names from earlier versions, without an owner. */
const NAMELESS = /^\.[0-9a-f]{12}-/;
/** Milliseconds after which a temporary file counts as abandoned if its owner cannot be checked. */
const DAY = 86_400_000;

function isAbandoned(folder: string, name: string, now: number): boolean {
  const owner = TEMPORARY.exec(name)?.[1];
  const runs = owner === undefined ? undefined : ownerRuns(owner);
  if (runs !== undefined) return !runs;
  if (owner === undefined && !NAMELESS.test(name)) return false;
  const { mtimeMs = now } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
  return Math.abs(now - mtimeMs) > DAY;
}

/**
 * Cleans up after killed processes in a folder: undoes sets of files that were renamed in part, and removes half-written
 * files, those of this machine at once, those of others after a day. What a running process is writing is kept.
 */
export function sweep(folder: string, now: number = Date.now()): void {
  const names = (() => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  })();
  const needed = settle(folder, names, now);
  for (const name of names)
    if (!needed.has(name) && isAbandoned(folder, name, now)) discard(join(folder, name));
}

const swept = new Set<string>();

/** The same, once per process. */
export function sweepOnce(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  sweep(folder);
}

let own: string | undefined;

/** A temporary folder for this process alone, which goes with it. @throws what Node throws if there can be none */
export function ownFolder(): string {
  if (own !== undefined) return own;
  sweepOnce(tmpdir());
  const made = mkdtempSync(join(tmpdir(), `lossreel-${OWNER}-`));
  process.on('exit', () => discard(made));
  own = made;
  return made;
}
