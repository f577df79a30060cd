import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { writeWhole } from '../src/cache/write-whole.ts';
import { wavOf } from '../src/film/sound.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { requireFile } from './paths.ts';
import { printJson } from './print.ts';
import { tellJob } from './tell.ts';

/** `lossreel score FILM`: the sound, as data or as audio. */
export const addScore = (program: Command): Command =>
  withFilmOptions(program.command('score'))
    .argument('<film>', 'id of the film, or the path of your own')
    .option('--json', 'the cue sheet as JSON (the default)')
    .option('--wav <file>', 'write the sound as WAV')
    .action(async (id: string, flags: FilmFlags & { json?: boolean; wav?: string }) => {
      const { sheet } = tellJob(await filmJob(id, flags));
      if (flags.wav !== undefined) {
        const target = await requireFile('--wav', flags.wav);
        const wav = await wavOf(sheet);
        await writeWhole(target, (path) => writeFile(path, wav));
      }
      if (flags.wav === undefined || flags.json) printJson(sheet);
    });
