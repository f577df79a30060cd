import { SAMPLE_RATE, validateCueSheet } from '../../../audio/index.ts';
import { mostTicks, SOUND_PROMISES } from '../../../audio/promises.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** Law 7: every cue is inside the film, the cue sheet is as long as the film, and no more ticks than can be followed. */
export function soundCues({ film, trace, story, look }: Subject): readonly Finding[] {
  const sheet = film.score(trace, story, look);
  const todo = 'write it with scoring(story), which uses the frames of the story';
  const findings: Finding[] = [];
  try {
    validateCueSheet(sheet);
  } catch (error) {
    findings.push({ law: 7, what: error instanceof Error ? error.message : String(error), todo });
  }
  const samples = (story.frames * SAMPLE_RATE) / story.fps;
  if (sheet.samples !== samples)
    findings.push({ law: 7, what: `the cue sheet has ${sheet.samples} samples, the film ${samples}`, todo });
  const ticks = mostTicks(sheet);
  if (ticks > SOUND_PROMISES.ticks)
    findings.push({
      law: 7,
      what: `${ticks} ticks in a second, more than ${SOUND_PROMISES.ticks}`,
      todo: 'write them with scoring(story).ticks, which leaves out what nobody can follow',
    });
  return findings;
}
