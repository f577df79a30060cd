import { describe, expect, it } from 'vitest';
import { anyFrameRate, gapless } from '../../src/film/laws/clock.ts';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { soundCues } from '../../src/film/laws/sound.ts';
import { subjectOf } from '../../src/film/laws/subject.ts';
import { trueCaptions } from '../../src/film/laws/truth.ts';
import { readableCaptions } from '../../src/film/laws/words.ts';
import { present } from '../../src/film/present.ts';
import { DEFAULT_LOOK, type Look } from '../../src/story/look.ts';
import type { Recording } from '../../src/story/recording.ts';
import { isDefault, samples, tell } from '../helpers/films.ts';

const recording = (seconds: number): Recording => ({
  name: 'a.wav',
  bytes: 1,
  sha256: 'a'.repeat(64),
  seconds,
});

describe.each(samples.filter(isDefault))('$name, narrated', (sample) => {
  const { trace, story } = tell(sample);
  const lasting = ({ start, end }: { readonly start: number; readonly end: number }): number =>
    (end - start) / story.fps;
  // Every second part needs half as long again, the others have room.
  const narration = Object.fromEntries(
    story.parts.map((part, i) => [
      part.id,
      recording(i % 2 === 0 ? 1.5 * lasting(part) : Math.max(0.1, lasting(part) - 1)),
    ]),
  );
  const look: Look = { ...DEFAULT_LOOK, narration };
  const subject = subjectOf(present(sample.film, look), sample.params, trace, look);

  it('obeys the laws of time, reading, sound and truth', () => {
    const read = sample.film.words.languages.flatMap((language) => readableCaptions(subject, language));
    const found = [
      ...anyFrameRate(subject),
      ...gapless(subject),
      ...read,
      ...soundCues(subject),
      ...trueCaptions(subject),
    ];
    expect(describeFindings(found)).toEqual([]);
  });

  it('has room on the cards of a brand, too', () => {
    const brand = { name: 'Channel', intro: { seconds: 1 }, endCard: { seconds: 9 } };
    const spoken = { 'brand-intro': recording(4), 'brand-end': recording(2) };
    const branded: Look = { ...DEFAULT_LOOK, brand, narration: spoken };
    const { parts } = present(sample.film, branded).tell(trace, 30, branded);
    expect(parts.at(0)).toMatchObject({ id: 'brand-intro', start: 0, end: 144 });
    const last = parts.at(-1);
    expect((last?.end ?? 0) - (last?.start ?? 0)).toBe(270);
  });

  it('is refused where no part has the name of a recording', () => {
    const other: Look = { ...DEFAULT_LOOK, narration: { elsewhere: recording(1) } };
    expect(() => present(sample.film, other).tell(trace, 30, other)).toThrow(
      "narration: 'a.wav' is named after no part of the film",
    );
  });

  it('has room for every recording in its part, and makes no part longer that has it', () => {
    const cues = subject.film.score(trace, subject.story, look).narration;
    expect(cues?.map(({ id }) => id)).toEqual(story.parts.map(({ id }) => id));
    subject.story.parts.forEach((part, i) => {
      const own = lasting(story.parts[i] ?? part);
      expect(lasting(part)).toBeCloseTo(i % 2 === 0 ? 1.5 * own + 0.8 : own, 0);
      const cue = cues?.[i];
      expect((cue?.start ?? 0) / 1600).toBeGreaterThanOrEqual(part.start);
      expect((cue?.end ?? 0) / 1600).toBeLessThanOrEqual(part.end);
    });
  });
});
