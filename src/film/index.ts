/** What a film is, and what is done with one in Node: told, drawn, asked every law, verified. @module lossreel/film */
export { nodeTypefaces } from '../render/paint/fonts.ts';
export { frameHash } from '../render/paint/frame-hash.ts';
export type { FrameSource } from '../render/paint/frame-painter.ts';
export { frameMarkup } from '../render/paint/markup.ts';
export type { Painter } from '../render/paint/picture.ts';
export { openPainter, openPixels, type Pixels, still } from '../render/still.ts';
export { readBrand } from './brand/read-brand.ts';
export { FilmError, UsageError } from './errors.ts';
export type { Film, FilmOrigin, InputRef, Inputs, ProgressReporter, SceneProps } from './film.ts';
export { frameSource } from './frame-source.ts';
export { type FilmJob, outputName, pixelSize, type Simulation } from './job.ts';
export { type CheckHooks, type CheckOptions, checkFilm, type FilmCheck } from './laws/check-film.ts';
export { anyFrameRate, gapless } from './laws/clock.ts';
export { anyOrder, keepsToParams, repeats } from './laws/determinism.ts';
export { describeFindings, type Finding, type Where } from './laws/finding.ts';
export { contrastingWords, legibleWords } from './laws/legibility.ts';
export { finiteTrace } from './laws/numbers.ts';
export { soundCues } from './laws/sound.ts';
export {
  probeFrames,
  type Subject,
  settledFrames,
  subjectOf,
} from './laws/subject.ts';
export { tastes } from './laws/tastes.ts';
export { trueCaptions } from './laws/truth.ts';
export { readableCaptions } from './laws/words.ts';
export { type OpenOptions, openFilm } from './own/open-film.ts';
export { parseParams } from './params.ts';
export { present } from './present.ts';
export { type Provenance, parseProvenance } from './sidecars/provenance.ts';
export { type ToldFilm, tellFilm } from './told-film.ts';
export { type EquationSource, typesetEquation } from './typeset-equation.ts';
export type { Check } from './verify/check.ts';
export { type FilmReport, type VerifyOptions, verifyFilm } from './verify/verify-film.ts';
