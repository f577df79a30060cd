import { z } from 'zod';
import type { Film } from '../../src/film/film.ts';
import type { FilmJob } from '../../src/film/job.ts';
import { byOption, mapLook } from '../../src/film/look-fields.ts';
import { lookSchema } from '../../src/film/look-schema.ts';
import type { Format } from '../../src/scene/stage.ts';
import type { Fps } from '../../src/story/clock.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';

/** Frame rates as an enumeration, for which the Studio shows a menu; literals it shows as mere text. */
const FPS = { fps24: 24, fps25: 25, fps30: 30, fps50: 50, fps60: 60 } as const satisfies Record<string, Fps>;

/** The props of every composition besides its film's params. */
const viewShape = {
  seed: z.string().default('1').describe('seed of all randomness'),
  fps: z.enum(FPS).default(30).describe('frames per second'),
  ...byOption(mapLook((_, name): z.ZodType => z._default(lookSchema.shape[name], DEFAULT_LOOK[name]))),
};
const viewSchema = z.object(viewShape);

/** The props of a composition: the params of its film, with `seed`, `fps` and the fields of the look beside them. */
export type FilmProps = Record<string, unknown>;

/** The job that a composition's props describe. @throws ZodError naming the prop */
export function jobOf(film: Film, format: Format, props: FilmProps): FilmJob {
  const own = Object.fromEntries(Object.entries(props).filter(([key]) => !(key in viewShape)));
  const { seed, fps, ...options } = viewSchema.parse(props);
  const look = lookSchema.parse(mapLook(({ option }) => options[option]));
  return { film, params: film.params.parse(own), seed, fps, format, scale: 1, look };
}

/** A film's default props. */
export const defaultProps = (film: Film): FilmProps => ({
  ...z.record(z.string(), z.unknown()).parse(film.params.parse({})),
  ...viewSchema.parse({}),
});

/** A number's range in words, if it has one. */
function range({ minValue, maxValue }: z.ZodNumber): string {
  const whole = Number.MAX_SAFE_INTEGER;
  const [low, high] = [minValue ?? -whole, maxValue ?? whole];
  if (low > -whole && high < whole) return `${low} to ${high}`;
  if (low > -whole) return `at least ${low}`;
  return high < whole ? `at most ${high}` : '';
}

/**
 * A schema of the same values that the Studio's sidebar can edit completely. The Studio understands neither `prefault`
 * nor the description of a schema with a default, and shows no ranges; refinements and strictness are kept.
 *
 * @param words the description, if it comes from outside the schema
 * @throws TypeError for a schema that is not a zod schema
 */
export function editable(schema: z.core.$ZodType, words?: string): z.ZodType {
  if (!(schema instanceof z.ZodType)) throw new TypeError('params: every field must be a zod schema');
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

/** The prop schema of a film's compositions: its params and its look. */
export const propSchema = (film: Film): z.ZodObject => editableObject(film.params.safeExtend(viewShape));
