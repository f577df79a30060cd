import { z } from 'zod';
import { LOOK_FIELDS, mapLook } from '../film/look-fields.ts';
import { lookSchema, parseLook } from '../film/look-schema.ts';
import { PLACEHOLDERS, patternProblem } from '../film/output-name.ts';
import { rewordingSchema } from '../film/rewording.ts';
import { SCHEMA_VERSIONS } from '../film/schema-version.ts';
import { PRESETS } from '../render/encode/presets.ts';
import { FORMAT_NAMES, type Format } from '../scene/stage.ts';
import { FRAME_RATES } from '../story/frame-rates.ts';
import { DEFAULT_LOOK, LANGUAGES, type Language, type Look } from '../story/look.ts';

/** A non-empty list without duplicates. */
const uniqueList = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, { message: 'contains a duplicate' })
    .meta({ uniqueItems: true });

/** One non-blank line of text: something to see in it, no control code, no half of a character, nothing that turns its direction. */
const line = z
  .string()
  .min(1)
  .regex(
    /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*[^\s\p{C}][^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]*$/u,
    'is not one non-blank line of text',
  );

const namePattern = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    const problem = patternProblem(pattern);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, input: pattern });
  });

const { theme, language, bed, narration: _, words: __, brand: ___, ...oneForAll } = lookSchema.shape;

/** A field for each language. */
const eachLanguage = <Field>(field: Field): Readonly<Record<Language, Field>> =>
  Object.fromEntries(LANGUAGES.map((code) => [code, field])) as Record<Language, Field>;

/** Settings allowed in `defaults` and in an episode, which takes precedence. */
const settings = z.strictObject({
  seed: z.string().optional().describe('seed of all randomness (default: "1")'),
  fps: z.literal(FRAME_RATES).optional().describe('frames per second (default: 30)'),
  formats: uniqueList(z.enum(FORMAT_NAMES)).optional().describe('one film per format (default: landscape)'),
  scale: z.number().min(0.1).max(2).optional().describe('size of the picture; 2 is 4K (default: 1)'),
  themes: uniqueList(theme).optional().describe('one film per theme (default: dark)'),
  languages: uniqueList(language).optional().describe('one film per language (default: en)'),
  ...z.strictObject(oneForAll).partial().shape,
  bed: z.string().min(1).optional().describe(`${bed.description}; relative to this file`),
  narration: z
    .union([z.string().min(1), z.strictObject(eachLanguage(z.string().min(1).optional()))], {
      error: 'is neither a folder nor a folder for each of some languages',
    })
    .optional()
    .describe(
      `${LOOK_FIELDS.narration.description}: a folder, or one for each of some languages by their codes, relative to this file: ${LOOK_FIELDS.narration.folder}`,
    ),
  words: z
    .union([z.string().min(1), rewordingSchema], {
      error: 'is neither an object nor the name of a JSON file',
    })
    .optional()
    .describe(
      `${LOOK_FIELDS.words.description}: ${LOOK_FIELDS.words.data}; or a JSON file of them, relative to this file`,
    ),
  brand: z
    .string()
    .min(1)
    .optional()
    .describe(
      `${LOOK_FIELDS.brand.description}: a JSON file, relative to this file: ${LOOK_FIELDS.brand.data}`,
    ),
  crf: z.number().int().min(0).max(51).optional().describe('x264 quality, lower is better (default: 18)'),
  preset: z.enum(PRESETS).optional().describe('x264 preset (default: medium)'),
  mute: z.boolean().optional().describe('without sound'),
  name: namePattern
    .optional()
    .describe(
      `output name without extension, built from ${PLACEHOLDERS.map((key) => `{${key}}`).join(' ')} (default: {id}{marks})`,
    ),
});

/** An episode's id: appears in file names and commands. */
const episodeId = z
  .string()
  .max(80)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'is not made of letters, digits, dots, dashes and underscores, starting with a letter or digit',
  );

export const episodeSchema = z.strictObject({
  id: episodeId.describe('short name, unique in the series'),
  film: z
    .string()
    .min(1)
    .describe("id of a film, see 'lossreel list', or the path of your own, relative to this file"),
  title: line.optional().describe("title in the report (default: the film's title)"),
  params: z
    .union([z.record(z.string(), z.unknown()), z.string().min(1)], {
      error: 'is neither an object nor the name of a JSON file',
    })
    .optional()
    .describe('params of the film, or a JSON file of params, relative to this file'),
  ...settings.shape,
});

/** A series: what `lossreel series` reads. Strict: an unknown field is an error. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional().describe('location of the JSON Schema of this file, for editors'),
  schemaVersion: z
    .literal(SCHEMA_VERSIONS.manifest)
    .optional()
    .describe('version of the form of this file; a lossreel that reads another one says so'),
  title: line.describe('title of the series'),
  defaults: settings.optional().describe('settings of all episodes, unless an episode overrides them'),
  episodes: z
    .array(episodeSchema)
    .min(1)
    .superRefine((episodes, context) => {
      const seen = new Map<string, number>();
      episodes.forEach(({ id }, i) => {
        const key = id.toLowerCase();
        const earlier = seen.get(key);
        seen.set(key, earlier ?? i);
        if (earlier !== undefined)
          context.addIssue({
            code: 'custom',
            path: [i, 'id'],
            message: `is already the id of episodes[${earlier}]`,
            input: id,
          });
      });
    })
    .describe('the episodes, in the order of the report'),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** One look per theme and language, in the film's own words, without narration and brand; the episode sets the other fields for all of them. */
const looksOf = ({
  themes,
  languages,
  narration: _,
  words: __,
  brand: ___,
  ...episode
}: z.infer<typeof settings>): readonly Look[] =>
  (themes ?? [DEFAULT_LOOK.theme]).flatMap((theme) =>
    (languages ?? [DEFAULT_LOOK.language]).map((language) =>
      parseLook(mapLook((_, name) => ({ ...DEFAULT_LOOK, ...episode, theme, language })[name])),
    ),
  );

/** The episodes of a manifest: their own settings, else the series' defaults, else those of the command line. */
export const episodesOf = ({ defaults, episodes }: Manifest) =>
  episodes.map((own, i) => {
    const episode = { ...defaults, ...own };
    const formats: readonly Format[] = episode.formats ?? ['landscape'];
    return {
      id: episode.id,
      /** Position in the series, from 1. */
      number: i + 1,
      film: episode.film,
      title: episode.title,
      params: episode.params ?? {},
      seed: episode.seed ?? '1',
      fps: episode.fps ?? 30,
      formats,
      scale: episode.scale ?? 1,
      looks: looksOf(episode),
      narration: episode.narration,
      /** Not read yet where they are a file. */
      words: episode.words ?? {},
      brand: episode.brand,
      crf: episode.crf,
      preset: episode.preset,
      mute: episode.mute ?? false,
      name: episode.name ?? '{id}{marks}',
    };
  });

/** An episode with every setting resolved but its params, its narration, its words and its brand. */
export type Episode = ReturnType<typeof episodesOf>[number];
