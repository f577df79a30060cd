import { z } from 'zod';

/** One param of a film, as described by its schema. */
export interface ParamRow {
  /** Its path: `races[].optimizers[].momentum`. */
  readonly path: string;
  /** Allowed values: `1 to 300, whole`. */
  readonly values: string;
  /** As JSON; empty if there is none. */
  readonly byDefault: string;
  readonly description: string;
}

type Schema = z.core.JSONSchema.JSONSchema;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** In old drafts of JSON Schema these are booleans. */
const numeric = (limit: unknown): number | undefined => (typeof limit === 'number' ? limit : undefined);

/** `1 to 300`, `from 1`, or nothing. The largest safe integer does not count as a limit. */
function rangeOf(low: number | undefined, greatest: number | undefined): string {
  const high = greatest === Number.MAX_SAFE_INTEGER ? undefined : greatest;
  if (low !== undefined && high !== undefined) return low === high ? String(low) : `${low} to ${high}`;
  if (low !== undefined) return `from ${low}`;
  return high === undefined ? '' : `up to ${high}`;
}

/** The values a schema allows, in a few words. */
function valuesOf(schema: Schema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum !== undefined) return schema.enum.join(' | ');
  switch (schema.type) {
    case 'integer':
      return `${rangeOf(schema.minimum, schema.maximum)}, whole`;
    case 'number':
      return rangeOf(
        schema.minimum ?? numeric(schema.exclusiveMinimum),
        schema.maximum ?? numeric(schema.exclusiveMaximum),
      );
    case 'array':
      return `list of ${rangeOf(schema.minItems ?? 0, schema.maxItems)}`;
    case 'string':
      return 'text';
    default:
      return '';
  }
}

/** A schema and everything within it, depth first; for a union by `kind`, each field once, with the kinds that have it. */
function rowsOf(schema: Schema, path: string): readonly ParamRow[] {
  const own: readonly ParamRow[] =
    path === '' ||
    (schema.type === 'object' && schema.default === undefined && schema.description === undefined)
      ? []
      : [
          {
            path,
            values: valuesOf(schema),
            byDefault: schema.default === undefined ? '' : JSON.stringify(schema.default),
            description: schema.description ?? '',
          },
        ];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    isSchema(field) ? rowsOf(field, path === '' ? name : `${path}.${name}`) : [],
  );
  const items =
    isSchema(schema.items) && !Array.isArray(schema.items) ? itemRows(schema.items, `${path}[]`) : [];
  return [...own, ...fields, ...items];
}

/** The rows of a list's members. For plain values there are none: the list's own row covers all but their range. */
function itemRows(items: Schema, path: string): readonly ParamRow[] {
  const kinds = (items.oneOf ?? items.anyOf ?? []).filter(isSchema);
  if (kinds.length === 0) return rowsOf(items, path);
  const found = kinds.flatMap((kind) => {
    const name = isSchema(kind.properties?.kind) ? valuesOf(kind.properties.kind) : '';
    return rowsOf(kind, path).map((row) => ({ ...row, name }));
  });
  const alike = (a: ParamRow, b: ParamRow): boolean =>
    a.path === b.path &&
    (a.path === `${path}.kind` || (a.values === b.values && a.byDefault === b.byDefault));
  return found
    .filter((row, i) => found.findIndex((other) => alike(other, row)) === i)
    .map(({ name: _, ...row }) => {
      const names = found.filter((other) => alike(other, row)).map(({ name }) => name);
      if (row.path === `${path}.kind`) return { ...row, values: names.join(' | ') };
      const only = names.length === kinds.length ? '' : `${names.join(', ')}: `;
      return { ...row, description: `${only}${row.description}` };
    });
}

/** A schema with its references replaced by what they refer to. */
function resolved(value: unknown, definitions: Schema['$defs']): unknown {
  if (Array.isArray(value)) return value.map((member) => resolved(member, definitions));
  if (!isSchema(value)) return value;
  const { $ref, ...own } = value;
  const target = $ref === undefined ? {} : definitions?.[$ref.replace('#/$defs/', '')];
  return Object.fromEntries(
    Object.entries({ ...target, ...own }).map(([key, member]) => [key, resolved(member, definitions)]),
  );
}

/** Every param of a film's schema, in its order, as rows of a table. */
export function paramRows(params: z.ZodType): readonly ParamRow[] {
  const { $defs, ...schema } = z.toJSONSchema(params, { io: 'input' });
  return rowsOf(resolved(schema, $defs) as Schema, '');
}
