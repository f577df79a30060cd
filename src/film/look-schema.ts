import { z } from 'zod';
import { DEFAULT_LOOK, type Look } from '../story/look.ts';
import { brandSchema } from './brand/brand-schema.ts';
import { type LookField, mapLook } from './look-fields.ts';
import { narrationSchema } from './narration/schema.ts';
import { rewordingOf, rewordingSchema } from './rewording.ts';

const schemaOf = (field: LookField): z.ZodType =>
  ('choices' in field
    ? z.enum(field.choices)
    : 'low' in field
      ? z.number().min(field.low).max(field.high)
      : 'file' in field
        ? z._default(z.string(), DEFAULT_LOOK[field.option])
        : 'folder' in field
          ? z._default(narrationSchema, DEFAULT_LOOK[field.option])
          : field.option === 'words'
            ? z._default(rewordingSchema, DEFAULT_LOOK.words)
            : z._default(z.nullable(brandSchema), DEFAULT_LOOK.brand)
  ).describe('data' in field ? `${field.description}: ${field.data}` : field.description);

/** A look as data, complete but for what few films have. */
export const lookSchema = z.strictObject(
  mapLook(schemaOf) as { readonly [Name in keyof Look]: z.ZodType<Look[Name]> },
);

/**
 * A complete look. It has its fields in a fixed order, and its words by language, so that equal looks have equal keys.
 *
 * @throws UsageError about its words; ZodError about anything else
 */
export function parseLook(fields: Readonly<Record<keyof Look, unknown>>): Look {
  const look = lookSchema.parse(fields);
  return { ...look, words: rewordingOf(look.words, look.language) };
}
