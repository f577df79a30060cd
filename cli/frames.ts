import type { Command } from 'commander';
import { rangeWithin } from '../src/film/frame-range.ts';
import { frameSource } from '../src/film/frame-source.ts';
import { frameHash } from '../src/render/paint/frame-hash.ts';
import { frameMarkup } from '../src/render/paint/markup.ts';
import { openPixels } from '../src/render/still.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob, readFrames } from './film-job.ts';
import { tellJob } from './tell.ts';

/** `lossreel frames FILM`: a hash of each frame, one per line. */
export const addFrames = (program: Command): Command =>
  withFilmOptions(program.command('frames'))
    .argument('<film>', 'id of the film, or the path of your own')
    .option('--pixels', 'of the pixels of the native engine instead')
    .option('--frames <range>', 'only these, e.g. 30-59')
    .action(async (id: string, flags: FilmFlags & { pixels?: boolean; frames?: string }) => {
      const job = await filmJob(id, flags);
      const source = frameSource(tellJob(job));
      const wanted = flags.frames === undefined ? undefined : readFrames(flags.frames);
      const { start, end } = rangeWithin(wanted, source.frames);
      const pixels = flags.pixels ? await openPixels(source, job.scale) : undefined;
      for (let frame = start; frame < end; frame += 1) {
        const hash = pixels?.hash(frame) ?? frameHash(frameMarkup(source.element(frame)));
        process.stdout.write(`${hash}\n`);
      }
      pixels?.close();
    });
