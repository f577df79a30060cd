import type { Command } from 'commander';
import { openPixels } from '../src/render/still.ts';
import { frameHashes } from '../src/series/frame-hashes.ts';
import { type FilmFlags, filmJob, parseFrames, withFilmOptions } from './film-options.ts';
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
      const { first, last } =
        flags.frames === undefined
          ? { first: 0, last: source.frames - 1 }
          : parseFrames(flags.frames, source.frames);
      const pixels = flags.pixels ? await openPixels(source, job.scale) : undefined;
      for (let frame = first; frame <= last; frame += 1) {
        const [hash] = pixels ? [pixels.hash(frame)] : frameHashes(source, { first: frame, last: frame });
        process.stdout.write(`${hash}\n`);
      }
      pixels?.close();
    });
