import { scaledSize } from '../render/paint/picture.ts';
import { FORMATS, type Format } from '../scene/stage.ts';
import type { Fps } from '../story/clock.ts';
import type { Look } from '../story/look.ts';
import type { Film, Inputs } from './film.ts';
import { nameMarks } from './output-name.ts';

/** Everything that determines a film's frames and samples. */
export interface FilmJob {
  readonly film: Film;
  /** Complete, as parsed by the film's schema. */
  readonly params: unknown;
  readonly seed: string;
  readonly fps: Fps;
  readonly format: Format;
  /** Pixels per scene unit, 0.1 to 2. */
  readonly scale: number;
  readonly look: Look;
  /** Where its brand was read from, for the provenance; the look has all that is in it. */
  readonly brandFile?: string;
  /** Where its narration was read from, by part; the look says what is in it. */
  readonly narrationFiles?: Readonly<Record<string, string>>;
  /** The files named in the params, once `withInputs` has read them. */
  readonly inputs?: Inputs;
}

/** Everything that determines a film's trace. */
export type Simulation = Pick<FilmJob, 'film' | 'params' | 'seed' | 'inputs'>;

/** A job as plain data, for keys and threads: the film as its id, without the bytes of its inputs or where brand and narration lie. */
export type PlainJob = Omit<FilmJob, 'film' | 'inputs' | 'brandFile' | 'narrationFiles'> & {
  readonly film: string;
};

export const plainJob = ({
  film,
  inputs: _,
  brandFile: __,
  narrationFiles: ___,
  ...job
}: FilmJob): PlainJob => ({
  film: film.id,
  ...job,
});

/** `<film>[-portrait|-square][-light][-<lang>]`: defaults unmarked. */
export const outputName = ({ film, format, look }: FilmJob): string =>
  film.id + nameMarks({ format, theme: look.theme, lang: look.language });

/** Size of the picture in pixels; both sides are even, as yuv420p requires. */
export const pixelSize = ({ format, scale }: Pick<FilmJob, 'format' | 'scale'>) => ({
  width: scaledSize(FORMATS[format].width, scale),
  height: scaledSize(FORMATS[format].height, scale),
});
