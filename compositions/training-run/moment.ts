import type { Moment as AnyMoment } from '../../src/scene/moment.ts';
import { type FrameRange, progress } from '../../src/story/clock.ts';
import type en from './en.json';
import type { RunStory } from './story.ts';

/** What the scene of a log knows about a frame. */
export type Moment = AnyMoment<RunStory['parts'][number], keyof typeof en>;

/** How much there is of what stands in the opening only, 1 to 0: it has gone when the run is wound back. */
export const untilRewind = (
  { frame, story }: Moment,
  { rewind: { start } }: { readonly rewind: FrameRange },
): number => 1 - progress({ start: start - Math.round(0.3 * story.fps), end: start }, frame + 1);
