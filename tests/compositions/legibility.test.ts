import { describe, expect, it } from 'vitest';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { askFrames } from '../../src/film/laws/laws.ts';
import { probeFrames, settledFrames } from '../../src/film/laws/subject.ts';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';
import { createPainter } from '../../src/render/paint/painter.ts';
import type { Stage } from '../../src/scene/stage.ts';
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

/** Variants are asked while they move in one format; in others, where they are at rest. */
const framesOf = (sample: Sample, { format }: Stage): readonly number[] => {
  const { story } = tell(sample);
  if (isDefault(sample)) return probeFrames(story);
  return format === 'landscape' ? probeFrames(story, 2) : settledFrames(story);
};

// A language that no film has yet has nothing to ask.
const spoken = placedStages.filter(({ language }) => samplesIn(language).length > 0);

describe.each(spoken)('laws 3, 5 and 6 on a stage of $name', (stage) => {
  it.each(samplesIn(stage.language))(
    '$name: frames are portable and finite; words are inside the safe area, apart and large enough',
    (sample) => {
      const subject = subjectFor(sample);
      expect(describeFindings(askFrames(subject, stage, framesOf(sample, stage)))).toEqual([]);
    },
  );
});

describe.each(colouredStages)('law 5 on a stage of $name', (stage) => {
  // Contrast is measured on a small picture without words.
  const painter = createPainter(ck, { width: stage.width, height: stage.height, scale: 0.25 });
  const rendered = samples.filter(
    (sample) => isDefault(sample) || (stage.format === 'landscape' && stage.theme.name === 'dark'),
  );

  it.each(rendered)('$name: words have enough contrast', (sample) => {
    const subject = subjectFor(sample);
    const findings = askFrames(subject, stage, settledFrames(subject.story), painter);
    expect(describeFindings(findings)).toEqual([]);
  });
});
