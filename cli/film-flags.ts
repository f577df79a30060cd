import { type Command, Option } from 'commander';
import {
  type DataOption,
  type FileOption,
  type FolderOption,
  LOOK_FIELDS,
  type LookField,
} from '../src/film/look-fields.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { FRAME_RATES } from '../src/story/frame-rates.ts';
import { DEFAULT_LOOK, type Look } from '../src/story/look.ts';
import { choice } from './options.ts';
import { withViewInProps } from './props-option.ts';

/** The options that say which film it is to be, as given or by default. */
export interface FilmFlags
  extends Readonly<Record<Exclude<LookField['option'], DataOption | FileOption | FolderOption>, string>>,
    Readonly<Partial<Record<DataOption | FileOption | FolderOption, string>>> {
  readonly props?: string;
  readonly title?: string;
  readonly seed: string;
  readonly fps: string;
  readonly format: string;
  readonly scale: string;
}

const lookOption = (name: keyof Look, field: LookField): Option => {
  if ('file' in field)
    return new Option(`--${field.option} <file>`, field.description).default(
      DEFAULT_LOOK[field.option],
      'none',
    );
  if ('folder' in field)
    return new Option(`--${field.option} <folder>`, `${field.description}: ${field.folder}`);
  if ('data' in field)
    return new Option(`--${field.option} <json|file>`, `${field.description}: JSON, or a file of it`);
  const option =
    'choices' in field
      ? choice(`--${field.option} <name>`, field.description, field.choices)
      : new Option(`--${field.option} <factor>`, `${field.description}: ${field.low} to ${field.high}`);
  return option.default(String(DEFAULT_LOOK[name]));
};

/** Every option that says which film it is to be. */
const OPTIONS: readonly Option[] = [
  new Option('--props <json|file>', "params as JSON, or a JSON file; 'lossreel list --params' explains them"),
  new Option('--seed <text>', 'seed of all randomness').default('1'),
  choice('--fps <number>', 'frames per second', FRAME_RATES).default('30'),
  choice('--format <name>', 'aspect ratio', FORMAT_NAMES).default('landscape'),
  new Option('--scale <factor>', 'size of the picture: 0.1 to 2; 2 is 4K').default('1'),
  ...Object.entries(LOOK_FIELDS).map(([name, field]) => lookOption(name as keyof Look, field)),
  new Option('--title <text>', 'what the film is called, in place of its own title'),
];

type Name = keyof FilmFlags;

/** What a trace follows from. */
export const OF_TRACE: readonly Name[] = ['props', 'seed'];
/** What the sound follows from. All languages share one timing, so the language is none of it. */
export const OF_SOUND: readonly Name[] = [...OF_TRACE, 'fps', 'pace', 'bed', 'narration', 'words', 'brand'];

/** What is said and when follows from the same but the bed, and from the language. */
export const OF_NARRATION: readonly Name[] = [...OF_SOUND.filter((name) => name !== 'bed'), 'lang', 'title'];

/** Adds the options of a command that takes a film. @param names of those that change what the command gives */
export function withFilmOptions(command: Command, names?: readonly Name[]): Command {
  for (const option of OPTIONS)
    if (names === undefined || names.some((name) => name === option.attributeName()))
      command.addOption(option);
  return withViewInProps(command);
}

const DEFAULTS = Object.fromEntries(
  OPTIONS.flatMap((option) =>
    option.defaultValue === undefined ? [] : [[option.attributeName(), option.defaultValue]],
  ),
);

/** All film flags: those of a command that takes only some of them, the rest by default. */
export const allFilmFlags = (flags: Partial<FilmFlags>): FilmFlags =>
  ({ ...DEFAULTS, ...flags }) as FilmFlags;
