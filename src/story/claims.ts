import type { Trace } from '../sim/trace.ts';
import type { StepClock } from './clock.ts';
import { playheadAt } from './playhead.ts';
import { partAt, type Story } from './story.ts';
import type { Message } from './words.ts';

/** A frame at which something is said, and all that it can be said about. */
export interface Spoken<T extends Trace = Trace, S extends Story = Story> {
  readonly trace: T;
  readonly story: S;
  readonly frame: number;
  readonly part: S['parts'][number];
  /** Steps done by then on the part's clock; `null` for a part without one. */
  readonly step: number | null;
}

/**
 * What makes a caption true. `definition`: it explains a word or a picture and says nothing of the trace. Otherwise a
 * function of the values that it was worded with; it is asked for every frame at which the caption stands, and works its
 * answer out from the trace, not from whatever chose the caption.
 *
 * The type of a method, as methods of films with different traces go into one list.
 */
export type Claim<T extends Trace = Trace, S extends Story = Story> =
  | 'definition'
  | { holds(values: Message['values'], now: Spoken<T, S>): boolean }['holds'];

/** The claims of a film: what makes each of its captions true, by key. */
export type Claims<T extends Trace = Trace, S extends Story = Story, K extends string = string> = Readonly<
  Record<K, Claim<T, S>>
>;

const hasClock = (part: object): part is { readonly clock: StepClock } => 'clock' in part;

/** The moment at which a caption is asked whether it holds. @throws RangeError if the frame is outside the film */
export function spokenAt<T extends Trace, S extends Story>(trace: T, story: S, frame: number): Spoken<T, S> {
  const part: S['parts'][number] = partAt(story, frame);
  const step = hasClock(part) ? playheadAt(part.clock, frame).done : null;
  return { trace, story, frame, part, step };
}
