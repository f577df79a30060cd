import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Resources of a whole process, from start to end, including its descendants. */
export interface Measurement {
  /** Wall time in seconds. */
  readonly wall: number;
  /** Peak of the summed resident memory of the process and its descendants, in megabytes. */
  readonly peakMemory: number;
  /** Processor time in seconds, user and system, to about a twentieth of a second; 0 where there is no /proc. */
  readonly cpu: number;
}

const POLL = 50;

/** Direct children of a process, whichever of its threads started them. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter((child) => child.trim() !== '')
        .map(Number),
    );
  } catch {
    return [];
  }
}

/** Resident memory of one process in bytes; shared pages count in each process. */
function residentOf(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return pages * 4096;
  } catch {
    return 0;
  }
}

/** Ticks of processor time per second in /proc: the same on every Linux. */
const TICKS = 100;

/** Processor time of a process and of its children that have ended, in seconds. */
function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything: state is field 3, utime, stime, cutime and cstime are 14 to 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / TICKS;
  } catch {
    return 0;
  }
}

const treeOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

/** Without /proc: the same from `ps`. */
function residentByPs(root: number): number {
  const rows = execFileSync('ps', ['-Ao', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [pid = 0, parent = 0] of rows) if (family.has(parent)) family.add(pid);
  }
  return rows.reduce((sum, [pid = 0, , kilobytes = 0]) => sum + (family.has(pid) ? kilobytes * 1024 : 0), 0);
}

/** On Windows it is not known: 0. */
const residentOfTree = (pid: number): number =>
  process.platform === 'win32'
    ? 0
    : process.platform === 'linux'
      ? treeOf(pid).reduce((sum, each) => sum + residentOf(each), 0)
      : residentByPs(pid);

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/**
 * Runs commands one after the other as whole processes and measures them together.
 *
 * @param lanes run in parallel, the commands of each in sequence
 * @throws Error if a command fails, with the end of its output
 */
export async function measure(
  lanes: readonly Iterable<Command>[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Measurement> {
  const running = new Set<number>();
  const used = new Map<number, number>();
  let peak = 0;
  const poll = () => {
    for (const pid of running) {
      const cpu = treeOf(pid).reduce((sum, each) => sum + cpuOf(each), 0);
      used.set(pid, Math.max(cpu, used.get(pid) ?? 0));
    }
    peak = Math.max(
      peak,
      [...running].reduce((sum, pid) => sum + residentOfTree(pid), 0),
    );
  };
  const run = ([program, ...args]: Command): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      const { pid = 0 } = child;
      running.add(pid);
      let said = '';
      const hear = (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-2000);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.on('error', reject);
      child.on('close', (code) => {
        running.delete(pid);
        if (code === 0) resolve();
        else reject(new Error(`${program} ${args.slice(0, 3).join(' ')} … failed (exit ${code}): ${said}`));
      });
    });
  const started = performance.now();
  const timer = setInterval(poll, POLL);
  try {
    await Promise.all(
      lanes.map(async (commands) => {
        for (const command of commands) await run(command);
      }),
    );
  } finally {
    clearInterval(timer);
  }
  return {
    wall: (performance.now() - started) / 1000,
    peakMemory: peak / 1e6,
    cpu: [...used.values()].reduce((sum, seconds) => sum + seconds, 0),
  };
}

/** The median measurement by wall time, which a noisy run hardly affects. */
export function median(measurements: readonly Measurement[]): Measurement {
  const sorted = [...measurements].sort((a, b) => a.wall - b.wall);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('no measurement to take the median of');
  const cpus = sorted.map(({ cpu }) => cpu).sort((a, b) => a - b);
  return {
    wall: middle.wall,
    peakMemory: Math.max(...sorted.map(({ peakMemory }) => peakMemory)),
    cpu: cpus[Math.floor((cpus.length - 1) / 2)] ?? 0,
  };
}

/** Rows as a Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** One row of a table of renders. @param floor wall seconds of the encode-only floor */
export const row = (
  name: string,
  frames: number,
  { wall, peakMemory, cpu }: Measurement,
  floor: number,
): readonly string[] => [
  name,
  wall.toFixed(2),
  (frames / wall).toFixed(1),
  `${(wall / floor).toFixed(2)}×`,
  cpu.toFixed(1),
  `${peakMemory.toFixed(0)} MB`,
];

export const HEAD = ['method', 'wall s', 'frames per second', '× floor', 'CPU s', 'peak memory'] as const;
