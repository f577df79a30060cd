import { z } from 'zod';
import { DEFAULT_LOOK, type Look } from '../story/look.ts';
import { type LookField, mapLook } from './look-fields.ts';

const schemaOf = (field: LookField): z.ZodType =>
  ('choices' in field
    ? z.enum(field.choices)
    : 'low' in field
      ? z.number().min(field.low).max(field.high)
      : z._default(z.string(), DEFAULT_LOOK[field.option])
  ).describe(field.description);

/** A complete look as data. Its output has its fields in a fixed order, so that equal looks have equal keys. */
export const lookSchema = z.strictObject(
  mapLook(schemaOf) as { readonly [Name in keyof Look]: z.ZodType<Look[Name]> },
);
