import { z } from 'zod';
import { manifestSchema } from './manifest.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** What an editor needs to know about a film. */
export interface FilmSchema {
  readonly id: string;
  readonly params: JsonSchema;
}

/** A path, which is what somebody's own film is named by. */
const OWN = '^\\.|[/\\\\]';

const object = (schema: unknown): JsonSchema => z.record(z.string(), z.unknown()).parse(schema);

/** If an episode shows this film, its params are this film's params or the name of a file. */
const paramsRule = ({ id, params }: FilmSchema): JsonSchema => {
  const { $schema: _, $defs: __, ...schema } = params;
  return {
    if: { properties: { film: { const: id } } },
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    then: { properties: { params: { anyOf: [{ type: 'string' }, schema] } } },
  };
};

/** The JSON Schema of a manifest: zod's, plus the available films and the params of each. */
export function manifestJsonSchema(films: readonly FilmSchema[]): JsonSchema {
  const schema = object(z.toJSONSchema(manifestSchema, { io: 'input' }));
  const properties = object(schema.properties);
  const episodes = object(properties.episodes);
  const items = object(episodes.items);
  const { type, minLength: _, ...about } = object(object(items.properties).film);
  const film = { ...about, anyOf: [{ enum: films.map(({ id }) => id) }, { type, pattern: OWN }] };
  return {
    ...schema,
    title: 'lossreel series',
    // A film's schema refers to its definitions from the root.
    $defs: Object.assign({}, ...films.map(({ params }) => params.$defs ?? {})),
    properties: {
      ...properties,
      episodes: {
        ...episodes,
        items: {
          ...items,
          properties: { ...object(items.properties), film },
          allOf: films.map(paramsRule),
        },
      },
    },
  };
}
