import { describe, expect, it } from 'vitest';
import { measure } from '../../audio/index.ts';
import { synthesize } from '../../audio/node.ts';
import { anyFrameRate, gapless } from '../../src/film/laws/clock.ts';
import { anyOrder, keepsToParams, repeats } from '../../src/film/laws/determinism.ts';
import { finiteMarkup, finiteTrace } from '../../src/film/laws/numbers.ts';
import { soundCues } from '../../src/film/laws/sound.ts';
import { describeFindings, type Finding, subjectOf } from '../../src/film/laws/subject.ts';
import { tastes } from '../../src/film/laws/tastes.ts';
import { readableCaptions } from '../../src/film/laws/words.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import {
  colouredStages,
  isDefault,
  samples,
  simulated,
  soundedSamples,
  subjectFor,
  tell,
} from '../helpers/films.ts';

const [stage] = colouredStages;
if (stage === undefined) throw new Error('no stage');

const found = (findings: readonly Finding[]): readonly string[] => describeFindings(findings);

describe.each(samples)('$name', (sample) => {
  const { film } = sample;
  const subject = subjectFor(sample);

  it('law 1: the same params and seed give the same trace, story, cue sheet and markup', () => {
    expect(found(repeats(subject, stage))).toEqual([]);
  });

  it('law 1: another seed keeps params and runs', () => {
    expect(found(keepsToParams(subject, simulated(film, sample.params, 'another')))).toEqual([]);
  });

  it('law 2: a frame does not depend on which frame was drawn before it', () => {
    expect(found(anyOrder(subject, stage))).toEqual([]);
  });

  it('law 3: losses and points have the same length and every number is finite', () => {
    expect(found([...finiteTrace(subject), ...finiteMarkup(subject, stage)])).toEqual([]);
  });

  it('law 4: a different frame rate changes only the clock; parts follow each other without gaps', () => {
    expect(found([...anyFrameRate(subject), ...gapless(subject)])).toEqual([]);
  });

  it.each(film.words.languages)(
    'law 5: captions fit on two lines and stay up long enough to read (%s)',
    (language) => {
      expect(found(readableCaptions(subject, language))).toEqual([]);
    },
  );

  it('law 7: every cue lies inside the film', () => {
    expect(found(soundCues(subject))).toEqual([]);
  });
});

describe.each(samples.filter(isDefault))('$name', (sample) => {
  const { film } = sample;
  const { story } = tell(sample);

  it('gets warnings for matters of taste', () => {
    for (const finding of tastes(subjectFor(sample))) {
      expect(finding).toMatchObject({ law: 'taste' });
      console.warn(`${film.id}: ${describeFindings([finding])}`);
    }
  });

  it.runIf(film.typical)('is about as long as a series expects it to be', () => {
    const seconds = story.frames / story.fps;
    expect(Math.abs(seconds - (film.typical?.seconds ?? 0)) / seconds).toBeLessThan(0.15);
  });
});

const atPace = samples.filter(isDefault).flatMap((sample) => [0.5, 2].map((pace) => ({ ...sample, pace })));

describe.each(atPace)('$name, at pace $pace', ({ pace, ...sample }) => {
  const subject = subjectOf(sample.film, sample.params, tell(sample).trace, { ...DEFAULT_LOOK, pace });

  it('obeys the laws of time, reading and sound', () => {
    const read = sample.film.words.languages.flatMap((language) => readableCaptions(subject, language));
    expect(found([...anyFrameRate(subject), ...gapless(subject), ...read, ...soundCues(subject)])).toEqual(
      [],
    );
  });

  it('is shorter the faster it is told, but for what is to be read', () => {
    const usual = tell(sample).story.frames;
    const ratio = subject.story.frames / usual;
    expect(ratio).toBeGreaterThanOrEqual(pace < 1 ? 1.1 : 0.5);
    expect(ratio).toBeLessThanOrEqual(pace < 1 ? 2 : 0.99);
  });
});

describe.each(soundedSamples())('the sound of $name', (sample) => {
  it('has −16 ± 1 LUFS and a true peak of at most −1.5 dBTP', async () => {
    const { trace, story } = tell(sample);
    const { loudness, peak } = measure(await synthesize(sample.film.score(trace, story, DEFAULT_LOOK)));
    expect(Math.abs(loudness + 16)).toBeLessThanOrEqual(1);
    expect(peak).toBeLessThanOrEqual(-1.5);
  });
});
