/**
 * The library's front door: what a film is written with, in Node and in a page alike. Behind `lossreel/film` is what
 * renders, judges and verifies films in Node; behind `lossreel/remotion`, what shows one in a Remotion project.
 */

// A schema is known by the classes of the zod that made it, so films take this one.
export { z } from 'zod';
export * from '../audio/index.ts';
export type { Film, InputRef, Inputs, ProgressReporter, SceneProps } from './film/film.ts';
export * from './scene/index.ts';
export * from './sim/index.ts';
export * from './story/index.ts';
