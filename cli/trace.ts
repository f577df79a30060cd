import { UsageError } from '../src/film/errors.ts';
import { simulate, simulateFully } from '../src/film/simulate.ts';
import { brief, traceTable } from '../src/film/trace-table.ts';
import { allFilmFlags, type FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { printJson, printJsonLine } from './print.ts';
import { behindBar } from './tell.ts';

interface TraceFlags extends Partial<FilmFlags> {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly full?: boolean;
}

/** What `lossreel trace` does. @throws UsageError */
export async function printTrace(id: string, flags: TraceFlags): Promise<void> {
  if (flags.json && flags.csv) throw new UsageError('--json and --csv are mutually exclusive');
  const job = await filmJob(id, allFilmFlags(flags));
  const trace = behindBar(job.film, flags.json ?? false, (report) =>
    flags.full ? simulateFully(job, report) : simulate(job, { report }),
  );
  if (flags.csv) process.stdout.write(traceTable(trace));
  else if (flags.full) printJsonLine(brief(trace, []));
  else printJson(brief(trace, job.film.bulk ?? []));
}
