import { UsageError } from '../src/film/errors.ts';
import { rangeFrom } from '../src/film/frame-range.ts';
import type { FilmJob } from '../src/film/job.ts';
import { mapLook } from '../src/film/look-fields.ts';
import { lookSchema } from '../src/film/look-schema.ts';
import { parseParams } from '../src/film/params.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import type { FrameRange } from '../src/story/clock.ts';
import { FRAME_RATES } from '../src/story/frame-rates.ts';
import { DEFAULT_LOOK, type Look } from '../src/story/look.ts';
import type { FilmFlags } from './film-flags.ts';
import { namedFilm } from './named-film.ts';
import { numberOption, oneOf } from './options.ts';
import { readParams } from './props-option.ts';
import type { CacheFlags } from './run-flags.ts';

/** Reads the options of the look. @throws UsageError */
const readLook = (flags: FilmFlags): Look =>
  lookSchema.parse(
    mapLook((field, name) =>
      'choices' in field
        ? oneOf(field.option, flags[field.option], field.choices)
        : 'low' in field
          ? numberOption(field.option, flags[field.option], field)
          : (flags[field.option] ?? DEFAULT_LOOK[name]),
    ),
  );

/**
 * Turns a film's name, or the path of somebody's own, and options into a job.
 *
 * @throws UsageError naming the option or field; FilmError
 */
export async function filmJob(name: string, flags: FilmFlags & Partial<CacheFlags>): Promise<FilmJob> {
  const film = await namedFilm(name, flags.cache);
  return {
    film,
    params: parseParams(film, readParams(flags.props)),
    seed: flags.seed,
    fps: oneOf('fps', flags.fps, FRAME_RATES),
    format: oneOf('format', flags.format, FORMAT_NAMES),
    scale: numberOption('scale', flags.scale, { low: 0.1, high: 2 }),
    look: readLook(flags),
  };
}

/** Reads `A-B` or `A`, both frames included. @throws UsageError when it is malformed or reversed */
export function readFrames(given: string): FrameRange {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(given);
  if (match === null) throw new UsageError(`--frames: '${given}' is not a range like 30-59`);
  const range = rangeFrom({ first: Number(match[1]), last: Number(match[2] ?? match[1]) });
  if (range.end <= range.start) throw new UsageError(`--frames: ${given} is reversed`);
  return range;
}
