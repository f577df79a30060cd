import type { Brand, BrandCard } from '../../story/brand.ts';
import type { FrameRange } from '../../story/clock.ts';
import { narratedSeconds } from '../../story/narration.ts';
import type { Narration } from '../../story/recording.ts';
import type { Part, Story } from '../../story/story.ts';
import { UsageError } from '../errors.ts';
import { insteadOf } from '../nearest.ts';

/** The ids of the parts that are cards. */
const CARDS = { before: 'brand-intro', after: 'brand-end' } as const;

/** A film's story between the cards of a brand. Its parts are known by their frames alone: the film's own are inside. */
export interface BrandedStory extends Story {
  /** The film as it tells itself, its frames counted from 0. */
  readonly inner: Story;
  /** The frame at which it begins. */
  readonly offset: number;
  /** Where the lower third is shown, in frames of this story. */
  readonly lowerThird: FrameRange | null;
}

const later = <Range extends FrameRange>(range: Range, by: number): Range => ({
  ...range,
  start: range.start + by,
  end: range.end + by,
});

/** The frames that show a brand's lower third, in a film's own. @throws UsageError naming the parts if it has no such part */
function lowerThirdIn({ parts, fps }: Story, { lowerThird }: Brand): FrameRange | null {
  if (lowerThird === undefined) return null;
  const { part: id, seconds } = lowerThird;
  const part = id === undefined ? parts[0] : parts.find((one) => one.id === id);
  if (part === undefined) {
    const ids = parts.map((one) => one.id);
    throw new UsageError(`brand: lowerThird.part: the film has no part '${id}': ${insteadOf(id ?? '', ids)}`);
  }
  return { start: part.start, end: Math.min(part.end, part.start + Math.round(seconds * fps)) };
}

/**
 * Puts the cards of a brand around a film. Captions, chapters and poster go with the film; its first chapter begins with
 * the card before it, and its last ends with the one after it. A card whose narration needs more time than its seconds has that.
 */
export function brandedStory(inner: Story, brand: Brand, narration: Narration): BrandedStory {
  const { fps } = inner;
  const framesOf = (id: string, card: BrandCard | undefined): number =>
    card === undefined ? 0 : Math.round(Math.max(card.seconds, narratedSeconds(narration, id)) * fps);
  const begin = framesOf(CARDS.before, brand.intro);
  const end = begin + inner.frames;
  const frames = end + framesOf(CARDS.after, brand.endCard);
  const card = (kind: string, start: number, beyond: number): readonly Part[] =>
    beyond > start ? [{ kind, id: kind, heading: null, start, end: beyond }] : [];
  const lowerThird = lowerThirdIn(inner, brand);
  return {
    fps,
    frames,
    parts: [
      ...card(CARDS.before, 0, begin),
      ...inner.parts.map(({ kind, id, heading, start, end: beyond }) =>
        later({ kind, id, heading, start, end: beyond }, begin),
      ),
      ...card(CARDS.after, end, frames),
    ],
    captions: inner.captions.map((caption) => later(caption, begin)),
    chapters: inner.chapters.map(({ frame, title }) => ({ frame: frame === 0 ? 0 : frame + begin, title })),
    posterFrame: inner.posterFrame + begin,
    inner,
    offset: begin,
    lowerThird: lowerThird && later(lowerThird, begin),
  };
}
