import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../src/cache/write-whole.ts';
import { outputName } from '../src/film/job.ts';
import { contactSheet, SHEET_COLUMNS, sheetFrames } from '../src/film/sheet.tsx';
import { warningsOf } from '../src/film/warnings.ts';
import type { FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { numberOption } from './options.ts';
import { requireFile } from './paths.ts';
import { printJson, warn } from './print.ts';
import { tellJob } from './tell.ts';

interface SheetFlags extends FilmFlags {
  readonly every?: string;
  readonly columns?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** Pictures of a sheet whose interval is not said, at most. */
const USUAL = 30;

/** What `lossreel sheet` does. @throws UsageError */
export async function drawSheet(id: string, flags: SheetFlags): Promise<void> {
  const { json = false } = flags;
  const job = await filmJob(id, flags);
  const asked =
    flags.every === undefined
      ? undefined
      : numberOption('every', flags.every.replace(/s$/, ''), { low: 0.1, high: 600 });
  const columns =
    flags.columns === undefined
      ? SHEET_COLUMNS[job.format]
      : numberOption('columns', flags.columns, { low: 1, high: 20, whole: true });
  const out = flags.out ?? join('out', `${outputName(job)}-sheet.png`);
  const target = await requireFile('--out', out, '.png');
  const told = tellJob(job, json);
  const { frames: length } = told.story;
  const frames = sheetFrames(length, job.fps, asked ?? Math.ceil(length / job.fps / USUAL));
  const png = await contactSheet(told, frames, { columns, scale: job.scale });
  await writeWhole(target, (path) => writeFile(path, png));
  const warnings = warningsOf(job, told);
  if (json) printJson({ film: job.film.id, frames, columns, out, ...(warnings.length > 0 && { warnings }) });
  else {
    warn(warnings);
    process.stdout.write(`${out}\n`);
  }
}
