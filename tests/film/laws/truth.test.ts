import { describe, expect, it } from 'vitest';
import { learningRateTrio } from '../../../compositions/learning-rate-trio/index.ts';
import type { Film } from '../../../src/film/film.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import type { Claim, Claims } from '../../../src/story/claims.ts';

const film: Film = learningRateTrio;
const params = film.params.parse({});
const told = subjectOf(film, params);
const [first] = told.story.captions;
if (first === undefined) throw new Error('the film has no captions');
const { key } = first.message;
const said = `"${film.words.word(first.message, 'en')}"`;

/** All captions but the first are taken for granted. */
const claimed = (claim: Claim | undefined): readonly string[] => {
  const all: Record<string, Claim> = Object.fromEntries(
    told.story.captions.map(({ message }) => [message.key, 'definition' as const]),
  );
  if (claim === undefined) delete all[key];
  else all[key] = claim;
  const claims: Claims = all;
  return describeFindings(trueCaptions({ ...told, film: { ...film, claims } }));
};

describe('law 8', () => {
  it('finds nothing where every caption holds', () => {
    expect(claimed(() => true)).toEqual([]);
  });

  it('names a caption and the frames at which it does not hold', () => {
    const { start, end } = first;
    expect(claimed((_, { frame }) => frame < start + 10 || frame >= end - 2)).toEqual([
      `law 8, frame ${start + 10}: ${said} is not true there, up to frame ${end - 3} – let it begin at its event and end before it is overtaken, or say something else`,
    ]);
  });

  it('names a caption that nothing makes true', () => {
    expect(claimed(undefined)).toEqual([
      `law 8, frame ${first.start}: nothing makes the caption ${said} true – add "${key}" to the film's claims: when it holds, or 'definition'`,
    ]);
  });

  it('tells a claim what was said, and how many steps are done on the clock of the part', () => {
    const steps = new Set<number | null>();
    const run = told.story.captions.findLast(({ message }) => message.key === 'captionVerdict');
    const spoken = { ...told, story: { ...told.story, captions: run === undefined ? [] : [run] } };
    const claims: Claims = {
      captionVerdict: ({ kind }, { step }) => {
        steps.add(step);
        return kind === 'settles';
      },
    };
    expect(trueCaptions({ ...spoken, film: { ...film, claims } })).toEqual([]);
    expect([...steps]).toEqual([40]);
  });
});
