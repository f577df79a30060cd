import { z } from 'zod';
import type { KeysAt } from './errors.ts';

type Schema = z.core.JSONSchema.JSONSchema;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The alternatives of a schema, or just itself. */
const alternatives = (schema: Schema): readonly Schema[] => {
  const kinds = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])].filter(isSchema);
  return kinds.length === 0 ? [schema] : kinds.flatMap(alternatives);
};

/** What a schema says of one of its fields or items. */
function within(schema: Schema, key: PropertyKey): readonly Schema[] {
  const inside = typeof key === 'number' ? schema.items : schema.properties?.[String(key)];
  return isSchema(inside) ? alternatives(inside) : [];
}

/** Whether a value has the fixed fields of an alternative, such as its `kind`. */
const fits = (schema: Schema, value: unknown): boolean =>
  Object.entries(schema.properties ?? {}).every(
    ([key, field]) =>
      !isSchema(field) ||
      field.const === undefined ||
      (typeof value === 'object' && value !== null && Reflect.get(value, key) === field.const),
  );

/** Looks up which fields a schema knows, for whoever met one that it does not. */
export const keysOf =
  (schema: z.ZodType): KeysAt =>
  (path, value) => {
    const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const found = path.reduce<readonly Schema[]>(
      (schemas, key) => schemas.flatMap((one) => within(one, key)),
      alternatives(whole),
    );
    const fitting = found.filter((one) => fits(one, value));
    const known = fitting.length > 0 ? fitting : found;
    return [...new Set(known.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  };
