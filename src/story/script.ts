import { clamp } from '../sim/maths.ts';
import { remember } from '../sim/remember.ts';
import { CAPTION } from './captions.ts';
import { type Fps, type FrameRange, hopping, type Manner, type StepClock, stepClock } from './clock.ts';
import type { Look } from './look.ts';
import { narratedSeconds } from './narration.ts';
import type { Caption, Part, Story } from './story.ts';
import type { FilmWords, Message } from './words.ts';

/**
 * A caption, optionally with the time at which it should appear, in seconds from the start of its part. It is delayed
 * if the previous one is still up.
 */
export type Cue = Message | readonly [seconds: number, message: Message];

/** A caption with the times at which it appears and disappears, in seconds from the start of its part. */
interface TimedCue {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

/** Seconds from the start of a part to its first caption. */
const LEAD = 0.15;
/** Seconds between one caption and the next, so that the change is noticeable. */
const GAP = 0.1;
/** Seconds in which captions and headings appear, and in which they go. */
export const WORDS_FADE = 0.13;
/** Target reading speed of captions in characters per second; the limit would leave no time to look at the picture. */
const COMFORTABLE_PACE = 16;

/** Seconds a caption stays up: its longest wording at a comfortable pace, so that all languages share one timing. */
function captionSeconds(message: Message, words: FilmWords): number {
  const lengths = words.languages.map((language) => [...words.word(message, language)].length);
  return clamp(Math.max(...lengths) / COMFORTABLE_PACE, 1.4, CAPTION.longest);
}

/** What a part needs to lay out its own data in time. Seconds count from the part's start. */
export interface PartTime extends FrameRange {
  readonly frame: (seconds: number) => number;
  /** A range given by start and length in seconds. */
  readonly range: (from: number, seconds: number) => FrameRange;
  /** A range that starts the given number of seconds before the part's end. */
  readonly last: (before: number, seconds: number) => FrameRange;
  /** A range that starts with one of the part's captions; at the part's end if there is no such caption. */
  readonly caption: (index: number, seconds: number) => FrameRange;
  /** A clock that starts at the given second. */
  readonly clock: (from: number, durations: readonly number[], manner?: Manner) => StepClock;
}

/** A part as planned by a film. */
interface PartPlan<K extends string, D> {
  readonly kind: K;
  readonly id: string;
  /** Minimum length in seconds. */
  readonly minSeconds: number;
  readonly after: number;
  readonly captions: readonly Cue[];
  readonly heading: Message | null;
  readonly chapter: Message | null;
  readonly poster: boolean;
  readonly layOut: (time: PartTime) => D;
}

/** A plan of any kind, with its own data typed as `object`. */
export type AnyPlan = PartPlan<string, object>;

/** The part that a plan becomes, by kind. */
type LaidOut<P> = P extends PartPlan<infer K, infer D> ? Part<K> & D : never;

/** What a part of the script is made of, apart from its kind. A part lasts as long as its captions take to read. */
export interface PartOptions<D> {
  /** Defaults to the kind. */
  readonly id?: string;
  /** Minimum length of the part in seconds. */
  readonly minSeconds?: number;
  /** Seconds after the last caption has been read; 0.3 by default. */
  readonly after?: number;
  readonly captions?: readonly Cue[];
  /** The heading above it. */
  readonly heading?: Message | null;
  /** The chapter that begins with it. */
  readonly chapter?: Message | null;
  /** Whether it may provide the poster, just before its heading goes; the last such part does. */
  readonly poster?: boolean;
  /** Whatever else picture and sound need to know: steps, events, which run it is about. */
  readonly layOut?: (time: PartTime) => D;
}

/** Plans a part of a film. */
export const part = <K extends string, D extends object = object>(
  kind: K,
  options: PartOptions<D> = {},
): PartPlan<K, D> => ({
  kind,
  id: options.id ?? kind,
  minSeconds: options.minSeconds ?? 0,
  after: options.after ?? 0.3,
  captions: options.captions ?? [],
  heading: options.heading ?? null,
  chapter: options.chapter ?? null,
  poster: options.poster ?? false,
  layOut: options.layOut ?? (() => ({}) as D),
});

/** Lays parts out in time. */
export interface Script {
  readonly fps: Fps;
  /** Seconds at which the last of some captions of a part has been read; 0 for none. */
  readonly readBy: (captions: readonly Cue[]) => number;
  /** Seconds at which one of them appears; 0 when there is none. */
  readonly appears: (captions: readonly Cue[], index: number) => number;
  /** A duration rounded to whole frames, in seconds: parts of that duration all have the same number of frames. */
  readonly wholeFrames: (seconds: number) => number;
  /** The story made of these parts in sequence. @throws Error if two parts have the same id */
  readonly story: <P extends AnyPlan>(plans: readonly P[]) => Story<LaidOut<P>>;
}

/**
 * Lays out a film in time. All durations a film gives are at pace 1; any other pace divides them, except that captions
 * stay up as long as reading takes. A part whose narration needs more time is slowed down as a whole until it has that.
 */
export function script(own: FilmWords, fps: Fps, { pace, words: rewording, narration }: Look): Script {
  const words = own.reworded(rewording);
  const frames = (seconds: number): number => Math.round((seconds * fps) / pace);
  // A film tries the same captions in many places before it is laid out.
  const secondsOf = remember((message: Message) => captionSeconds(message, words));

  const timed = (captions: readonly Cue[]): readonly TimedCue[] => {
    let free = LEAD;
    return captions.map((cue) => {
      const [at, message] = 'key' in cue ? [0, cue] : cue;
      const from = Math.max(at, free);
      const to = from + secondsOf(message) * pace;
      free = to + GAP * pace;
      return { from, to, message };
    });
  };
  const readBy = (captions: readonly Cue[]): number => timed(captions).at(-1)?.to ?? 0;

  const placed = (plan: AnyPlan, begin: number, over: number, slow: number) => {
    const [start, end] = [frames(begin), frames(over)];
    const slowed = (seconds: number): number => frames(seconds * slow);
    const longest = (seconds: number): number => Math.max(seconds, CAPTION.longest * pace);
    const captions = timed(plan.captions).map(({ from, to, message }): Caption => {
      const [at, stays] = [begin + slow * from, Math.min(slow * (to - from), longest(to - from))];
      return { message, start: frames(at), end: frames(at + stays) };
    });
    const frame = (seconds: number): number => start + slowed(seconds);
    const time: PartTime = {
      start,
      end,
      frame,
      range: (from, seconds) => ({ start: frame(from), end: frame(from + seconds) }),
      last: (before, seconds) => ({ start: end - slowed(before), end: end - slowed(before - seconds) }),
      caption: (index, seconds) => {
        const from = captions[index]?.start ?? end;
        return { start: from, end: from + slowed(seconds) };
      },
      clock: (from, durations, manner = hopping) =>
        stepClock(frame(from), durations, (fps / pace) * slow, manner),
    };
    const { kind, id, heading } = plan;
    return { part: { ...plan.layOut(time), kind, id, heading, start, end }, captions };
  };

  return {
    fps,
    readBy,
    appears: (captions, index) => timed(captions)[index]?.from ?? 0,
    wholeFrames: (seconds) => (frames(seconds) * pace) / fps,
    story: <P extends AnyPlan>(plans: readonly P[]): Story<LaidOut<P>> => {
      // Boundaries are rounded from the running time, never from a sum of rounded lengths, so that the film's duration
      // is the same at every frame rate, to within a frame.
      let time = 0;
      const laid = plans.map((plan) => {
        const begin = time;
        const told = plan.captions.length === 0 ? 0 : readBy(plan.captions) + plan.after;
        const own = Math.max(plan.minSeconds, told);
        const needed = narratedSeconds(narration, plan.id) * pace;
        time += Math.max(own, needed);
        return { plan, ...placed(plan, begin, time, own > 0 ? Math.max(1, needed / own) : 1) };
      });
      const twice = plans.find(({ id }, i) => plans.findIndex((other) => other.id === id) < i);
      if (twice !== undefined) throw new Error(`two parts of the story have the id "${twice.id}"`);
      const length = frames(time);
      const poster = Math.min(length, laid.findLast(({ plan }) => plan.poster)?.part.end ?? length);
      // The last heading stands to the film's end, the others go just before their part's.
      const going = poster === length ? 1 : Math.max(1, Math.round(WORDS_FADE * fps));
      return {
        fps,
        frames: length,
        parts: laid.map((each) => each.part) as unknown as readonly LaidOut<P>[],
        captions: laid.flatMap(({ captions }) => captions),
        chapters: laid.flatMap(({ plan, part: { start } }) =>
          plan.chapter === null ? [] : [{ frame: start, title: plan.chapter }],
        ),
        posterFrame: Math.max(0, poster - going),
      };
    },
  };
}
