import { z } from 'zod';
import { THEME_NAMES } from '../src/scene/theme.ts';
import { LANGUAGES } from '../src/story/captions.ts';
import type { Fps } from '../src/story/clock.ts';
import type { Film } from './film.ts';

/** Frame rates as an enumeration, which the Studio gives a menu; of literals it knows only the word. */
const FPS = { fps24: 24, fps25: 25, fps30: 30, fps50: 50, fps60: 60 } as const satisfies Record<string, Fps>;

/** What every composition takes besides its film's params. */
const viewShape = {
  seed: z.string().default('1').describe('seed of everything random'),
  fps: z.enum(FPS).default(30).describe('frames a second'),
  theme: z.enum(THEME_NAMES).default('dark').describe('colours'),
  lang: z.enum(LANGUAGES).default('en').describe('language of all words'),
  captions: z
    .enum(['burned', 'none'])
    .default('burned')
    .describe('burned into the picture, or none (beside it only)'),
};
const viewSchema = z.object(viewShape);

export type ViewProps = z.infer<typeof viewSchema>;
export type FilmProps = ViewProps & Record<string, unknown>;

/** Props of a composition as what the film asks for and how it is shown. @throws ZodError that names the prop */
export function splitProps(
  film: Film,
  props: Record<string, unknown>,
): { readonly params: unknown; readonly view: ViewProps } {
  const own = Object.fromEntries(Object.entries(props).filter(([key]) => !(key in viewShape)));
  return { params: film.params.parse(own), view: viewSchema.parse(props) };
}

/** The props of a film as it comes. */
export const defaultProps = (film: Film): FilmProps => ({
  ...z.record(z.string(), z.unknown()).parse(film.params.parse({})),
  ...viewSchema.parse({}),
});

/** A number's range in words, where it has one. */
function range({ minValue, maxValue }: z.ZodNumber): string {
  const whole = Number.MAX_SAFE_INTEGER;
  const [low, high] = [minValue ?? -whole, maxValue ?? whole];
  if (low > -whole && high < whole) return `${low} to ${high}`;
  if (low > -whole) return `at least ${low}`;
  return high < whole ? `at most ${high}` : '';
}

/**
 * A schema of the same values that the Studio's sidebar can edit in full. The Studio knows neither `prefault`, nor
 * the description of a schema with a default, and tells no range; refinements and strictness stay.
 *
 * @param words the description, where it stands outside of the schema
 * @throws TypeError about a schema that is not zod's
 */
export function editable(schema: z.core.$ZodType, words?: string): z.ZodType {
  if (!(schema instanceof z.ZodType)) throw new TypeError('params: every field is a schema of zod');
  const description = words ?? schema.description;
  const told = (plain: z.ZodType, more = ''): z.ZodType => {
    const all = [description, more].filter((part) => part !== undefined && part !== '').join('; ');
    return all === '' ? plain : plain.describe(all);
  };
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) {
    return editable(schema.unwrap(), description).default(schema.parse(undefined));
  }
  if (schema instanceof z.ZodOptional) return told(editable(schema.unwrap(), description).optional());
  if (schema instanceof z.ZodNumber) return told(schema, range(schema));
  if (schema instanceof z.ZodObject) return told(editableObject(schema));
  if (schema instanceof z.ZodArray) {
    return told(schema.clone({ ...schema.def, element: editable(schema.element) }));
  }
  if (schema instanceof z.ZodTuple) {
    const items = schema.def.items.map((item) => editable(item));
    return told(schema.clone({ ...schema.def, items }));
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options.map((option) => editable(option));
    return told(schema.clone({ ...schema.def, options }));
  }
  return told(schema);
}

function editableObject(schema: z.ZodObject): z.ZodObject {
  const fields = Object.entries(schema.shape).map(([key, field]) => [key, editable(field)]);
  return schema.clone({ ...schema.def, shape: Object.fromEntries(fields) });
}

/** The prop schema of a film's compositions: its params and how they are shown. */
export const propSchema = (film: Film): z.ZodObject => editableObject(film.params.safeExtend(viewShape));
