import { describe, expect, it } from 'vitest';
import { featureSpaceEvolution as film } from '../../../compositions/feature-space-evolution/index.ts';
import type { FeatureTrace } from '../../../compositions/feature-space-evolution/simulation.ts';
import { headOf, tell } from '../../../compositions/feature-space-evolution/story.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
import { createStage } from '../../../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { partsOf } from '../../../src/story/story.ts';
import { simulated } from '../../helpers/films.ts';

const few = (train: number, test: number) => ({ data: { train, test, size: 8 } });

/** Params from the whole range, quick to train. */
const UNUSUAL = {
  'hardly any images': { ...few(20, 20), epochs: 3 },
  'hardly any images, long': { ...few(30, 21), epochs: 90 },
  'a tiny rate': { ...few(60, 40), epochs: 8, network: { learningRate: 0.00001 } },
  'a high rate': { ...few(120, 60), epochs: 12, network: { learningRate: 1 } },
  'diverging at once': { ...few(300, 40), epochs: 5, network: { learningRate: 10, batch: 1 } },
  'two units': { ...few(200, 80), epochs: 12, network: { hidden: [16, 2], learningRate: 0.1 } },
  'one unit, then two': { ...few(100, 60), epochs: 10, network: { hidden: [1, 2] } },
  'four dimensions': { ...few(200, 80), epochs: 16, network: { hidden: [16, 4], learningRate: 0.1 } },
  'many dimensions': { ...few(200, 80), epochs: 12, network: { hidden: [16, 64], learningRate: 0.1 } },
  'one batch': { ...few(200, 80), epochs: 10, network: { batch: 1000, learningRate: 0.5 } },
  'all decay': { ...few(100, 60), epochs: 12, network: { weightDecay: 1 } },
  'fitted to the first epoch': { ...few(200, 80), epochs: 12, projection: { epoch: 1 } },
  'star, fitted early': { ...few(200, 80), epochs: 12, projection: { kind: 'star', epoch: 2 } },
  'noise alone': { data: { train: 100, test: 60, size: 8, noise: 1, variety: 2 }, epochs: 12 },
  'no variety': { data: { train: 40, test: 40, size: 8, variety: 0, noise: 0 }, epochs: 25 },
  'all learned': {
    data: { train: 40, test: 40, size: 8, variety: 0, noise: 0 },
    epochs: 60,
    network: { batch: 4, learningRate: 0.1, weightDecay: 0 },
  },
} as const;

describe.each(Object.entries(UNUSUAL))('with %s', (_, given) => {
  const params = film.params.parse(given);
  const trace = simulated(film, params);

  it('each caption is true at each frame at which it stands', () => {
    expect(describeFindings(trueCaptions(subjectOf(film, params, trace, DEFAULT_LOOK)))).toEqual([]);
  });
});

describe('what is printed', () => {
  const trace = simulated(film, film.params.parse({}));
  const story = tell(trace, 30, DEFAULT_LOOK);
  const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
  const draw = (frame: number): string => frameMarkup(film.Scene({ trace, story, frame, stage }));
  const words = (frame: number): readonly string[] =>
    [...draw(frame).matchAll(/data-text="([^"]*)"/g)].map(([, said = '']) => said);
  const wrongAt = ({ labels, predictions }: FeatureTrace, epoch: number): number =>
    labels.filter((label, i) => predictions[epoch]?.[i] !== label).length;

  it('in the training is the epoch shown, its accuracy and its errors, which add up; and what its plane shows', () => {
    const [part] = partsOf(story, 'training');
    if (part === undefined) throw new Error('no such part');
    for (let frame = part.start + 10; frame < part.end - 20; frame += 37) {
      const said = words(frame);
      const { done, step, t } = headOf(trace, part, frame);
      const wrong = wrongAt(trace, done);
      expect(said).toContain(`${done} / 45`);
      expect(said).toContain(String(wrong));
      expect(said).toContain(`${((1000 - wrong) / 10).toFixed(1)}%`);
      const [from = 0, to = from] = (trace.runs[0]?.series.planeShare ?? []).slice(step, step + 2);
      expect(said).toContain(`this plane: ${Math.round(100 * (from + (to - from) * t))}% of the spread`);
    }
  });

  it('says that points move straight between epochs, where one is followed', () => {
    const [part] = partsOf(story, 'sample');
    if (part === undefined) throw new Error('no such part');
    expect(words(part.end - 60)).toContain('straight between epochs');
  });

  it('is called "Before training" only while it is so', () => {
    const [back, cloud] = [partsOf(story, 'back')[0], partsOf(story, 'cloud')[0]];
    if (back === undefined || cloud === undefined) throw new Error('no such part');
    for (let frame = back.start; frame < back.end; frame += 5)
      expect(words(frame)).not.toContain('Before training');
    expect(words(cloud.start + 5)).toContain('Before training');
    const early = {
      ...story,
      parts: story.parts.map((part) => (part === back ? { ...back, heading: cloud.heading } : part)),
    };
    const subject = subjectOf(film, film.params.parse({}), trace, DEFAULT_LOOK);
    expect(describeFindings(trueCaptions({ ...subject, story: early })).join()).toContain(
      '"Before training" is not true there',
    );
  });

  it('of one class are as many answers as it has images', () => {
    const [part] = partsOf(story, 'class');
    if (part === undefined) throw new Error('no such part');
    const { class: digit, images } = trace.facts.hardest;
    for (let frame = part.start + 40; frame < part.end - 20; frame += 29) {
      const { done } = headOf(trace, part, frame);
      const right = trace.labels.filter(
        (label, i) => label === digit && trace.predictions[done]?.[i] === digit,
      );
      const said = words(frame);
      expect(said).toContain(`${((100 * right.length) / images).toFixed(1)}%`);
      expect(said).toContain(String(images - right.length));
    }
  });

  it('has no class before the others: each is in the first layer of points and in the last', () => {
    const [part] = partsOf(story, 'cloud');
    if (part === undefined) throw new Error('no such part');
    const strokes = [
      ...draw(part.end - 30).matchAll(/<path d="M[^"]*h\.01[^"]*" stroke="(#[0-9a-f]{6})"/g),
    ].map(([, colour = '']) => colour);
    const classes = new Set<string>(stage.theme.classes);
    const dots = strokes.filter((colour) => classes.has(colour));
    // A layer is drawn as at most ten right and ten wrong classes.
    expect(new Set(dots.slice(0, 20)).size).toBe(10);
    expect(new Set(dots.slice(-20)).size).toBe(10);
  });
});
