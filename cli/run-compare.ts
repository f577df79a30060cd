import { UsageError } from '../src/film/errors.ts';
import { compareRuns } from '../src/logs/compare.ts';
import type { Understood } from '../src/logs/understand.ts';
import { printJson, warn } from './print.ts';

/** Prints what differs between two runs: one sentence, or as JSON. @throws UsageError, LogError */
export function compare({ runs, warnings }: Understood, json: boolean): void {
  const [a, b, ...more] = runs.filter(({ series }) => series.length > 0);
  if (a === undefined || b === undefined || more.length > 0)
    throw new UsageError(
      `--compare takes two runs, and ${runs.length === 1 ? 'there is one' : `there are ${runs.length}`}: ${runs
        .slice(0, 6)
        .map(({ id }) => id)
        .join(', ')}${runs.length > 6 ? ', …' : ''}`,
    );
  const found = compareRuns([a, b]);
  if (json) printJson({ ...found, warnings });
  else {
    process.stdout.write(`${found.says}\n`);
    warn(warnings);
  }
}
