import type { Moment as AnyMoment } from '../../src/scene/moment.ts';
import type en from './en.json';
import type { RunStory } from './story.ts';

/** What the scene of a log knows about a frame. */
export type Moment = AnyMoment<RunStory['parts'][number], keyof typeof en>;
