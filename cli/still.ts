import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../src/cache/write-whole.ts';
import { UsageError } from '../src/film/errors.ts';
import { frameOfPlace } from '../src/film/frame-place.ts';
import { frameSource } from '../src/film/frame-source.ts';
import { outputName } from '../src/film/job.ts';
import type { ToldFilm } from '../src/film/told-film.ts';
import { warningsOf } from '../src/film/warnings.ts';
import { still } from '../src/render/still.ts';
import type { FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { numberOption } from './options.ts';
import { requireFile } from './paths.ts';
import { printJson, warn } from './print.ts';
import { tellJob } from './tell.ts';

interface StillFlags extends FilmFlags {
  readonly frame?: string;
  readonly at?: string;
  readonly out?: string;
  readonly json?: boolean;
}

type UsualFrame = (story: ToldFilm['story']) => number;

/** The frame that is asked for, or the usual one. @throws UsageError */
function frameOf({ frame, at }: StillFlags, { story, job }: ToldFilm, usual: UsualFrame): number {
  if (frame !== undefined)
    return numberOption('frame', frame, { low: 0, high: story.frames - 1, whole: true });
  if (at === undefined) return usual(story);
  return frameOfPlace(at, { story, words: job.film.words, language: job.look.language });
}

/** What `lossreel still` does. @param usual the frame without a word of it: the poster's @throws UsageError */
export async function drawStill(
  id: string,
  flags: StillFlags,
  usual: UsualFrame = ({ posterFrame }) => posterFrame,
): Promise<void> {
  const { frame: given, at, json = false } = flags;
  if (given !== undefined && at !== undefined)
    throw new UsageError('--frame and --at both say which frame: give one of them');
  if (given !== undefined && !/^\d+$/.test(given))
    throw new UsageError(`--frame: '${given}' is not a non-negative whole number; a time is --at 10s`);
  const job = await filmJob(id, flags);
  const told = tellJob(job, json);
  const source = frameSource(told);
  const frame = frameOf(flags, told, usual);
  const out = flags.out ?? join('out', `${outputName(job)}-${frame}.png`);
  const target = await requireFile('--out', out, '.png');
  const png = await still(source, frame, job.scale);
  await writeWhole(target, (path) => writeFile(path, png));
  const warnings = warningsOf(job, told);
  if (json)
    printJson({
      film: job.film.id,
      frame,
      seconds: frame / job.fps,
      out,
      ...(warnings.length === 0 ? {} : { warnings }),
    });
  else {
    warn(warnings);
    process.stdout.write(`${out}\n`);
  }
}
