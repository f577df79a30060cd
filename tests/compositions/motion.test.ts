import { describe, expect, it } from 'vitest';
import { describeFindings } from '../../src/film/laws/finding.ts';
import { MOTION_LAWS } from '../../src/film/laws/laws.ts';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';
import { createPainter } from '../../src/render/paint/painter.ts';
import { colouredStages, isDefault, samples, subjectFor } from '../helpers/films.ts';
import { looksOf } from '../helpers/looks.ts';

const ck = await loadCanvasKit();
// Light, where flashes are brighter; marks come and go in both themes alike.
const stage = colouredStages.find(({ format, theme }) => format === 'landscape' && theme.name === 'light');
if (stage === undefined) throw new Error('no stage');
const painterAt = (scale: number) => createPainter(ck, { width: stage.width, height: stage.height, scale });
const painters = { small: painterAt(0.25), smallest: painterAt(1 / 120) };

// `lossreel check` looks at every frame of a film. Here, what is between two looks is drawn where they differ by more than
// motion does. The defaults stand for all variants.
describe.each(samples.filter(isDefault))('$name', (sample) => {
  it.each(MOTION_LAWS)('law $law: $says', ({ ask }) => {
    const subject = subjectFor(sample);
    const findings = ask({ subject, stages: [stage], painters, looks: looksOf(subject.story) });
    expect(describeFindings(findings)).toEqual([]);
  });
});
