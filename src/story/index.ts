/** Time and words: clocks from steps to frames, the script of a film, its captions and chapters. Pure. @module lossreel/story */
export { type BoardRow, type BoardUpdate, boardAt, boardAtEachStep } from './board.ts';
export type { Brand, BrandCard, BrandText, LowerThird, Palette } from './brand.ts';

export { type Claim, type Claims, type Spoken, spokenAt } from './claims.ts';
export {
  arrivalOf,
  contains,
  endOf,
  type Fps,
  type FrameRange,
  flowing,
  frameAt,
  holding,
  hopping,
  type Manner,
  type Pace,
  progress,
  type StepClock,
  secondsAt,
  stepClock,
  stepDurations,
} from './clock.ts';
export { easeInOut, easeOut } from './ease.ts';
export { FRAME_RATES } from './frame-rates.ts';
export {
  DEFAULT_LOOK,
  LANGUAGES,
  type Language,
  type Look,
  type Rewording,
  type ThemeName,
} from './look.ts';
export { fixed, graded, percent, plain, rate, scientific, significant, times } from './numbers.ts';
export { type StepOnShow, stepOnShow } from './on-show.ts';
export { PHASES, phaseOf } from './phase.ts';
export { type Playhead, playheadAt, playheadOf, valueAt } from './playhead.ts';
export { type Quiz, quiz } from './quiz.ts';
export type { Narration, Recording } from './recording.ts';
export { type Cue, type PartOptions, type PartTime, part, type Script, script } from './script.ts';
export { type Caption, type Chapter, type Part, type PartOf, partAt, partsOf, type Story } from './story.ts';
export { type Tape, tape } from './tape.ts';
export { type FilmWords, filmWords, type Message, type Value, type WordsFile, written } from './words.ts';
export { bracketed, type Following, type WrittenSum, type WrittenTerm, writtenSum } from './written-sums.ts';
