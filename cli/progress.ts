import { createRequire } from 'node:module';
import type * as CliProgress from 'cli-progress';
import { isWatched } from './colours.ts';

/** Reports the progress of something slow: a bar on a terminal, a few plain lines elsewhere, nothing for machines. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

const SILENT: Progress = { update: () => {}, stop: () => {} };

function bar(label: string, unit: string): Progress {
  // Loaded only where there is a terminal.
  const { SingleBar }: typeof CliProgress = createRequire(import.meta.url)('cli-progress');
  const single = new SingleBar({
    format: `${label}  [{bar}] {percentage}%  {value}/{total} ${unit}  {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  let started = false;
  return {
    update: (done, total) => {
      if (started) single.update(done);
      else single.start(total, done);
      started = true;
    },
    stop: () => {
      if (started) single.stop();
      started = false;
    },
  };
}

/** One line per quarter. */
function lines(label: string, unit: string): Progress {
  let shown = 0;
  return {
    update: (done, total) => {
      const quarter = Math.floor((4 * done) / total);
      if (quarter <= shown) return;
      shown = quarter;
      process.stderr.write(`${label}  ${quarter * 25}%  ${`${done}/${total} ${unit}`.trim()}\n`);
    },
    stop: () => {},
  };
}

/** @param quiet true if standard output is machine-readable */
export function createProgress(label: string, quiet: boolean, unit = 'frames'): Progress {
  if (quiet) return SILENT;
  return isWatched(process.stderr) ? bar(label, unit) : lines(label, unit);
}
