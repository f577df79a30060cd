import { UsageError } from '../film/errors.ts';
import type { Film } from '../film/film.ts';
import { FILM_ENDINGS, type WantedFilm } from '../film/film-files.ts';
import type { FilmJob } from '../film/job.ts';
import { nameProblem, outputNameOf, sameFileKey } from '../film/output-name.ts';
import { present } from '../film/present.ts';
import { DRAFT, FINAL } from '../render/encode/encoder.ts';
import { FORMATS, type Format } from '../scene/stage.ts';
import type { Look } from '../story/look.ts';
import type { Episode } from './manifest.ts';

/** An episode whose params have been checked and whose film is known. */
export interface CheckedEpisode
  extends Omit<Episode, 'film' | 'params' | 'title' | 'narration' | 'words' | 'brand'> {
  readonly brandFile?: string | undefined;
  /** The files of the narration that a look has. */
  readonly narrationFiles?: ReadonlyMap<Look['narration'], FilmJob['narrationFiles']>;
  readonly film: Film;
  readonly title: string;
  /** Complete, with the film's defaults filled in. */
  readonly params: unknown;
}

/** One film of a series, to be rendered. */
export interface PlannedFilm extends WantedFilm, Pick<CheckedEpisode, 'id' | 'number' | 'title'> {
  /** Predicted work; 1 is a frame of a megapixel of the simplest film. */
  readonly cost: number;
}

/** Settings that override those of the manifest. */
export interface Overrides {
  readonly scale: number | undefined;
  /** Half size, fast encoding. */
  readonly draft: boolean;
}

/** Fixed cost of a frame, in megapixels: drawing, and the part of encoding that does not scale with size. */
const FRAME_OVERHEAD = 0.5;

/** Assumed for a film that does not state its typical cost. */
const UNKNOWN = { seconds: 60, effort: 1 } as const;

/** Predicted work for a film. */
export function filmCost(
  { seconds, effort }: NonNullable<Film['typical']> = UNKNOWN,
  { fps, format, scale }: { readonly fps: number; readonly format: Format; readonly scale: number },
): number {
  const { width, height } = FORMATS[format];
  const megapixels = (width * height * scale * scale) / 1e6;
  return Math.round(seconds * fps * effort * (FRAME_OVERHEAD + megapixels));
}

const place = ({ id, number }: Pick<Episode, 'id' | 'number'>): string => `episodes[${number - 1}] '${id}'`;

/**
 * The films of a series in the order of its manifest: episodes × formats × looks.
 *
 * @param series title of the series
 * @throws UsageError if an output name is invalid, or two films share one
 */
export function planFilms(
  series: string,
  episodes: readonly CheckedEpisode[],
  overrides: Overrides = { scale: undefined, draft: false },
): readonly PlannedFilm[] {
  const base = overrides.draft ? DRAFT : FINAL;
  const films = episodes.flatMap((episode): readonly PlannedFilm[] => {
    const { id, number, title, film, params, seed, fps, mute, name, brandFile, narrationFiles } = episode;
    const size = overrides.scale ?? episode.scale;
    const scale = overrides.draft ? Math.max(0.1, size / 2) : size;
    const encoder = { ...base, crf: episode.crf ?? base.crf, preset: episode.preset ?? base.preset };
    return episode.formats.flatMap((format) =>
      episode.looks.map((look) => {
        const recordings = narrationFiles?.get(look.narration);
        const named = { series, number, id, film: film.id, format, theme: look.theme, lang: look.language };
        return {
          id,
          number,
          title,
          job: {
            ...{ film: present(film, look), params, seed, fps, format, scale, look },
            ...(brandFile === undefined ? {} : { brandFile }),
            ...(recordings === undefined ? {} : { narrationFiles: recordings }),
          },
          encoder,
          mute,
          output: outputNameOf(name, named),
          cost: filmCost(film.typical, { fps, format, scale }),
        };
      }),
    );
  });
  checkNames(films);
  return films;
}

function checkNames(films: readonly PlannedFilm[]): void {
  const taken = new Map<string, PlannedFilm>();
  for (const film of films) {
    const { output } = film;
    const problem = nameProblem(output);
    if (problem !== undefined) throw new UsageError(`${place(film)}: the output name '${output}' ${problem}`);
    const other = taken.get(sameFileKey(output));
    if (other !== undefined) {
      throw new UsageError(
        other.id === film.id
          ? `${place(film)}: two of its films have the same output name, '${output}': use {marks} in its name`
          : `${place(other)} and ${place(film)} have the same output name: '${other.output}' and '${output}'`,
      );
    }
    taken.set(sameFileKey(output), film);
  }
  for (const film of films) {
    const folders = film.output.split('/').slice(0, -1);
    for (let depth = 1; depth <= folders.length; depth += 1) {
      const folder = folders.slice(0, depth).join('/');
      const ending = FILM_ENDINGS.find((candidate) => sameFileKey(folder).endsWith(candidate));
      const file = ending && taken.get(sameFileKey(folder).slice(0, -ending.length));
      if (file)
        throw new UsageError(`${place(film)}: its folder '${folder}' would be a file of ${place(file)}`);
    }
  }
}
