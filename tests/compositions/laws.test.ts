import { describe, expect, it } from 'vitest';
import { measureSound } from '../../audio/node.ts';
import { brokenPromises } from '../../audio/promises.ts';
import { anyFrameRate, gapless } from '../../src/film/laws/clock.ts';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { FILM_LAWS } from '../../src/film/laws/laws.ts';
import { soundCues } from '../../src/film/laws/sound.ts';
import { subjectOf } from '../../src/film/laws/subject.ts';
import { tastes } from '../../src/film/laws/tastes.ts';
import { readableCaptions } from '../../src/film/laws/words.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import {
  colouredStages,
  isDefault,
  quickSamples,
  samples,
  simulated,
  soundedSamples,
  subjectFor,
  tell,
} from '../helpers/films.ts';

const [stage] = colouredStages;
if (stage === undefined) throw new Error('no stage');

describe.each(samples)('$name', (sample) => {
  const { film } = sample;
  const { languages } = film.words;
  // Law 1 simulates twice more. That the defaults of a film that trains repeat is what the pins and a page in a browser ask.
  const repeated = (isDefault(sample) && quickSamples.find((quick) => quick.film === film)) || sample;

  it.each(FILM_LAWS)('law $law: $says', ({ law, ask }) => {
    const asked = law === 1 ? repeated : sample;
    const reseeded = () => simulated(film, asked.params, 'another');
    const found = ask({ subject: subjectFor(asked), stage, languages, reseeded });
    expect(describeFindings(found)).toEqual([]);
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
    const found = [...anyFrameRate(subject), ...gapless(subject), ...read, ...soundCues(subject)];
    expect(describeFindings(found)).toEqual([]);
  });

  it('is shorter the faster it is told, but for what is to be read', () => {
    const usual = tell(sample).story.frames;
    const ratio = subject.story.frames / usual;
    expect(ratio).toBeGreaterThanOrEqual(pace < 1 ? 1.1 : 0.5);
    expect(ratio).toBeLessThanOrEqual(pace < 1 ? 2 : 0.99);
  });
});

describe.each(soundedSamples())('the sound of $name', (sample) => {
  it('keeps what is promised: soft attacks, few ticks, little silence, loudness, true peak, an ending', async () => {
    const { trace, story } = tell(sample);
    const report = await measureSound(sample.film.score(trace, story, DEFAULT_LOOK));
    expect(brokenPromises(report), JSON.stringify(report)).toEqual([]);
  });
});
