import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../src/film/errors.ts';
import { oneLine } from '../src/film/one-line.ts';
import { filesBelow } from '../src/logs/files.ts';
import { LogError } from '../src/logs/series.ts';
import { InputError } from '../src/sim/data/idx.ts';
import { interruptible } from './interrupt.ts';
import { mediaKind } from './paths.ts';
import { warn } from './print.ts';

/** Milliseconds between two looks at the logs; for which they must have been at rest; after which they are drawn all the same. */
const LOOK = 250;
const REST = 700;
const PATIENCE = 5000;

/** What has come in on standard input so far. */
interface Growing {
  readonly chunks: readonly Uint8Array[];
  readonly state: () => { readonly bytes: number; readonly ended: boolean };
}

function growing(input: NodeJS.ReadStream): Growing {
  const chunks: Uint8Array[] = [];
  let [bytes, ended] = [0, false];
  input.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
  });
  input.on('end', () => {
    ended = true;
  });
  return { chunks, state: () => ({ bytes, ended }) };
}

/** What tells whether a log has changed: sizes and times of all its files. */
function stateOf(path: string): string {
  if (!existsSync(path)) return 'none';
  const stat = statSync(path);
  const files = stat.isDirectory() ? filesBelow(path).map((file) => file.path) : [path];
  return files
    .map((file) => {
      const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
      return `${file} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

/**
 * Draws the picture of some logs, and again whenever they have grown, until it is interrupted or standard input ends. What
 * cannot be drawn yet is said, and waited for.
 *
 * @param draw with what has come in on standard input so far
 * @throws UsageError for an `--out` that is no picture; LogError if a log is not there; Interrupted
 */
export async function watchLogs(
  logs: readonly string[],
  out: string,
  draw: (input: readonly Uint8Array[]) => Promise<void>,
): Promise<void> {
  const kind = mediaKind(out);
  if (kind !== '.png' && kind !== '.gif')
    throw new UsageError('--watch makes a picture anew each time: say --out FILE.png, or FILE.gif');
  const missing = logs.find((path) => path !== '-' && !existsSync(path));
  if (missing !== undefined) throw new LogError(`${missing}: there is no such file or folder`);
  const { signal, release } = interruptible();
  const input = logs.includes('-') ? growing(process.stdin) : null;
  const state = (): string =>
    logs.map((path) => (path === '-' ? String(input?.state().bytes) : stateOf(path))).join('\n');
  const pause = (milliseconds: number): Promise<void> =>
    sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
  let drawn = '';
  try {
    for (;;) {
      const ended = input?.state().ended ?? false;
      const now = await atRest(state, pause, ended);
      if (now !== drawn) {
        drawn = now;
        try {
          await draw(input?.chunks ?? []);
        } catch (error) {
          if (!(error instanceof LogError || error instanceof InputError)) throw error;
          if (ended) throw error;
          warn([`${oneLine(error)}; waiting for more`]);
        }
      }
      signal.throwIfAborted();
      if (ended) return;
      await pause(LOOK);
    }
  } finally {
    release();
    process.stdin.pause();
  }
}

/** The state of the logs once it has not changed for a while. */
async function atRest(
  state: () => string,
  pause: (milliseconds: number) => Promise<void>,
  ended: boolean,
): Promise<string> {
  let now = state();
  for (let waited = 0; !ended && waited < PATIENCE; waited += REST) {
    await pause(REST);
    const later = state();
    if (later === now) break;
    now = later;
  }
  return now;
}
