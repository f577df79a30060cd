import type { ChildProcess } from 'node:child_process';

/** There, a program cannot be asked to end: it is ended. */
export const WINDOWS = process.platform === 'win32';

/** A folder that nobody can make, not even root. */
export const NOWHERE = WINDOWS ? 'Q:\\nowhere' : process.platform === 'linux' ? '/proc/nowhere' : '/nowhere';
/** What is said of it. */
export const NOWHERE_SAID = new RegExp(
  `cannot write ${NOWHERE.replaceAll('\\', '\\\\')}: ${
    process.platform === 'darwin' ? 'the file system is read-only' : 'no folder can be made there'
  }`,
);

/** Sends a signal as a terminal does: to the whole group, FFmpeg too. */
export function signalGroup({ pid = 0 }: ChildProcess, signal: NodeJS.Signals): void {
  process.kill(-pid, signal);
}

/** Runs something as if on another platform. */
export function onPlatform<Result>(platform: NodeJS.Platform, run: () => Result): Result {
  const own = Object.getOwnPropertyDescriptor(process, 'platform');
  Object.defineProperty(process, 'platform', { ...own, value: platform });
  try {
    return run();
  } finally {
    if (own) Object.defineProperty(process, 'platform', own);
  }
}
