import { describe, expect, it } from 'vitest';
import { overfittingCurves as film } from '../../../compositions/overfitting-curves/index.ts';
import { word } from '../../../compositions/overfitting-curves/text.ts';
import { captionLines } from '../../../src/story/captions.ts';
import { simulated } from '../../helpers/films.ts';

const tell = (props: unknown = {}) => {
  const trace = simulated(film, film.params.parse(props));
  const story = film.tell(trace, 30);
  return { trace, story, said: story.captions.map(({ message }) => word(message, 'en')) };
};
const told = tell();
const { trace, story, said } = told;
const small = { data: { train: 20, validation: 40 }, network: { hidden: [6] } };

describe('the story', () => {
  it('lasts 30 to 75 seconds at its defaults, and as long whatever the number of epochs', () => {
    expect(story.frames / 30).toBeGreaterThan(30);
    expect(story.frames / 30).toBeLessThan(75);
    expect(tell({ ...small, epochs: 300, remedies: [] }).story.frames / 30).toBeLessThan(45);
  });

  it('says captions that fit two narrow lines', () => {
    for (const words of said) expect(captionLines(words, 30).length).toBeLessThanOrEqual(2);
  });

  it('marks the best epoch and the stop at the frames in which they are reached', () => {
    const learn = story.beats.find((beat) => beat.kind === 'learn');
    if (learn?.kind !== 'learn') throw new Error('nothing is learned');
    expect(learn.bestFrame).toBeLessThan(learn.stopFrame);
    expect(learn.stopFrame).toBeLessThan(learn.overFrame);
    const best = story.captions.find(({ message }) => message.key === 'captionBest');
    expect(best?.start).toBeGreaterThanOrEqual(learn.bestFrame);
  });

  it('has a chapter for the task, the training, the remedies and the comparison', () => {
    const titles = story.chapters.map(({ title }) => word(title, 'en'));
    expect(titles).toEqual(['The task', '8 networks learn', '4 remedies', 'What helped']);
    expect(story.chapters[0]?.frame).toBe(0);
  });
});

describe('what it says comes from the trace', () => {
  it('names the best epoch and both gaps', () => {
    const { bestEpoch, gapAtBest, finalGap } = trace.facts;
    expect(said).toContain(`Epoch ${bestEpoch}: the least validation loss of the mean.`);
    expect(said).toContain(
      `The gap was ${gapAtBest.toFixed(2)} at its best; it ends at ${finalGap.toFixed(2)}.`,
    );
  });

  it('names the remedy that ends lowest', () => {
    const lowest = [...trace.facts.remedies].sort((a, b) => a.finalValidationLoss - b.finalValidationLoss)[0];
    const name = word({ key: 'remedyName', values: { kind: lowest?.kind ?? null } }, 'en').toLowerCase();
    expect(said).toContain(`Lowest at the end: ${name}, ${lowest?.finalValidationLoss.toFixed(2)}.`);
  });

  it('speaks of no overfitting where there is none', () => {
    const calm = tell({
      data: { train: 400, flipped: 0 },
      network: { hidden: [4], spread: 0.5 },
      epochs: 8,
      remedies: [],
    });
    expect(calm.trace.facts.finalValidationLoss).toBeLessThan(calm.trace.facts.bestValidationLoss * 1.02);
    expect(calm.said).toContain('After 8 epochs it has hardly overfitted, if at all.');
    expect(calm.said.some((words) => words.includes('bends around'))).toBe(false);
  });

  it('speaks of no wrong labels where there are none', () => {
    const clean = tell({ ...small, data: { ...small.data, flipped: 0 }, epochs: 4, remedies: [] });
    expect(clean.said).toContain('The dashed line is the truth, and every label is right.');
  });

  it('says so where a remedy does harm', () => {
    const calm = { data: { train: 200, flipped: 0 }, network: { hidden: [8] }, epochs: 20 };
    const harmed = tell({ ...calm, remedies: [{ kind: 'weight-decay', strength: 10 }] });
    const { facts } = harmed.trace;
    expect(facts.remedies[0]?.finalValidationLoss).toBeGreaterThan(facts.finalValidationLoss * 1.02);
    expect(harmed.said.some((words) => words.endsWith('here it does harm.'))).toBe(true);
    expect(harmed.said.some((words) => words.startsWith('No remedy ends lower'))).toBe(true);
  });

  it('says so where early stopping never stops', () => {
    const never = tell({ ...small, epochs: 5, remedies: [{ kind: 'early-stopping', patience: 9 }] });
    expect(never.said).toContain('Early stopping waits 9 epochs: it never stops.');
  });
});
