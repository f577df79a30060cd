import type { Moment } from '../../src/scene/moment.ts';
import type en from './en.json';
import type { FlowStory } from './story.ts';

/** What the film's scenes know about a frame. */
export type FlowMoment = Moment<FlowStory['parts'][number], keyof typeof en>;
