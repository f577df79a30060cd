/**
 * Films in a Remotion project: a film as a component, the composition around it, and how Remotion renders it best.
 *
 * @module lossreel/remotion
 */
export { compositionId, posterId } from './composition-id.ts';
export { FilmPlayer, FilmPoster, type PlayerProps } from './FilmPlayer.tsx';
export { filmMetadata } from './metadata.ts';
export { defaultProps, type FilmProps, propSchema } from './prop-schema.ts';
