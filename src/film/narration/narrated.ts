import { SAMPLE_RATE } from '../../../audio/cue-sheet.ts';
import { type Narrated, narratedParts } from '../../story/narration.ts';
import type { Narration } from '../../story/recording.ts';
import type { Story } from '../../story/story.ts';
import { UsageError } from '../errors.ts';
import type { Film } from '../film.ts';
import { insteadOf } from '../nearest.ts';

/**
 * Checks that a film has the parts that a narration is of, each long enough for it.
 *
 * @throws UsageError, one line, naming the file
 */
function requireRoom(story: Story, narration: Narration): void {
  const ids = story.parts.map(({ id }) => id);
  for (const [id, { name }] of Object.entries(narration))
    if (!ids.includes(id))
      throw new UsageError(`narration: '${name}' is named after no part of the film: ${insteadOf(id, ids)}`);
  for (const { part: id, recording, end } of narratedParts(story, narration)) {
    const part = story.parts.find((one) => one.id === id);
    if (part === undefined || end <= part.end) continue;
    const lasts = (part.end - part.start) / story.fps;
    throw new UsageError(
      `narration: '${recording.name}' lasts ${recording.seconds.toFixed(1)} s, the part '${id}' only ${lasts.toFixed(1)} s: parts make room for it where script() lays them out`,
    );
  }
}

/** A recording as it stands in the cue sheet of a film. */
const cueOf = ({ part, recording, start }: Narrated, { fps }: Story) => {
  const first = Math.round((start * SAMPLE_RATE) / fps);
  return {
    id: part,
    start: first,
    end: first + Math.round(recording.seconds * SAMPLE_RATE),
    sha256: recording.sha256,
  };
};

/** A film whose sound has the narration of the look that it is told in. Its parts make room for it by themselves. */
export const narrated = (film: Film): Film => ({
  ...film,
  tell: (trace, fps, look) => {
    const story = film.tell(trace, fps, look);
    requireRoom(story, look.narration);
    return story;
  },
  score: (trace, story, look) => ({
    ...film.score(trace, story, look),
    narration: narratedParts(story, look.narration).map((each) => cueOf(each, story)),
  }),
});

/** The parts of a film without narration, if others have one: in a line, or none. */
export function unnarrated({ parts }: Story, narration: Narration): readonly string[] {
  if (Object.keys(narration).length === 0) return [];
  const ids = parts.map(({ id }) => id).filter((id) => narration[id] === undefined);
  if (ids.length === 0) return [];
  return [
    `narration: without a recording ${ids.length === 1 ? 'is the part' : 'are the parts'} ${ids.join(', ')}`,
  ];
}
