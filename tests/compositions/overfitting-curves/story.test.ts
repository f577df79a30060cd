import { describe, expect, it } from 'vitest';
import { overfittingCurves as film } from '../../../compositions/overfitting-curves/index.ts';
import { words } from '../../../compositions/overfitting-curves/words.ts';
import { captionLines } from '../../../src/story/captions.ts';
import { endOf, type Fps, type StepClock } from '../../../src/story/clock.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { playheadAt } from '../../../src/story/playhead.ts';
import { partsOf } from '../../../src/story/story.ts';
import { simulated } from '../../helpers/films.ts';

const tell = (props: unknown = {}, fps: Fps = 30) => {
  const trace = simulated(film, film.params.parse(props));
  const story = film.tell(trace, fps, DEFAULT_LOOK);
  return { trace, story, said: story.captions.map(({ message }) => words.word(message, 'en')) };
};
const { trace, story, said } = tell();
/** The first frame at which the given number of epochs is done. */
function firstFrame(clock: StepClock, epoch: number | null): number {
  const end = endOf(clock);
  const frames = Array.from({ length: end + 1 }, (_, frame) => frame);
  return frames.find((frame) => playheadAt(clock, frame).done >= (epoch ?? Number.POSITIVE_INFINITY)) ?? -1;
}

const small = { data: { train: 20, validation: 40 }, network: { hidden: [6] } };

describe('the story', () => {
  it('lasts 30 to 75 seconds at its defaults, and just as long for any number of epochs', () => {
    expect(story.frames / 30).toBeGreaterThan(30);
    expect(story.frames / 30).toBeLessThan(75);
    expect(tell({ ...small, epochs: 300, remedies: [] }).story.frames / 30).toBeLessThan(45);
  });

  it('has captions that fit on two narrow lines', () => {
    for (const words of said) expect(captionLines(words, 30).length).toBeLessThanOrEqual(2);
  });

  it.each([24, 30, 60] as const)(
    'marks the best epoch and the stop at the frames in which they are reached, at %d frames per second',
    (fps) => {
      const { story: at } = tell({}, fps);
      const [learn] = partsOf(at, 'learn');
      if (learn === undefined) throw new Error('nothing is learned');
      const { clock, bestFrame, stopFrame } = learn;
      const { bestEpoch, stopEpoch } = trace.facts;
      expect([firstFrame(clock, bestEpoch), firstFrame(clock, stopEpoch)]).toEqual([bestFrame, stopFrame]);
      expect(bestFrame).toBeLessThan(stopFrame);
      expect(stopFrame).toBeLessThan(endOf(clock));
      // The caption on the best epoch starts while it is held.
      const said = at.captions.find(({ message }) => message.key === 'captionBest');
      expect(said?.start).toBeGreaterThanOrEqual(bestFrame);
      expect(playheadAt(clock, said?.start ?? 0).done).toBe(bestEpoch);
    },
  );

  it('marks no stop if there is none', () => {
    const { trace: calm, story: at } = tell({ ...small, epochs: 4, remedies: [] });
    expect(calm.facts.stopEpoch).toBeNull();
    for (const learn of partsOf(at, 'learn')) expect(learn.stopFrame).toBe(learn.end);
  });

  it('has a chapter for the task, the training, the remedies and the comparison', () => {
    const titles = story.chapters.map(({ title }) => words.word(title, 'en'));
    expect(titles).toEqual(['The task', '8 networks learn', '4 remedies', 'What helped']);
    expect(story.chapters[0]?.frame).toBe(0);
  });
});

describe('what it says comes from the trace', () => {
  it('names the best epoch and both gaps', () => {
    const { bestEpoch, gapAtBest, finalGap } = trace.facts;
    expect(said).toContain(`Epoch ${bestEpoch}: mean validation loss is at its lowest.`);
    expect(said).toContain(
      `Gap: ${gapAtBest.toFixed(2)} at the best epoch, ${finalGap.toFixed(2)} at the end.`,
    );
  });

  it('names the remedy that ends lowest', () => {
    const lowest = [...trace.facts.remedies].sort((a, b) => a.finalValidationLoss - b.finalValidationLoss)[0];
    expect(lowest?.kind).toBe('early-stopping');
    expect(said).toContain(`Lowest at the end: early stopping, ${lowest?.finalValidationLoss.toFixed(2)}.`);
  });

  it('does not mention overfitting if there is none', () => {
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

  it('does not mention wrong labels if there are none', () => {
    const clean = tell({ ...small, data: { ...small.data, flipped: 0 }, epochs: 4, remedies: [] });
    expect(clean.said).toContain('The dashed line is the truth, and every label is right.');
  });

  it('says so if a remedy does harm', () => {
    const calm = { data: { train: 200, flipped: 0 }, network: { hidden: [8] }, epochs: 20 };
    const harmed = tell({ ...calm, remedies: [{ kind: 'weight-decay', strength: 10 }] });
    const { facts } = harmed.trace;
    expect(facts.remedies[0]?.finalValidationLoss).toBeGreaterThan(facts.finalValidationLoss * 1.02);
    expect(harmed.said.some((words) => words.endsWith('here it does harm.'))).toBe(true);
    expect(harmed.said.some((words) => words.startsWith('No remedy ends lower'))).toBe(true);
  });

  it('says so if early stopping never stops', () => {
    const never = tell({ ...small, epochs: 5, remedies: [{ kind: 'early-stopping', patience: 9 }] });
    expect(never.said).toContain('Early stopping waits 9 epochs: it never stops.');
  });
});
