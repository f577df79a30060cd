import { copyFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { ensureWav } from '../audio/node.ts';
import { writeWhole } from '../src/render/output.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob, findFilm } from './film-options.ts';
import { requireFile, soundFolder } from './paths.ts';
import { printJson } from './print.ts';
import { simulateJob } from './simulation.ts';

/** `lossreel score FILM`: what is to be heard, as data or as sound. */
export const addScore = (program: Command): Command =>
  withFilmOptions(program.command('score'))
    .argument('<film>', 'id of the film')
    .description('the cue sheet as JSON, or the sound alone')
    .option('--json', 'the cue sheet as JSON (the default)')
    .option('--wav <file>', 'write the sound as WAV')
    .action(async (id: string, flags: FilmFlags & { json?: boolean; wav?: string }) => {
      const job = filmJob(id, flags);
      const film = findFilm(id);
      const trace = simulateJob(job);
      const sheet = film.score(trace, film.tell(trace, job.fps));
      if (flags.wav !== undefined) {
        const target = await requireFile('--wav', flags.wav);
        const wav = await ensureWav(sheet, soundFolder());
        await writeWhole(target, (path) => copyFile(wav, path));
      }
      if (flags.wav === undefined || flags.json) printJson(sheet);
    });
