import type { Format } from '../../src/scene/stage.ts';

/** The id of a film's Remotion composition in a format: landscape is the film itself. */
export const compositionId = (film: string, format: Format): string =>
  format === 'landscape' ? film : `${film}-${format}`;

/** The id of the still that is that composition's poster. */
export const posterId = (film: string, format: Format): string => `${compositionId(film, format)}-poster`;
