import { expect, it } from 'vitest';
import { displayList } from '../../src/render/paint/display-list.ts';
import { placedStages, samples, tell } from '../helpers/films.ts';

const [stage] = placedStages;
if (stage === undefined) throw new Error('no stage');

/** Frames from one look to the next, and seconds without a change between looks that law 9 may still allow. */
const EVERY = 5;
const LONGEST_STILL = 4 - (2 * EVERY) / 30;

// The motion laws look at every frame of the defaults. Of variants, these parts have the least to show: a run that flew off
// long before its clock ends, and results without anybody to compare.
it.each([
  ['learning-rate-trio, five runs, one diverging', 'run-5'],
  ['optimizer-race, one optimizer', 'compare'],
])('%s: %s does not stand still', (name, id) => {
  const sample = samples.find((each) => each.name === name);
  if (sample === undefined) throw new Error('no such variant');
  const { trace, story } = tell(sample);
  const part = story.parts.find((each) => each.id === id);
  if (part === undefined) throw new Error('no such part');
  let [before, still] = ['', part.start];
  for (let frame = part.start; frame < part.end; frame += EVERY) {
    const now = JSON.stringify(displayList(sample.film.Scene({ trace, story, frame, stage })).ops);
    if (now !== before) [before, still] = [now, frame];
    const reading = story.captions.reduce(
      (sum, { start, end }) => sum + Math.max(0, Math.min(frame, end) - Math.max(still, start)),
      0,
    );
    expect((frame - still - reading) / story.fps).toBeLessThanOrEqual(LONGEST_STILL);
  }
});
