import type { Command } from 'commander';
import { frameHash } from '../src/render/frame-hash.ts';
import { frameMarkup } from '../src/render/markup.ts';
import { openPixels } from '../src/render/still.ts';
import { type FilmFlags, withFilmOptions } from './film-flags.ts';
import { filmJob, readFrames, spanWithin } from './film-options.ts';
import { tellJob } from './film-source.ts';

/** `lossreel frames FILM`: what each frame is, as a hash a line. */
export const addFrames = (program: Command): Command =>
  withFilmOptions(program.command('frames'))
    .argument('<film>', 'id of the film')
    .description("SHA-256 of each frame's markup, one a line")
    .option('--pixels', 'of the pixels of the native engine instead')
    .option('--frames <range>', 'only these, e.g. 30-59')
    .action(async (id: string, flags: FilmFlags & { pixels?: boolean; frames?: string }) => {
      const job = filmJob(id, flags);
      const { source } = tellJob(job);
      const wanted = flags.frames === undefined ? undefined : readFrames(flags.frames);
      const { first, last } = spanWithin(wanted, source.frames);
      const pixels = flags.pixels ? await openPixels(source, job.scale) : undefined;
      for (let frame = first; frame <= last; frame += 1) {
        const hash = pixels?.hash(frame) ?? frameHash(frameMarkup(source.element(frame)));
        process.stdout.write(`${hash}\n`);
      }
      pixels?.close();
    });
