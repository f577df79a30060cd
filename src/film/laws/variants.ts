import { z } from 'zod';
import type { Film } from '../film.ts';

/** Params to ask a film's laws of, beside its defaults. */
export interface Variant {
  /** What it changes: `steps: 2000`. */
  readonly name: string;
  /** What `--props` takes for it: all that is not by default. */
  readonly props: Readonly<Record<string, unknown>>;
  /** Complete. */
  readonly params: unknown;
}

type Schema = z.core.JSONSchema.JSONSchema;
type Fields = Readonly<Record<string, unknown>>;

/** Another value for a param, and what it is. */
interface Alternative {
  readonly name: string;
  readonly value: unknown;
}

/** How far beyond their defaults numbers are tried. */
interface Reach {
  /** At most this many times the default, for whole numbers: what costs time. */
  readonly times: number;
}

const LONGEST_LIST = 12;
const GOLDEN = 0.618033988749895;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The ends of a number's range; ten times and a tenth of the default where it has none. */
function endsOf(schema: Schema, current: number, { times }: Reach): readonly [low: number, high: number] {
  const open = (limit: number | undefined): number | undefined =>
    limit === undefined ? undefined : limit + (current - limit) / 10;
  // In old drafts of JSON Schema exclusive limits are booleans; the largest safe integer is none.
  const far = (limit: unknown): number | undefined =>
    typeof limit !== 'number' || Math.abs(limit) === Number.MAX_SAFE_INTEGER ? undefined : limit;
  const low = far(schema.minimum) ?? open(far(schema.exclusiveMinimum)) ?? current / 10;
  const high = far(schema.maximum) ?? open(far(schema.exclusiveMaximum)) ?? current * 10;
  if (schema.type !== 'integer') return [low, high];
  return [Math.ceil(low), Math.floor(Math.min(high, Math.max(low + 1, Math.abs(current) * times)))];
}

const kindsOf = (schema: Schema): readonly Schema[] => (schema.oneOf ?? schema.anyOf ?? []).filter(isSchema);

const allowed = (schema: Schema, value: unknown): boolean => {
  if (schema.const !== undefined) return schema.const === value;
  const { properties = {} } = schema;
  return Object.entries(properties).every(
    ([key, field]) =>
      !isSchema(field) || field.const === undefined || (isFields(value) && value[key] === field.const),
  );
};

/** A value that a schema allows: its default, its first, its least. */
function example(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [kind] = kindsOf(schema);
  if (kind !== undefined) return example(kind);
  switch (schema.type) {
    case 'number':
    case 'integer':
      return endsOf(schema, 1, { times: 1 })[0];
    case 'boolean':
      return false;
    case 'array': {
      const items = isSchema(schema.items) ? schema.items : {};
      const fixed = (schema.prefixItems ?? []).filter(isSchema).map(example);
      return fixed.length > 0 ? fixed : Array.from({ length: schema.minItems ?? 0 }, () => example(items));
    }
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
          isSchema(field) && (field.default !== undefined || schema.required?.includes(key))
            ? [[key, example(field)]]
            : [],
        ),
      );
    default:
      return '';
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

/** The lists of a schema: the shortest and the longest, and one alternative for all members at once. */
function listAlternatives(
  schema: Schema,
  current: readonly unknown[],
  path: string,
  reach: Reach,
): readonly Alternative[] {
  const fixed = (schema.prefixItems ?? []).filter(isSchema);
  if (fixed.length > 0) {
    return fixed.flatMap((item, at) =>
      alternatives(item, current[at], `${path}[${at}]`, reach).map(({ name, value }) => ({
        name,
        value: current.map((old, i) => (i === at ? value : old)),
      })),
    );
  }
  if (!isSchema(schema.items) || Array.isArray(schema.items)) return [];
  const { items } = schema;
  const members = current.length > 0 ? current : [example(items)];
  const least = schema.minItems ?? 0;
  const most = Math.min(schema.maxItems ?? 2 * members.length, LONGEST_LIST);
  const ofLength = (length: number): unknown[] =>
    Array.from({ length }, (_, i) => members[i % members.length]);
  const [first] = members;
  return [
    ...[least, most]
      .filter((length) => length !== current.length)
      .map((length) => ({ name: `${path}: ${length} of them`, value: ofLength(length) })),
    ...alternatives(items, first, `${path}[]`, reach).map(({ name, value }) => ({
      name,
      // Of members with fields only what the alternative is about is changed.
      value: members.map((member) =>
        isFields(member) && isFields(value) && isFields(first) ? changedLike(member, first, value) : value,
      ),
    })),
  ];
}

