import { THEME_NAMES } from '../scene/theme.ts';
import { DEFAULT_LOOK, LANGUAGES, type Look } from '../story/look.ts';

/**
 * The fields of a look: allowed values, and `option`, the field's name on the command line and among a composition's
 * props. Both derive from this table, as does `look-schema.ts`, which checks manifests and provenance: a new field is
 * added here. It does not load zod, so that rendering an unchanged film does not have to wait for that.
 */
export const LOOK_FIELDS = {
  theme: { option: 'theme', choices: THEME_NAMES, description: 'colour theme' },
  language: { option: 'lang', choices: LANGUAGES, description: 'language of all text' },
  captions: {
    option: 'captions',
    choices: ['burned', 'none'],
    description: 'captions in the picture, or only in the sidecars',
  },
  pace: {
    option: 'pace',
    low: 0.5,
    high: 2,
    description: 'speed of the film; captions keep their reading time',
  },
  bed: {
    option: 'bed',
    file: 'sound',
    description: 'music under the film: a file of sound that FFmpeg reads, repeated or cut to its length',
  },
  narration: {
    option: 'narration',
    folder:
      'a file of sound for each part, named by its id as script prints it; a .txt of that name says it in words',
    description: 'a voice that says something in some parts, which become as long as that takes',
  },
  words: {
    option: 'words',
    data: 'words by key, in ICU MessageFormat: of the language asked for, or of several by their codes',
    description: 'words in place of the film’s own',
  },
  brand: {
    option: 'brand',
    data: 'name, logo, palette, font, intro, end card, lower third, credit',
    description: 'the channel that presents the film',
  },
} as const satisfies Record<
  keyof Look,
  { readonly option: string; readonly description: string } & (
    | { readonly choices: readonly string[] }
    | { readonly low: number; readonly high: number }
    /** The path of a file, empty for none; what is in it. */
    | { readonly file: string }
    /** The path of a folder; what is in it. */
    | { readonly folder: string }
    /** Not a value but a document; what is in it. */
    | { readonly data: string }
  )
>;
export type LookField = (typeof LOOK_FIELDS)[keyof Look];
/** The options of fields that are files. */
export type FileOption = Extract<LookField, { readonly file: string }>['option'];
/** The options of fields that are folders. */
export type FolderOption = Extract<LookField, { readonly folder: string }>['option'];
/** The options of fields that are documents: JSON, or a file of it. */
export type DataOption = Extract<LookField, { readonly data: string }>['option'];

const NAMES = Object.keys(DEFAULT_LOOK) as readonly (keyof Look)[];

/** A value for each field of a look, always in the same order. */
export const mapLook = <Value>(
  compute: (field: LookField, name: keyof Look) => Value,
): Readonly<Record<keyof Look, Value>> =>
  Object.fromEntries(NAMES.map((name) => [name, compute(LOOK_FIELDS[name], name)])) as Record<
    keyof Look,
    Value
  >;

/** The values of a look's fields, by option name. */
export const byOption = <Value>(
  values: Readonly<Record<keyof Look, Value>>,
): Readonly<Record<LookField['option'], Value>> =>
  Object.fromEntries(NAMES.map((name) => [LOOK_FIELDS[name].option, values[name]])) as Record<
    LookField['option'],
    Value
  >;
