import { UsageError } from '../src/film/errors.ts';
import { rangeWithin } from '../src/film/frame-range.ts';
import { frameSource } from '../src/film/frame-source.ts';
import { warningsOf } from '../src/film/warnings.ts';
import { frameHash } from '../src/render/paint/frame-hash.ts';
import { frameMarkup } from '../src/render/paint/markup.ts';
import { openPixels } from '../src/render/still.ts';
import type { FilmFlags } from './film-flags.ts';
import { filmJob, readFrames } from './film-job.ts';
import { isRead } from './output.ts';
import { printJsonLine, warn } from './print.ts';
import { tellJob } from './tell.ts';

interface FramesFlags extends FilmFlags {
  readonly pixels?: boolean;
  readonly frames?: string;
  readonly json?: boolean;
}

/** What `lossreel frames` does. @throws UsageError */
export async function printFrames(id: string, flags: FramesFlags): Promise<void> {
  const { json = false } = flags;
  const job = await filmJob(id, flags);
  if (job.scale !== 1 && !flags.pixels)
    throw new UsageError('--scale: markup has no size in pixels; it belongs with --pixels');
  const wanted = flags.frames === undefined ? undefined : readFrames(flags.frames);
  const told = tellJob(job, json);
  warn(warningsOf(job, told));
  const source = frameSource(told);
  const { start, end } = rangeWithin(wanted, source.frames);
  const pixels = flags.pixels ? await openPixels(source, job.scale) : undefined;
  try {
    for (let frame = start; frame < end && (await isRead()); frame += 1) {
      const hash = pixels?.hash(frame) ?? frameHash(frameMarkup(source.element(frame)));
      if (json) printJsonLine({ frame, hash });
      else process.stdout.write(`${hash}\n`);
    }
  } finally {
    pixels?.close();
  }
}