/** A member with the change that led from one value to another; the other itself if it is of another kind. */
function changedLike(member: Fields, from: Fields, to: Fields): Fields {
  if (Object.keys(from).some((key) => !(key in to)) || Object.keys(to).some((key) => !(key in from)))
    return to;
  const changes = Object.entries(to).filter(([key, value]) => !equal(value, from[key]));
  return { ...member, ...Object.fromEntries(changes) };
}

/** Every other value worth trying in place of one. */
function alternatives(schema: Schema, current: unknown, path: string, reach: Reach): readonly Alternative[] {
  const plain = (values: readonly unknown[]): readonly Alternative[] =>
    values
      .filter((value) => !equal(value, current))
      .map((value) => ({ name: `${path}: ${shown(value)}`, value }));
  if (schema.enum !== undefined) return plain(schema.enum);
  const kinds = kindsOf(schema);
  if (kinds.length > 0) {
    return kinds.flatMap((kind) => {
      const own = allowed(kind, current) && current !== undefined;
      const base = own ? current : example(kind);
      return [...(own ? [] : plain([base])), ...alternatives(kind, base, path, reach)];
    });
  }
  switch (schema.type) {
    case 'number':
    case 'integer':
      return plain([...new Set(endsOf(schema, typeof current === 'number' ? current : 1, reach))]);
    case 'boolean':
      return plain([false, true]);
    case 'array':
      return listAlternatives(schema, Array.isArray(current) ? current : [], path, reach);
    case 'object': {
      const fields: Fields = isFields(current) ? current : {};
      return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
        // Texts, often of files, can be anything.
        if (!isSchema(field) || (field.type === 'string' && field.enum === undefined)) return [];
        return alternatives(field, fields[key], path === '' ? key : `${path}.${key}`, reach).map(
          ({ name, value }) => ({ name, value: { ...fields, [key]: value } }),
        );
      });
    }
    default:
      return [];
  }
}

/** Params with every whole number halfway, by ratio, between its least and what it is: quick to train. */
function lessened(schema: Schema, current: unknown): unknown {
  if (schema.type === 'integer' && typeof current === 'number' && schema.minimum !== undefined)
    return Math.max(schema.minimum, Math.round(Math.sqrt(Math.max(1, schema.minimum) * current)));
  if (Array.isArray(current)) {
    const { items } = schema;
    return isSchema(items) && !Array.isArray(items) ? current.map((each) => lessened(items, each)) : current;
  }
  if (!isFields(current)) return current;
  return Object.fromEntries(
    Object.entries(current).map(([key, value]) => {
      const field = schema.properties?.[key];
      return [key, isSchema(field) ? lessened(field, value) : value];
    }),
  );
}

/** What of some params is not by default. */
function differing(params: Fields, defaults: Fields): Fields {
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      const usual = defaults[key];
      if (equal(value, usual)) return [];
      return [[key, isFields(value) && isFields(usual) ? differing(value, usual) : value]];
    }),
  );
}

/**
 * Params made from the ranges of a film's schema: each number at its low and high end, each choice, lists at their
 * shortest and longest. Each changes one thing; what the schema refuses is left out. For a film that trains, from
 * params at which that is quick, and with at most four times as many of anything. The same ones every time.
 *
 * @param most how many; taken evenly from all there are, as is every number of the first of them
 */
export function variantsOf(
  film: Film,
  most: number,
): { readonly variants: readonly Variant[]; readonly of: number } {
  const schema = z.toJSONSchema(film.params, { io: 'input' });
  const defaults = film.params.parse({}) as Fields;
  const parsed = (value: unknown): Fields | undefined => {
    const result = film.params.safeParse(value);
    return result.success ? (result.data as Fields) : undefined;
  };
  const base = film.trains ? (parsed(lessened(schema, defaults)) ?? defaults) : defaults;
  const reach = { times: film.trains ? 4 : Number.POSITIVE_INFINITY };
  const seen = new Set([JSON.stringify(defaults)]);
  const all = alternatives(schema, base, '', reach).flatMap(({ name, value }): readonly Variant[] => {
    const params = parsed(value);
    const key = JSON.stringify(params);
    if (params === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ name, params, props: differing(params, defaults) }];
  });
  // By the golden ratio any number of the first lies evenly among all.
  const rank = (i: number): number => (i * GOLDEN) % 1;
  const order = all.map((_, i) => i).sort((a, b) => rank(a) - rank(b));
  const variants = order.slice(0, most).flatMap((i) => all[i] ?? []);
  return { variants, of: all.length };
}
