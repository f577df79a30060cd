import { z } from 'zod';
import type { Look } from '../story/look.ts';
import { type LookField, mapLook } from './look-fields.ts';

const schemaOf = (field: LookField): z.ZodType =>
  ('choices' in field ? z.enum(field.choices) : z.number().min(field.low).max(field.high)).describe(
    field.description,
  );

/** A complete look as data. Its output has its fields in a fixed order, so that equal looks have equal keys. */
export const lookSchema = z.strictObject(
  mapLook(schemaOf) as { readonly [Name in keyof Look]: z.ZodType<Look[Name]> },
);
