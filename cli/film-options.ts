import { existsSync, statSync } from 'node:fs';
import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../compositions/film.ts';
import { scaledSize } from '../src/render/painter.ts';
import { FORMAT_NAMES, FORMATS, type Format } from '../src/scene/stage.ts';
import { THEME_NAMES, type ThemeName } from '../src/scene/theme.ts';
import { nameMarks } from '../src/series/output-name.ts';
import { LANGUAGES, type Language } from '../src/story/captions.ts';
import { type Fps, FRAME_RATES } from '../src/story/clock.ts';
import { UsageError } from './errors.ts';
import type { FilmFlags } from './film-flags.ts';
import { parseJson, readJson } from './json-file.ts';

/** What decides a film's content and look: everything a worker needs to know to draw a frame of it. */
export interface FilmJob {
  readonly film: string;
  readonly params: unknown;
  readonly seed: string;
  readonly fps: Fps;
  readonly format: Format;
  readonly scale: number;
  readonly theme: ThemeName;
  readonly language: Language;
  readonly burnCaptions: boolean;
}

/** The film with an id. @throws UsageError that suggests the nearest */
export function findFilm(id: string): Film {
  const film = CATALOGUE.find((candidate) => candidate.id === id);
  if (film !== undefined) return film;
  const nearest = closest(
    id,
    CATALOGUE.map((candidate) => candidate.id),
  );
  throw new UsageError(`unknown film '${id}': did you mean '${nearest}'? ('lossreel list' shows all)`);
}

/** One of the values that an option allows. @throws UsageError */
export function oneOf<T extends string | number>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => String(value) === given);
  if (found === undefined)
    throw new UsageError(`--${option}: '${given}' is not one of ${allowed.join(', ')}`);
  return found;
}

/** A plain number within limits. @throws UsageError */
export function numberOption(
  option: string,
  given: string,
  { low, high, whole = false }: { readonly low: number; readonly high: number; readonly whole?: boolean },
): number {
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (!Number.isFinite(value) || value < low || value > high || (whole && !Number.isInteger(value))) {
    throw new UsageError(
      `--${option}: '${given}' is not a ${whole ? 'whole ' : ''}number from ${low} to ${high}`,
    );
  }
  return value;
}

/** Reads `--props`: JSON itself, or the file that holds it. */
function readProps(given: string | undefined): unknown {
  if (given === undefined) return {};
  const inline = /^\s*[{["]/.test(given);
  if (!inline && (!existsSync(given) || !statSync(given).isFile())) {
    throw new UsageError(`--props: '${given}' is neither a JSON object nor a file that exists`);
  }
  return inline ? parseJson('--props', given) : readJson(given);
}

/** A schema issue as one phrase: where, what was expected, and what was given where that is short. */
function describeIssue({ path, message, input }: z.core.$ZodIssue): string {
  const given =
    typeof input === 'number' || typeof input === 'string' ? `, got ${JSON.stringify(input)}` : '';
  const place = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
  return place === '' ? message : `${place}: ${message}${given}`;
}

/** What a schema has found, as one phrase. @param place where the value stands in something larger */
export const describeIssues = ({ issues }: z.ZodError, place: readonly PropertyKey[] = []): string =>
  issues.map((issue) => describeIssue({ ...issue, path: [...place, ...issue.path] })).join('; ');

/** Checks params against a film's schema and fills in the defaults. @throws UsageError naming the field */
export function parseParams(film: Film, props: unknown): unknown {
  const result = film.params.safeParse(props, { reportInput: true });
  if (result.success) return result.data;
  throw new UsageError(`params of ${film.id}: ${describeIssues(result.error)}`);
}

/** Turns a film's name and options into a job. @throws UsageError naming the option or field */
export function filmJob(id: string, flags: FilmFlags, burnCaptions = true): FilmJob {
  const film = findFilm(id);
  return {
    film: film.id,
    params: parseParams(film, readProps(flags.props)),
    seed: flags.seed,
    fps: oneOf('fps', flags.fps, FRAME_RATES),
    format: oneOf('format', flags.format, FORMAT_NAMES),
    scale: numberOption('scale', flags.scale, { low: 0.1, high: 2 }),
    theme: oneOf('theme', flags.theme, THEME_NAMES),
    language: oneOf('lang', flags.lang, LANGUAGES),
    burnCaptions,
  };
}

/** `<film>[-portrait|-square][-light][-<lang>]`: defaults unmarked. */
export function outputName({ film, format, theme, language }: FilmJob): string {
  return film + nameMarks({ format, theme, lang: language });
}

/** Size of the picture in pixels; both sides are even, as video wants them. */
export function pixelSize({ format, scale }: Pick<FilmJob, 'format' | 'scale'>): {
  readonly width: number;
  readonly height: number;
} {
  return {
    width: scaledSize(FORMATS[format].width, scale),
    height: scaledSize(FORMATS[format].height, scale),
  };
}

/** An inclusive range of frames. */
export interface FrameSpan {
  readonly first: number;
  readonly last: number;
}

/** Reads `A-B` or `A`. @throws UsageError when it is malformed or reversed */
export function readFrames(given: string): FrameSpan {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(given);
  if (match === null) throw new UsageError(`--frames: '${given}' is not a range like 30-59`);
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  if (last < first) throw new UsageError(`--frames: ${given} is reversed`);
  return { first, last };
}

/** The frames wanted of a film; all of them where none are named. @throws UsageError when they are outside the film */
export function spanWithin(wanted: FrameSpan | undefined, frames: number): FrameSpan {
  const { first, last } = wanted ?? { first: 0, last: frames - 1 };
  if (last < frames) return { first, last };
  const given = first === last ? first : `${first}-${last}`;
  throw new UsageError(`--frames: ${given} is outside the film, whose frames are 0-${frames - 1}`);
}
