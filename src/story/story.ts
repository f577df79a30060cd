import type { Fps, FrameRange } from './clock.ts';
import type { Message } from './words.ts';

/** What is said below the picture, and for which frames. */
export interface Caption extends FrameRange {
  readonly message: Message;
}

/** A stretch of the film that makes one point. */
export interface Part<K extends string = string> extends FrameRange {
  readonly kind: K;
  /** Unique in the film. */
  readonly id: string;
  /** The heading above it. */
  readonly heading: Message | null;
}

/** A chapter, which lasts until the next one begins. */
export interface Chapter {
  /** Its first frame. */
  readonly frame: number;
  readonly title: Message;
}

/** The film laid out in time: everything that picture, sound, captions and chapters have to agree on. */
export interface Story<P extends Part = Part> {
  readonly fps: Fps;
  readonly frames: number;
  readonly parts: readonly P[];
  readonly captions: readonly Caption[];
  readonly chapters: readonly Chapter[];
  /** The frame used as the poster. */
  readonly posterFrame: number;
}

/** The part that a frame belongs to. @throws RangeError if the frame is outside the film */
export function partAt<P extends Part>(story: Story<P>, frame: number): P {
  const part = story.parts.find(({ start, end }) => frame >= start && frame < end);
  if (part === undefined) throw new RangeError(`frame ${frame} is outside the film (0–${story.frames - 1})`);
  return part;
}

/** The parts of one kind, in order. */
export const partsOf = <P extends Part, K extends P['kind']>(
  { parts }: Story<P>,
  kind: K,
): readonly Extract<P, { readonly kind: K }>[] =>
  parts.filter((part): part is Extract<P, { readonly kind: K }> => part.kind === kind);

/** One part of a film's story, by its kind. */
export type PartOf<S extends Story, K extends S['parts'][number]['kind']> = Extract<
  S['parts'][number],
  { readonly kind: K }
>;
