import { resolve } from 'node:path';
import { checkBrand } from '../src/film/brand/check-brand.ts';
import { readBrand } from '../src/film/brand/read-brand.ts';
import { describeIssues, UsageError } from '../src/film/errors.ts';
import { rangeFrom } from '../src/film/frame-range.ts';
import type { FilmJob } from '../src/film/job.ts';
import { type DataOption, mapLook } from '../src/film/look-fields.ts';
import { lookSchema, parseLook } from '../src/film/look-schema.ts';
import { NO_NARRATION, readNarration } from '../src/film/narration/read.ts';
import { parseParams } from '../src/film/params.ts';
import { present } from '../src/film/present.ts';
import { titled } from '../src/film/rewording.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import type { FrameRange } from '../src/story/clock.ts';
import { FRAME_RATES } from '../src/story/frame-rates.ts';
import { DEFAULT_LOOK, type Look } from '../src/story/look.ts';
import type { Narration } from '../src/story/recording.ts';
import type { FilmFlags } from './film-flags.ts';
import { namedFilm } from './named-film.ts';
import { numberOption, oneOf } from './options.ts';
import { isInline, readData, readParams } from './props-option.ts';
import type { CacheFlags } from './run-flags.ts';

/** Reads an option that is a document of the look. @throws UsageError */
function readDocument(name: keyof Look, option: DataOption, given: string | undefined): unknown {
  if (option === 'brand' && given === undefined) return DEFAULT_LOOK.brand;
  if (option === 'brand' && given !== undefined && !isInline(given)) return readBrand(given);
  const read = lookSchema.shape[name].safeParse(readData(option, given), { reportInput: true });
  if (!read.success) throw new UsageError(`--${option}: ${describeIssues(read.error)}`);
  return read.data;
}

/** Reads the options of the look. @throws UsageError */
function readLook(flags: FilmFlags, narration: Narration): Look {
  const look = parseLook(
    mapLook((field, name) =>
      'choices' in field
        ? oneOf(field.option, flags[field.option], field.choices)
        : 'low' in field
          ? numberOption(field.option, flags[field.option], field)
          : 'file' in field
            ? (flags[field.option] ?? DEFAULT_LOOK[name])
            : 'folder' in field
              ? narration
              : readDocument(name, field.option, flags[field.option]),
    ),
  );
  if (look.brand !== null) checkBrand(look.brand);
  return flags.title === undefined ? look : titled(look, flags.title);
}

/**
 * Turns a film's name, or the path of somebody's own, and options into a job.
 *
 * @throws UsageError naming the option or field; FilmError
 */
export async function filmJob(name: string, flags: FilmFlags & Partial<CacheFlags>): Promise<FilmJob> {
  const film = await namedFilm(name, flags.cache);
  const recorded = flags.narration === undefined ? NO_NARRATION : await readNarration(flags.narration);
  const look = readLook(flags, recorded.narration);
  return {
    film: present(film, look),
    params: parseParams(film, readParams(flags.props)),
    seed: flags.seed,
    fps: oneOf('fps', flags.fps, FRAME_RATES),
    format: oneOf('format', flags.format, FORMAT_NAMES),
    scale: numberOption('scale', flags.scale, { low: 0.1, high: 2 }),
    look,
    ...(flags.brand === undefined || isInline(flags.brand) ? {} : { brandFile: resolve(flags.brand) }),
    ...(flags.narration === undefined ? {} : { narrationFiles: recorded.files }),
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
