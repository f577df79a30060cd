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
import { readAloud } from '../../../src/sim/trainings/classifier-readings.ts';
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

  it('while training runs is the epoch shown, how many are read right, and what is read of ten pictures', () => {
    for (const part of [...partsOf(story, 'start'), ...partsOf(story, 'training'), ...partsOf(story, 'end')])
      for (let frame = part.start + 30; frame < part.end - 45; frame += 53) {
        const said = words(frame);
        const { done } = headOf(trace, part, frame);
        const wrong = wrongAt(trace, done);
        const after = done === 0 ? 'before training' : `after ${done} epoch${done === 1 ? '' : 's'}`;
        expect(said).toContain(after);
        expect(said).toContain(`${1000 - wrong} right, ${wrong} wrong`);
        const read = [...Array(10).keys()].map(
          (digit) => `→ ${trace.predictions[done]?.[readAloud(trace)[digit]?.index ?? -1]}`,
        );
        expect(said.filter((word) => word.startsWith('→'))).toEqual(read);
      }
  });

  it('beside pictures that went astray is what they are read as', () => {
    const [part] = partsOf(story, 'wrong');
    if (part === undefined) throw new Error('no such part');
    const shown = words(part.strays.end + 10).filter((word) => word.startsWith('→'));
    expect(shown.toSorted()).toEqual(trace.strays.map(({ guess }) => `→ ${guess}`).toSorted());
    expect(trace.strays.map(({ guess }) => guess)).toEqual([5, 5, 9, 9]);
    const { right, images } = trace.facts.hardest;
    expect(words(part.strays.end + 10)).toContain(`${right} right, ${images - right} wrong (ringed)`);
  });

  it('of a cell that is lit is how many dots it has, and how many of them are its own', () => {
    const [part] = partsOf(story, 'walls');
    if (part === undefined) throw new Error('no such part');
    const inside = trace.labels.filter((_, i) => trace.predictions.at(-1)?.[i] === 4);
    const right = inside.filter((own) => own === 4).length;
    const { start, end } = part.cells;
    expect(words(start + Math.round((end - start) / 6))).toContain(
      `cell of 4: ${inside.length} dots, ${right} right`,
    );
  });

  it('of one picture are the shares that matter in the end, what it is read as, and how often its answer has changed', () => {
    const [part] = partsOf(story, 'sample');
    if (part === undefined) throw new Error('no such part');
    const said = words(part.end - 40);
    const shares = trace.tracedProbabilities.at(-1) ?? [];
    for (const share of [...shares].sort((a, b) => b - a).slice(0, 4))
      expect(said).toContain(`${(100 * share).toFixed(0)}%`);
    const read = trace.predictions.at(-1)?.[trace.facts.traced];
    expect(said).toContain(`read as ${read}, changed ${trace.facts.tracedChanges} times`);
  });

  it('is said to be untrained only while it is so', () => {
    const early = {
      ...story,
      captions: story.captions.map((caption) =>
        caption.message.key === 'captionStart' ? { ...caption, start: caption.start - 20 } : caption,
      ),
    };
    const subject = subjectOf(film, film.params.parse({}), trace, DEFAULT_LOOK);
    expect(describeFindings(trueCaptions({ ...subject, story: early })).join()).toContain(
      'right, as by guessing." is not true there',
    );
  });
});
