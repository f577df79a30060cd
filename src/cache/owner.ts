import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

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

/** Whether the process of an {@link OWNER} still runs; `undefined` if it is of another machine, of which nobody knows. */
export function ownerRuns(owner: string): boolean | undefined {
  const [host, pid = '', start = ''] = owner.split('.');
  return host === HOST ? isRunning(Number(pid), start) : undefined;
}

/** A unique name for a file that will be renamed, with the end of its name: file systems allow 255 bytes, which the name itself may need. */
export const temporaryName = (name: string): string =>
  `.${OWNER}-${randomBytes(6).toString('hex')}-${[...name].slice(-32).join('')}`;
