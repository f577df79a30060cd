import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { writeWhole } from '../src/cache/write-whole.ts';
import { UsageError } from '../src/film/errors.ts';
import { frameSource } from '../src/film/frame-source.ts';
import { outputName } from '../src/film/job.ts';
import { still } from '../src/render/still.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { numberOption } from './options.ts';
import { requireFile } from './paths.ts';
import { tellJob } from './tell.ts';

/** `lossreel still FILM --frame N`: one frame as PNG. */
export const addStill = (program: Command): Command =>
  withFilmOptions(program.command('still'))
    .argument('<film>', 'id of the film, or the path of your own')
    .requiredOption('--frame <number>', 'which one, from 0')
    .option('--out <file>', 'where to (default: out/<film>-<frame>.png)')
    .action(async (id: string, flags: FilmFlags & { frame: string; out?: string }) => {
      if (!/^\d+$/.test(flags.frame))
        throw new UsageError(`--frame: '${flags.frame}' is not a non-negative whole number`);
      const job = await filmJob(id, flags);
      const source = frameSource(tellJob(job));
      const frame = numberOption('frame', flags.frame, { low: 0, high: source.frames - 1, whole: true });
      const out = flags.out ?? join('out', `${outputName(job)}-${frame}.png`);
      const target = await requireFile('--out', out);
      const png = await still(source, frame, job.scale);
      await writeWhole(target, (path) => writeFile(path, png));
      process.stdout.write(`${out}\n`);
    });
