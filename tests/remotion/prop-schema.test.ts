import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { defaultProps, editable, jobOf, propSchema } from '../../compositions/remotion/prop-schema.ts';

/** The kinds of schema for which Remotion Studio has a control. */
const CONTROLS = new Set([
  ...[
    'string',
    'number',
    'boolean',
    'enum',
    'date',
    'array',
    'object',
    'tuple',
    'optional',
    'default',
    'union',
  ],
]);

interface Field {
  readonly path: string;
  readonly schema: z.ZodType;
}

/** A schema and everything inside it, except for the discriminators of unions. */
function fieldsOf(path: string, schema: z.core.$ZodType): readonly Field[] {
  if (!(schema instanceof z.ZodType)) throw new Error(path);
  const self = { path, schema };
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return [self, ...fieldsOf(path, schema.unwrap())];
  }
  if (schema instanceof z.ZodArray) return [self, ...fieldsOf(`${path}.0`, schema.element)];
  if (schema instanceof z.ZodTuple) {
    return [self, ...schema.def.items.flatMap((item, i) => fieldsOf(`${path}.${i}`, item))];
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return [self, ...schema.options.flatMap((option) => fieldsOf(path, option))];
  }
  if (schema instanceof z.ZodObject) {
    const entries = Object.entries(schema.shape).filter(([, field]) => !(field instanceof z.ZodLiteral));
    return [self, ...entries.flatMap(([key, field]) => fieldsOf(`${path}.${key}`, field))];
  }
  return [self];
}

describe.each(CATALOGUE)('the props of $id', (film) => {
  const fields = fieldsOf('props', propSchema(film));

  it('are all of a kind that the Studio has a control for', () => {
    const odd = fields.filter(({ schema }) => !CONTROLS.has(schema.type));
    expect(odd.map(({ path, schema }) => `${path}: ${schema.type}`)).toEqual([]);
  });

  it('state the range of every number', () => {
    const numbers = fields.filter(({ schema }) => schema instanceof z.ZodNumber);
    expect(numbers.length).toBeGreaterThan(0);
    const mute = numbers.filter(({ schema }) => !/\d/.test(schema.description ?? ''));
    expect(mute.map(({ path }) => path)).toEqual([]);
  });

  it('have defaults that the schema accepts and the film is simulated with', () => {
    const props = defaultProps(film);
    expect(propSchema(film).parse(props)).toEqual(props);
    expect(jobOf(film, 'square', props).params).toEqual(film.params.parse({}));
  });

  it('refuse an unknown one by name', () => {
    expect(() => jobOf(film, 'square', { ...defaultProps(film), colour: 'red' })).toThrow(
      `params of ${film.id}: Unrecognized key: "colour"`,
    );
    expect(propSchema(film).safeParse({ ...defaultProps(film), colour: 'red' }).success).toBe(false);
  });
});

it('a look that there is not is refused by name and rule', () => {
  const [film] = CATALOGUE;
  if (film === undefined) throw new Error('no film');
  expect(() => jobOf(film, 'square', { theme: 'purple', fps: 31 })).toThrow(
    `props of ${film.id}: fps: Invalid option: expected one of 24|25|30|50|60, got 31; theme: Invalid option: expected one of "dark"|"light", got "purple"`,
  );
});

describe('a schema made editable', () => {
  const numbers = z.array(z.number().min(0).max(1)).min(1).prefault([0.5]).describe('shares');

  it('takes the same values', () => {
    for (const value of [[0, 1], [], [2], 'x', undefined]) {
      const [plain, edited] = [numbers.safeParse(value), editable(numbers).safeParse(value)];
      expect([edited.success, edited.data]).toEqual([plain.success, plain.data]);
    }
  });

  it('keeps refinements', () => {
    const ordered = z
      .strictObject({ low: z.number().default(0), high: z.number().default(1) })
      .refine(({ low, high }) => low < high);
    expect(editable(ordered).safeParse({ low: 2 }).success).toBe(false);
    expect(editable(ordered).safeParse({}).success).toBe(true);
  });

  it('tells the Studio a step in which every usual value can be written, without asking for it', () => {
    const stepOf = (schema: z.ZodNumber): unknown => {
      const edited = editable(schema);
      if (!(edited instanceof z.ZodNumber)) throw new Error('no number');
      const steps = (edited.def.checks ?? []).map(({ _zod: { def } }) => def);
      return steps.find(({ check }) => check === 'multiple_of');
    };
    const step = (value: number) => ({ check: 'multiple_of', value });
    expect(stepOf(z.number().min(1e-6).max(100))).toEqual(step(1e-6));
    expect(stepOf(z.number().min(-5))).toEqual(step(1e-4));
    expect(stepOf(z.number().max(0.12345))).toEqual(step(1e-4));
    expect(stepOf(z.number().int().min(1))).toEqual(step(1));
    expect(editable(z.number().min(-5)).parse(0.123456789)).toBe(0.123456789);
  });

  it('adds to a list another of what it has by default', () => {
    const member = (schema: z.ZodType): unknown => {
      const list = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
      if (!(list instanceof z.ZodArray)) throw new Error('no list');
      return list.element instanceof z.ZodDefault ? list.element.def.defaultValue : undefined;
    };
    expect(member(editable(z.array(z.number().min(1e-6)).default([0.02, 0.6])))).toBe(0.6);
    expect(member(editable(z.array(z.number())))).toBe(undefined);
    const nested = editable(z.strictObject({ runs: z.array(z.string()) }).prefault({ runs: ['a', 'b'] }));
    const object = nested instanceof z.ZodDefault ? nested.unwrap() : nested;
    if (!(object instanceof z.ZodObject)) throw new Error('no object');
    expect(member(object.shape.runs)).toBe('b');
  });

  it('has its description where the Studio looks for it', () => {
    const inside = editable(numbers);
    expect(inside instanceof z.ZodDefault && inside.unwrap()).toMatchObject({
      description: 'shares',
    });
  });
});
