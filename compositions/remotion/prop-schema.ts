import { z } from 'zod';
import { brandSchema } from '../../src/film/brand/brand-schema.ts';
import { checkBrand } from '../../src/film/brand/check-brand.ts';
import { describeIssues, UsageError } from '../../src/film/errors.ts';
import type { Film } from '../../src/film/film.ts';
import type { FilmJob } from '../../src/film/job.ts';
import { byOption, LOOK_FIELDS, mapLook } from '../../src/film/look-fields.ts';
import { lookSchema, parseLook } from '../../src/film/look-schema.ts';
import { narrationSchema } from '../../src/film/narration/schema.ts';
import { parseParams } from '../../src/film/params.ts';
import { present } from '../../src/film/present.ts';
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
  /** Text, which the Studio has a control for: none, or a static file, which {@link filmMetadata} reads; so with the narration, a folder. */
  brand: z._default(z.union([z.string(), brandSchema]), ''),
  narration: z._default(z.union([z.string(), narrationSchema]), ''),
};
const viewSchema = z.object(viewShape);

/** The props of a composition: the params of its film, with `seed`, `fps` and the fields of the look beside them. */
export type FilmProps = Record<string, unknown>;

/** The job that a composition's props describe. @throws UsageError naming the prop and the rule */
export function jobOf(film: Film, format: Format, props: FilmProps): FilmJob {
  const own = Object.fromEntries(Object.entries(props).filter(([key]) => !(key in viewShape)));
  const view = viewSchema.safeParse(props, { reportInput: true });
  if (!view.success) throw new UsageError(`props of ${film.id}: ${describeIssues(view.error)}`);
  const { seed, fps, ...options } = view.data;
  for (const name of ['brand', 'narration'] as const)
    if (typeof options[name] === 'string' && options[name] !== '')
      throw new UsageError(
        `props of ${film.id}: ${name}: '${options[name]}' has not been read: filmMetadata does`,
      );
  const look = parseLook({
    ...mapLook(({ option }) => options[option]),
    brand: options.brand || null,
    narration: options.narration || DEFAULT_LOOK.narration,
  });
  if (look.brand !== null) checkBrand(look.brand);
  return { film: present(film, look), params: parseParams(film, own), seed, fps, format, scale: 1, look };
}

/** A job as the props of its composition. */
export const propsOf = ({ params, seed, fps, look }: FilmJob): FilmProps => ({
  ...(params as object),
  seed,
  fps,
  ...byOption<unknown>({
    ...look,
    brand: look.brand ?? '',
    narration: Object.keys(look.narration).length === 0 ? '' : look.narration,
  }),
});

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

/** Digits behind the decimal point: 6 for 1e-6. */
function decimals(x: number): number {
  const [digits = '', exponent = '0'] = String(x).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

/**
 * A number in the Studio is typed and dragged in steps, counted from its minimum: of 1 if that is whole, else of 0.0001.
 * From −5 it would refuse −1.55, and from 0.000001 even 0.1. Tells it a step in which all these can be written.
 */
function stepped(schema: z.ZodNumber): z.ZodNumber {
  const digits = schema.isInt ? 0 : Math.max(4, decimals(schema.minValue ?? 0));
  // The Studio reads the step from the definition of a check; this one takes every value.
  const step = z.core._check<number>(() => {});
  const def: z.core.$ZodCheckMultipleOfDef = { check: 'multiple_of', value: Number(`1e-${digits}`) };
  step._zod.def = def;
  return schema.clone({ ...schema.def, checks: [...(schema.def.checks ?? []), step] });
}

/** A list whose members have a default, which "+" adds to it in the Studio: the last of those it has by default. */
function editableList(schema: z.ZodArray, usual: unknown): z.ZodType {
  const last: unknown = Array.isArray(usual) ? usual.at(-1) : undefined;
  const member = editable(schema.element, undefined, last);
  return schema.clone({ ...schema.def, element: last === undefined ? member : member.default(last) });
}

/**
 * A schema of the same values that the Studio's sidebar can edit completely. The Studio understands neither `prefault`
 * nor the description of a schema with a default, and shows no ranges; refinements and strictness are kept.
 *
 * @param words the description, if it comes from outside the schema
 * @param usual the value by default, as far as it is known
 * @throws TypeError for a schema that is not a zod schema
 */
export function editable(schema: z.core.$ZodType, words?: string, usual?: unknown): z.ZodType {
  if (!(schema instanceof z.ZodType)) throw new TypeError('params: every field must be a zod schema');
  const description = words ?? schema.description;
  const told = (plain: z.ZodType, more = ''): z.ZodType => {
    const all = [description, more].filter((part) => part !== undefined && part !== '').join('; ');
    return all === '' ? plain : plain.describe(all);
  };
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) {
    const value = schema.parse(undefined);
    return editable(schema.unwrap(), description, value).default(value);
  }
  if (schema instanceof z.ZodOptional) return told(editable(schema.unwrap(), description, usual).optional());
  if (schema instanceof z.ZodNumber) return told(stepped(schema), range(schema));
  if (schema instanceof z.ZodObject) return told(editableObject(schema, usual));
  if (schema instanceof z.ZodArray) return told(editableList(schema, usual));
  if (schema instanceof z.ZodTuple) {
    const items = schema.def.items.map((item) => editable(item));
    return told(schema.clone({ ...schema.def, items }));
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const options = schema.options.map((option) => editable(option, undefined, usual));
    return told(schema.clone({ ...schema.def, options }));
  }
  return told(schema);
}

function editableObject(schema: z.ZodObject, usual: unknown): z.ZodObject {
  const known = z.record(z.string(), z.unknown()).safeParse(usual).data ?? {};
  const fields = Object.entries(schema.shape).map(([key, field]) => [
    key,
    editable(field, undefined, known[key]),
  ]);
  return schema.clone({ ...schema.def, shape: Object.fromEntries(fields) });
}

/** A control for each text of a film, in the language of the composition; the Studio has none for records. */
function textsOf({ words }: Film): z.ZodType {
  const own = (texts: string | readonly string[]) =>
    z
      .string()
      .optional()
      .describe([texts].flat()[0] ?? '');
  const fields = Object.entries(words.files.en ?? {}).map(([key, texts]) => [key, own(texts)]);
  return z.object(Object.fromEntries(fields)).default({}).describe(LOOK_FIELDS.words.description);
}

const BRAND_FILE = z
  .string()
  .default('')
  .describe(`${LOOK_FIELDS.brand.description}: a brand.json in Remotion's public folder`);

const NARRATION_FOLDER = z
  .string()
  .default('')
  .describe(`${LOOK_FIELDS.narration.description}: a folder in Remotion's public folder`);

/** The prop schema of a film's compositions: its params and its look. */
export const propSchema = (film: Film): z.ZodObject =>
  editableObject(
    film.params.safeExtend({
      ...viewShape,
      words: textsOf(film),
      brand: BRAND_FILE,
      narration: NARRATION_FOLDER,
    }),
    defaultProps(film),
  );
