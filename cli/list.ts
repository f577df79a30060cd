import { z } from 'zod';
import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../src/film/film.ts';
import { type FilmLength, filmLength } from '../src/film/film-length.ts';
import { paramRows } from '../src/film/param-rows.ts';
import { parseParams } from '../src/film/params.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { coloursOf } from './colours.ts';
import { namedFilm } from './named-film.ts';
import { printJson } from './print.ts';
import { table } from './table.ts';

interface ListFlags {
  readonly json?: boolean;
  readonly params?: boolean;
  readonly words?: boolean;
}

/** A film as a program wants to know it. */
const described = (film: Film) => ({
  id: film.id,
  title: film.words.title,
  ...filmLength(film),
  formats: FORMAT_NAMES,
  params: parseParams(film, {}),
  schema: z.toJSONSchema(film.params, { io: 'input' }),
  words: film.words.files,
});

const lengthText = ({ seconds, exact }: FilmLength): string =>
  seconds === null ? 'unknown' : exact ? `${seconds.toFixed(1)} s` : `about ${Math.round(seconds)} s`;

/** All films, a line each. */
function filmTable(films: readonly Film[]): string {
  const rows = films.map((film) => [
    film.id,
    film.words.title,
    lengthText(filmLength(film)),
    Object.keys(film.params.shape).join(', '),
  ]);
  return table(['film', 'title', 'length', 'params'], rows);
}

/** A default that is longer than this is not shown: `--json` has it. */
const LONGEST_DEFAULT = 32;

/** A default value in a few characters. */
const shortDefault = (json: string): string => {
  if (json === '{}') return '';
  return json.length <= LONGEST_DEFAULT ? json : `${json[0]}…${json.at(-1)}`;
};

/** The params of a film, a line each. */
const paramTable = ({ params }: Film): string =>
  table(
    ['param', 'values', 'default', 'meaning'],
    paramRows(params).map(({ path, values, byDefault, description }) => [
      path,
      values,
      shortDefault(byDefault),
      description,
    ]),
  );

/** What `lossreel list` does. @throws UsageError if a film is unknown */
export async function list(
  ids: readonly string[],
  { json = false, params = false, words = false }: ListFlags,
): Promise<void> {
  const films =
    ids.length === 0 ? CATALOGUE : await Promise.all([...new Set(ids)].map((name) => namedFilm(name)));
  if (json) {
    printJson(films.map(described));
    return;
  }
  if (words) {
    const texts = films.map(({ id, words: { files } }) => [id, files.en ?? {}] as const);
    printJson(texts.length === 1 ? texts[0]?.[1] : Object.fromEntries(texts));
    return;
  }
  if (!params) {
    process.stdout.write(filmTable(films));
    return;
  }
  const { bold } = coloursOf(process.stdout);
  const tables = films.map((film) => `${bold(film.id)}  ${film.words.title}\n${paramTable(film)}`);
  process.stdout.write(tables.join('\n'));
}
