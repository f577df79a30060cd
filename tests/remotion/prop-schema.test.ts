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
    expect(() => jobOf(film, 'square', { ...defaultProps(film), colour: 'red' })).toThrow('colour');
    expect(propSchema(film).safeParse({ ...defaultProps(film), colour: 'red' }).success).toBe(false);
  });
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

  it('has its description where the Studio looks for it', () => {
    const inside = editable(numbers);
    expect(inside instanceof z.ZodDefault && inside.unwrap()).toMatchObject({
      description: 'shares',
    });
  });
});
