import { z } from 'zod';
import { PRESETS } from '../render/encoder.ts';
import { FORMAT_NAMES, type Format } from '../scene/stage.ts';
import { THEME_NAMES, type ThemeName } from '../scene/theme.ts';
import { LANGUAGES, type Language } from '../story/captions.ts';
import { type Fps, FRAME_RATES } from '../story/clock.ts';
import { PLACEHOLDERS, patternProblem } from './output-name.ts';

/** A list without repetitions, of at least one. */
const several = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, { message: 'names one thing twice' })
    .meta({ uniqueItems: true });

/** One line of text that says something. */
const line = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u, 'is not one line of text');

const namePattern = z
  .string()
  .min(1)
  .superRefine((pattern, context) => {
    const problem = patternProblem(pattern);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, input: pattern });
  });

/** What may stand in `defaults` and, stronger, in an episode. */
const settings = z.strictObject({
  seed: z.string().optional().describe('seed of everything random (default: "1")'),
  fps: z.literal(FRAME_RATES).optional().describe('frames a second (default: 30)'),
  formats: several(z.enum(FORMAT_NAMES)).optional().describe('one film each (default: landscape)'),
  scale: z.number().min(0.1).max(2).optional().describe('size; 2 is 4K (default: 1)'),
  themes: several(z.enum(THEME_NAMES)).optional().describe('one film each (default: dark)'),
  languages: several(z.enum(LANGUAGES)).optional().describe('one film each (default: en)'),
  captions: z.enum(['burned', 'none']).optional().describe('in the picture, or beside it only'),
  crf: z.number().int().min(0).max(51).optional().describe('quality of x264, lower is better (default: 18)'),
  preset: z.enum(PRESETS).optional().describe('preset of x264 (default: medium)'),
  mute: z.boolean().optional().describe('without sound'),
  name: namePattern
    .optional()
    .describe(
      `output name without its ending, of ${PLACEHOLDERS.map((key) => `{${key}}`).join(' ')} (default: {id}{marks})`,
    ),
});

/** An episode's id: part of file names and of commands. */
const episodeId = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is not made of letters, digits, dots, dashes and underscores');

export const episodeSchema = z.strictObject({
  id: episodeId.describe('short name, unique in the series'),
  film: z.string().describe("one of the films that 'lossreel list' shows"),
  title: line.optional().describe("shown in the report (default: the film's title)"),
  params: z
    .union([z.record(z.string(), z.unknown()), z.string().min(1)], {
      error: 'is neither an object nor the name of a JSON file',
    })
    .optional()
    .describe('params of the film, or the JSON file that holds them, seen from this file'),
  ...settings.shape,
});

/** A series: what `lossreel series` reads. Strict: an unknown field is an error. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional().describe('where an editor finds the schema of this file'),
  title: line.describe('of the series'),
  defaults: settings.optional().describe('for all episodes that do not say otherwise'),
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
            message: `is the id of episodes[${earlier}] too`,
            input: id,
          });
      });
    })
    .describe('in the order of the report'),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** An episode with nothing left open but its params. */
export interface Episode {
  readonly id: string;
  /** Its place in the series, from 1. */
  readonly number: number;
  readonly film: string;
  readonly title: string | undefined;
  readonly params: Readonly<Record<string, unknown>> | string;
  readonly seed: string;
  readonly fps: Fps;
  readonly formats: readonly Format[];
  readonly scale: number;
  readonly themes: readonly ThemeName[];
  readonly languages: readonly Language[];
  readonly burnCaptions: boolean;
  readonly crf: number | undefined;
  readonly preset: (typeof PRESETS)[number] | undefined;
  readonly mute: boolean;
  readonly name: string;
}

/** The episodes of a manifest: what they say, else the series' defaults, else those of the command line. */
export const episodesOf = ({ defaults = {}, episodes }: Manifest): readonly Episode[] =>
  episodes.map((episode, i) => ({
    id: episode.id,
    number: i + 1,
    film: episode.film,
    title: episode.title,
    params: episode.params ?? {},
    seed: episode.seed ?? defaults.seed ?? '1',
    fps: episode.fps ?? defaults.fps ?? 30,
    formats: episode.formats ?? defaults.formats ?? ['landscape'],
    scale: episode.scale ?? defaults.scale ?? 1,
    themes: episode.themes ?? defaults.themes ?? ['dark'],
    languages: episode.languages ?? defaults.languages ?? ['en'],
    burnCaptions: (episode.captions ?? defaults.captions ?? 'burned') === 'burned',
    crf: episode.crf ?? defaults.crf,
    preset: episode.preset ?? defaults.preset,
    mute: episode.mute ?? defaults.mute ?? false,
    name: episode.name ?? defaults.name ?? '{id}{marks}',
  }));
