import { describe, expect, it } from 'vitest';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { askFrames } from '../../src/film/laws/laws.ts';
import { probeFrames, settledFrames } from '../../src/film/laws/subject.ts';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';
import { createPainter } from '../../src/render/paint/painter.ts';
import type { Painter } from '../../src/render/paint/picture.ts';
import { FORMAT_NAMES, type Stage } from '../../src/scene/stage.ts';
import { LANGUAGES } from '../../src/story/look.ts';
import {
  colouredStages,
  isDefault,
  placedStages,
  type Sample,
  samples,
  samplesIn,
  subjectFor,
  tell,
} from '../helpers/films.ts';

const ck = await loadCanvasKit();

/** Of the frames between settled ones, a language that is not English gets every third in each format: formats take turns. */
const TURNS = FORMAT_NAMES.length;

/** Variants are asked while they move in one format; in others, where they are at rest. */
const framesOf = (sample: Sample, { format, language }: Stage): readonly number[] => {
  const { story } = tell(sample);
  if (!isDefault(sample)) return format === 'landscape' ? probeFrames(story, 2) : settledFrames(story);
  const probes = probeFrames(story);
  if (language === 'en') return probes;
  const settled = new Set(settledFrames(story));
  const turn = FORMAT_NAMES.indexOf(format) + LANGUAGES.indexOf(language);
  return probes.filter((frame, i) => settled.has(frame) || (i + turn) % TURNS === 0);
};

/** Contrast is measured on a small picture without words. */
const painterFor = ({ width, height }: Stage): Painter => createPainter(ck, { width, height, scale: 0.25 });

// A language that no film has yet has nothing to ask.
const spoken = placedStages.filter(({ language }) => samplesIn(language).length > 0);

describe.each(spoken)('laws 3, 5 and 6 on a stage of $name', (stage) => {
  // Colours depend on the theme, not on the language; a frame that is drawn is asked for them, too.
  const painter = stage.language === 'en' ? painterFor(stage) : undefined;

  it.each(samplesIn(stage.language))(
    '$name: frames are portable and finite; words are inside the safe area, apart, large enough and have enough contrast',
    (sample) => {
      const coloured = isDefault(sample) || stage.format === 'landscape';
      const frames = framesOf(sample, stage);
      const findings = askFrames(subjectFor(sample), stage, frames, coloured ? painter : undefined);
      expect(describeFindings(findings)).toEqual([]);
    },
  );
});

const light = colouredStages.filter(({ theme }) => theme.name !== placedStages[0]?.theme.name);

describe.each(light)('law 5 on a stage of $name', (stage) => {
  const painter = painterFor(stage);

  it.each(samples.filter(isDefault))('$name: words have enough contrast', (sample) => {
    const subject = subjectFor(sample);
    const findings = askFrames(subject, stage, settledFrames(subject.story), painter);
    expect(describeFindings(findings)).toEqual([]);
  });
});
