import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Removes a file if possible; being unable to, on a read-only disk say, is not an error. */
export function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {}
}

const orNothing = (read: () => string): string => {
  try {
    return read();
  } catch {
    return '';
  }
};

/** The scope in which process ids are comparable: one boot of one machine, and one container on it. */
const HOST = createHash('sha256')
  .update(hostname())
  .update(orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')))
  .update(orNothing(() => readlinkSync('/proc/self/ns/pid')))
  .digest('hex')
  .slice(0, 8);

/** The state of a process and its start time, in ticks since boot; empty if Linux does not provide them. */
function processState(pid: number): { readonly state?: string | undefined; readonly start: string } {
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // Its second field, the command's name in parentheses, may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], start: fields[19] ?? '' };
}

function isRunning(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const now = processState(pid);
  // The id may have been reused since; a killed process may still be a zombie.
  return now.state !== 'Z' && ([start, now.start].includes('') || now.start === start);
}

/** Identifies this process in the names of its temporary files. */
export const OWNER = `${HOST}.${process.pid}.${processState(process.pid).start}`;
const TEMPORARY = /^(?:\.|lossreel-)([0-9a-f]{8})\.(\d+)\.(\d*)-/;
/** Temporary names from earlier versions, without an owner. */
const NAMELESS = /^\.[0-9a-f]{12}-/;
/** Milliseconds after which a temporary file counts as abandoned if its owner cannot be checked. */
const DAY = 86_400_000;

/** A unique name for a file that will be renamed, with the end of its name: file systems allow 255 bytes, which the name itself may need. */
export const temporaryName = (name: string): string =>
  `.${OWNER}-${randomBytes(6).toString('hex')}-${[...name].slice(-32).join('')}`;

function isAbandoned(folder: string, name: string, now: number): boolean {
  const [, host, pid = '', start = ''] = TEMPORARY.exec(name) ?? [];
  if (host === HOST) return !isRunning(Number(pid), start);
  if (host === undefined && !NAMELESS.test(name)) return false;
  const { mtimeMs = now } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {};
  return Math.abs(now - mtimeMs) > DAY;
}

/**
 * Removes half-written files of killed processes from a folder: those of this machine at once, those of others after a
 * day. Files that a running process is writing are kept.
 */
export function sweep(folder: string, now: number = Date.now()): void {
  const names = (() => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  })();
  for (const name of names) if (isAbandoned(folder, name, now)) discard(join(folder, name));
}

const swept = new Set<string>();

/** The same, once per process. */
export function sweepOnce(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  sweep(folder);
}
