import type { Fps, FrameRange } from './clock.ts';
import type { Narration, Recording } from './recording.ts';
import type { Part } from './story.ts';

/** Seconds from the beginning of a part to that of its narration. */
const LEAD = 0.2;
/** Seconds of breath after it, at least. */
const BREATH = 0.6;

/** Seconds that a part lasts at least for its narration; 0 for a part that has none. */
export function narratedSeconds(narration: Narration, id: string): number {
  const recording = narration[id];
  return recording === undefined ? 0 : LEAD + recording.seconds + BREATH;
}

/** A recording where it is heard, in frames, which need not be whole. */
export interface Narrated extends FrameRange {
  readonly part: string;
  readonly recording: Recording;
}

/** Where in a film its narration is heard: of each part that has one, in their order. */
export const narratedParts = (
  { parts, fps }: { readonly parts: readonly Part[]; readonly fps: Fps },
  narration: Narration,
): readonly Narrated[] =>
  parts.flatMap(({ id, start }) => {
    const recording = narration[id];
    if (recording === undefined) return [];
    const begin = start + LEAD * fps;
    return [{ part: id, recording, start: begin, end: begin + recording.seconds * fps }];
  });
