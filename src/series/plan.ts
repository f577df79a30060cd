import { DRAFT, type EncoderSettings, FINAL } from '../render/encoder.ts';
import type { Format } from '../scene/stage.ts';
import { FORMATS } from '../scene/stage.ts';
import type { ThemeName } from '../scene/theme.ts';
import type { Language } from '../story/captions.ts';
import { FILM_ENDINGS } from './film-files.ts';
import type { Episode } from './manifest.ts';
import { nameProblem, outputNameOf, sameFileKey } from './output-name.ts';

/** How long a film typically is and how hard its frames are, to predict what it costs. */
export interface Effort {
  /** Seconds at the default params. */
  readonly seconds: number;
  /** Time for a frame, as a multiple of the simplest film's. */
  readonly effort: number;
}

/** An episode whose params have been checked and whose film is known. */
export interface CheckedEpisode extends Omit<Episode, 'params' | 'title'> {
  readonly title: string;
  /** Complete: with the film's defaults. */
  readonly params: unknown;
  readonly typical: Effort;
}

/** One film of a series to be rendered. */
export interface PlannedFilm
  extends Omit<CheckedEpisode, 'formats' | 'themes' | 'languages' | 'name' | 'typical' | 'crf' | 'preset'> {
  readonly encoder: EncoderSettings;
  readonly format: Format;
  readonly theme: ThemeName;
  readonly language: Language;
  /** Path in the output folder, without the ending. */
  readonly output: string;
  /** Predicted work; 1 is a frame of a megapixel of the simplest film. */
  readonly cost: number;
}

/** What the caller asks of all films, whatever the manifest says. */
export interface Overrides {
  readonly scale: number | undefined;
  /** Half the size, encoded fast. */
  readonly draft: boolean;
}

/** A plan that cannot be carried out; says which episodes do not agree. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/** A frame costs this many megapixels before its first pixel: drawing, encoding's share that does not scale. */
const FRAME_OVERHEAD = 0.5;

/** Predicted work for a film. */
export function filmCost(
  { seconds, effort }: Effort,
  { fps, format, scale }: { readonly fps: number; readonly format: Format; readonly scale: number },
): number {
  const { width, height } = FORMATS[format];
  const megapixels = (width * height * scale * scale) / 1e6;
  return Math.round(seconds * fps * effort * (FRAME_OVERHEAD + megapixels));
}

const place = ({ id, number }: Pick<Episode, 'id' | 'number'>): string => `episodes[${number - 1}] '${id}'`;

/**
 * The films of a series in the order of its manifest: episodes × formats × themes × languages.
 *
 * @param series title of the series
 * @throws PlanError when an output name is none, or two films have the same
 */
export function planFilms(
  series: string,
  episodes: readonly CheckedEpisode[],
  overrides: Overrides = { scale: undefined, draft: false },
): readonly PlannedFilm[] {
  const base = overrides.draft ? DRAFT : FINAL;
  const films = episodes.flatMap(
    ({ formats, themes, languages, name, typical, crf, preset, ...episode }): readonly PlannedFilm[] => {
      const size = overrides.scale ?? episode.scale;
      const scale = overrides.draft ? Math.max(0.1, size / 2) : size;
      const encoder = { ...base, crf: crf ?? base.crf, preset: preset ?? base.preset };
      return formats.flatMap((format) =>
        themes.flatMap((theme) =>
          languages.map((language) => ({
            ...episode,
            scale,
            encoder,
            format,
            theme,
            language,
            output: outputNameOf(name, { ...episode, series, format, theme, lang: language }),
            cost: filmCost(typical, { fps: episode.fps, format, scale }),
          })),
        ),
      );
    },
  );
  checkNames(films);
  return films;
}

function checkNames(films: readonly PlannedFilm[]): void {
  const taken = new Map<string, PlannedFilm>();
  for (const film of films) {
    const { output } = film;
    const problem = nameProblem(output);
    if (problem !== undefined) throw new PlanError(`${place(film)}: the output name '${output}' ${problem}`);
    const other = taken.get(sameFileKey(output));
    if (other !== undefined) {
      throw new PlanError(
        other.id === film.id
          ? `${place(film)}: two of its films have one output name, '${output}': use {marks} in its name`
          : `${place(other)} and ${place(film)} have one output name: '${other.output}' and '${output}'`,
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
      if (file) throw new PlanError(`${place(film)}: its folder '${folder}' is a file of ${place(file)}`);
    }
  }
}
