import { basename, dirname, join } from 'node:path';
import { UsageError } from '../src/film/errors.ts';
import { firstAndLast } from '../src/film/frame-range.ts';
import { type FilmJob, outputName } from '../src/film/job.ts';
import { outputNameOf, patternProblem } from '../src/film/output-name.ts';
import type { FrameRange } from '../src/story/clock.ts';
import { mediaKind, refuseOtherKinds } from './paths.ts';

/** Where `render` is told to put its films. */
export interface PlaceFlags {
  readonly out: string;
  readonly name?: string;
}

const VIDEO = /\.mp4$/i;

/** Whether `--out` names the film itself, not a folder. */
const namesFile = (out: string): boolean => mediaKind(out) === '.mp4';

/** The folder that the films go to. */
export const folderOf = ({ out }: PlaceFlags): string => (namesFile(out) ? dirname(out) : out);

/** Placeholders that have a value outside a manifest. */
const PLACEHOLDERS = ['{film}', '{format}', '{theme}', '{lang}', '{marks}'];

/** Checks where films are to go, before any is planned. @throws UsageError */
export function checkPlace({ out, name }: PlaceFlags): void {
  refuseOtherKinds('--out', out, '.mp4', 'name an .mp4 or a folder');
  if (name === undefined) return;
  if (namesFile(out)) throw new UsageError(`--name: '${out}' already names the film: give one of them`);
  const strange = name.match(/\{[^{}]*\}/g)?.find((given) => !PLACEHOLDERS.includes(given));
  if (strange !== undefined)
    throw new UsageError(`--name: ${strange} is not one of ${PLACEHOLDERS.join(' ')}`);
  const problem = name === '' ? 'is empty' : patternProblem(name.replace(VIDEO, ''));
  if (problem !== undefined) throw new UsageError(`--name: '${name}' ${problem}`);
}

/** The path of a film's files without extension. @param frames if not all of the film */
export function targetOf(job: FilmJob, frames: FrameRange | undefined, { out, name }: PlaceFlags): string {
  if (namesFile(out)) return out.replace(VIDEO, '');
  if (name !== undefined) {
    const { film, format, look } = job;
    const parts = { film: film.id, format, theme: look.theme, lang: look.language };
    return join(out, outputNameOf(name.replace(VIDEO, ''), { ...parts, id: film.id, series: '', number: 1 }));
  }
  const piece = frames === undefined ? '' : `-${Object.values(firstAndLast(frames)).join('-')}`;
  return join(out, outputName(job) + piece);
}

/** Bytes that a file system allows a name, without the longest ending of a film's files. */
const LONGEST = 255 - Buffer.byteLength('.transcript.md');

/**
 * Makes sure that no film's name is longer than a file system takes, the files beside it included.
 *
 * @throws UsageError
 */
export function requireShort(tasks: readonly { readonly target: string }[], { name }: PlaceFlags): void {
  const long = tasks.find(({ target }) => Buffer.byteLength(basename(target)) > LONGEST);
  if (long === undefined) return;
  const bytes = Buffer.byteLength(basename(long.target));
  throw new UsageError(
    `${name === undefined ? '--out' : '--name'}: a name of ${bytes} bytes is too long: ${LONGEST} are left beside the endings of a film's files`,
  );
}

/**
 * Makes sure that no two films are to be written to one place. Two films of somebody's own may have one id.
 *
 * @throws UsageError
 */
export function requireApart(
  tasks: readonly { readonly target: string; readonly job: FilmJob }[],
  { out, name }: PlaceFlags,
): void {
  const twice = tasks.find(({ target }, i) => tasks.findIndex((other) => other.target === target) !== i);
  if (twice === undefined) return;
  if (namesFile(out))
    throw new UsageError(`--out: '${out}' names one film, but there are ${tasks.length}: give a folder`);
  const { id } = twice.job.film;
  const alike = tasks.filter(({ job }) => job.film.id === id).length > 1;
  if (name === undefined || alike)
    throw new UsageError(
      `two of the films have the id '${id}': render them into different folders, see --out`,
    );
  throw new UsageError(`--name: '${twice.target}' would be more than one film: put {film} into the name`);
}
