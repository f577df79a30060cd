import { describe, expect, it } from 'vitest';
import { ringedAt } from '../../../compositions/feature-space-evolution/Cloud.tsx';
import { featureSpaceEvolution as film } from '../../../compositions/feature-space-evolution/index.ts';
import {
  type FeatureSpaceParams,
  paramsSchema,
} from '../../../compositions/feature-space-evolution/params.ts';
import { score } from '../../../compositions/feature-space-evolution/score.ts';
import { simulate, simulateFully } from '../../../compositions/feature-space-evolution/simulation.ts';
import { headOf, litAt, ROUND, tell } from '../../../compositions/feature-space-evolution/story.ts';
import { cellsAround } from '../../../src/scene/features/feature-view.ts';
import { classMilestones } from '../../../src/sim/class-milestones.ts';
import { changesOf } from '../../../src/sim/classification.ts';
import { drawDigits } from '../../../src/sim/data/digits.ts';
import type { LabelledImages } from '../../../src/sim/data/images.ts';
import { STAR_DIRECTIONS } from '../../../src/sim/projections/star.ts';
import { encodedOf, hardestPair } from '../../../src/sim/trainings/classifier-readings.ts';
import { arrivalOf, type FrameRange, type StepClock } from '../../../src/story/clock.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { playheadAt, playheadOf } from '../../../src/story/playhead.ts';
import { partsOf } from '../../../src/story/story.ts';
import { simulated } from '../../helpers/films.ts';

type Given = Parameters<typeof paramsSchema.parse>[0];
const paramsOf = (given: Given): FeatureSpaceParams => paramsSchema.parse(given);
const SMALL = { data: { train: 300, test: 200 }, epochs: 14, network: { learningRate: 0.1 } };
const small = simulateFully(paramsOf(SMALL), '1');
const captionsOf = (given: Given): readonly string[] => {
  const trace = simulate(paramsOf(given), '1');
  return tell(trace, 30, DEFAULT_LOOK).captions.map(({ message }) => film.words.word(message, 'en'));
};

describe('the simulation', () => {
  it('keeps a state before training and one after each epoch', () => {
    const [run] = small.runs;
    for (const series of [
      small.positions,
      small.predictions,
      small.probabilities,
      run?.losses,
      run?.series.accuracy,
    ]) {
      expect(series).toHaveLength(15);
    }
    expect(small.positions[0]).toHaveLength(200);
    expect(small.probabilities[14]?.[199]).toHaveLength(10);
    expect(run?.series.trainLoss).toEqual(run?.losses);
  });

  it('starts near the chance-level loss, ln 10, and learns', () => {
    const losses = small.runs[0]?.losses ?? [];
    expect(Math.abs((losses[0] ?? 0) - Math.log(10))).toBeLessThan(1);
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
  });

  it('predicts the most likely class, and counts the correct ones', () => {
    small.predictions.forEach((predicted, epoch) => {
      const right = predicted.filter((guess, i) => {
        const probabilities = small.probabilities[epoch]?.[i] ?? [];
        expect(probabilities[guess]).toBe(Math.max(...probabilities));
        expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        return guess === small.labels[i];
      });
      expect(small.runs[0]?.series.accuracy[epoch]).toBe(right.length / 200);
    });
  });

  it('traces a sample whose prediction changed most often', () => {
    const changes = small.labels.map(
      (_, i) =>
        small.predictions.filter((predicted, k) => k > 0 && predicted[i] !== small.predictions[k - 1]?.[i])
          .length,
    );
    expect(small.facts.tracedChanges).toBe(Math.max(...changes));
    expect(changes[small.facts.traced]).toBe(Math.max(...changes));
    expect(small.tracedProbabilities).toEqual(small.probabilities.map((rows) => rows[small.facts.traced]));
  });

  it('projects every epoch onto the plane fitted to the last: there the axes are uncorrelated and the first is the wider', () => {
    const last = small.positions.at(-1) ?? [];
    const mean = [0, 1].map((axis) => last.reduce((sum, place) => sum + (place[axis] ?? 0), 0) / last.length);
    const moment = (a: number, b: number): number =>
      last.reduce(
        (sum, place) => sum + ((place[a] ?? 0) - (mean[a] ?? 0)) * ((place[b] ?? 0) - (mean[b] ?? 0)),
        0,
      );
    expect(Math.abs(moment(0, 1))).toBeLessThan(1e-9 * moment(0, 0));
    expect(moment(0, 0)).toBeGreaterThan(moment(1, 1));
    const [first = 0, second = 0] = small.facts.varianceRatios ?? [];
    expect(moment(1, 1) / moment(0, 0)).toBeCloseTo(second / first, 9);
    expect(small.facts.varianceExplained).toBe(first + second);
  });

  it('has a third axis where there are three units: all of the variance, and least of it', () => {
    const [places = [], depths = []] = [small.positions.at(-1), small.depths?.at(-1)];
    const spread = (values: readonly number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    };
    const [x, y, z] = [spread(places.map(([x]) => x)), spread(places.map(([, y]) => y)), spread(depths)];
    expect(y).toBeGreaterThan(z);
    expect((x + y) / (x + y + z)).toBeCloseTo(small.facts.varianceExplained, 9);
    expect(small.runs[0]?.series.planeShare.at(-1)).toBeCloseTo(small.facts.varianceExplained, 9);
    expect(small.runs[0]?.series.planeShare).toHaveLength(15);
    const flat = { ...SMALL, epochs: 2 };
    expect(simulate(paramsOf({ ...flat, network: { hidden: [4, 2] } }), '1').depths).toBeNull();
    expect(simulate(paramsOf({ ...flat, projection: { kind: 'star' } }), '1').depths).toBeNull();
  });

  it('scores places as the output layer does: the highest score is the prediction, at every epoch', () => {
    small.predictions.forEach((predicted, epoch) => {
      const answers = (small.positions[epoch] ?? []).map(([x, y], i) => {
        const z = small.depths?.[epoch]?.[i] ?? 0;
        const scores = (small.scores?.[epoch] ?? []).map(
          ([at = 0, a = 0, b = 0, c = 0]) => at + a * x + b * y + c * z,
        );
        return scores.indexOf(Math.max(...scores));
      });
      expect(answers).toEqual(predicted);
    });
    const few = { ...SMALL, epochs: 2 };
    for (const other of [{ network: { hidden: [6, 4] } }, { projection: { kind: 'star' } }] as const) {
      const { scores, units } = simulate(paramsOf({ ...few, ...other }), '1');
      expect([scores, units]).toEqual([null, null]);
    }
  });

  it('has the axes of its units in the view: at right angles, and a place along them is the representation', () => {
    const [x = 0, y = 0] = small.positions.at(-1)?.[small.facts.traced] ?? [];
    const z = small.depths?.at(-1)?.[small.facts.traced] ?? 0;
    const units = small.units ?? [];
    units.forEach(([at = 0, a = 0, b = 0, c = 0], k) => {
      expect(at + a * x + b * y + c * z).toBeCloseTo(small.code[k] ?? Number.NaN, 9);
    });
    const dot = (k: number, l: number): number =>
      [1, 2, 3].reduce((sum, axis) => sum + (units[k]?.[axis] ?? 0) * (units[l]?.[axis] ?? 0), 0);
    expect([dot(0, 0), dot(1, 1), dot(0, 1), dot(0, 2)].map((value) => value.toFixed(9))).toEqual(
      [1, 1, 0, 0]
        .map((value) => value.toFixed(9))
        .map((value) => expect.stringMatching(new RegExp(`^-?${value}$`))),
    );
  });

  it('can be fitted to an earlier epoch', () => {
    const early = simulate(paramsOf({ ...SMALL, projection: { epoch: 3 } }), '1');
    expect(early.facts.fittedEpoch).toBe(3);
    expect(early.positions).not.toEqual(small.positions);
    expect(early.predictions).toEqual(small.predictions);
  });

  it('gives star coordinates of the ten probabilities', () => {
    const star = simulateFully(paramsOf({ ...SMALL, projection: { kind: 'star' } }), '1');
    expect(star.probabilities).toEqual(small.probabilities);
    const [place, probabilities] = [star.positions[9]?.[33], star.probabilities[9]?.[33] ?? []];
    for (const axis of [0, 1] as const) {
      const pulled = STAR_DIRECTIONS.reduce(
        (sum, direction, k) => sum + direction[axis] * (probabilities[k] ?? 0),
        0,
      );
      expect(place?.[axis]).toBeCloseTo(pulled, 12);
    }
    expect(star.facts.varianceExplained).toBeGreaterThan(0);
    expect(star.facts.varianceExplained).toBeLessThanOrEqual(1);
  });

  it('turns one cloud into clusters', () => {
    const { epochs, mixed } = classMilestones(small);
    expect(mixed).toBe(true);
    expect(epochs.at(-1)?.apart).toBeGreaterThan(1.6 * (epochs[0]?.apart ?? 1));
  });

  it('with another seed is another training on other images', () => {
    const other = simulate(paramsOf(SMALL), 'another');
    expect(other.params).toEqual(small.params);
    expect(other.labels).toEqual(small.labels);
    expect(other.examples).not.toEqual(small.examples);
    expect(other.runs[0]?.losses).not.toEqual(small.runs[0]?.losses);
  });

  it('reports its progress once per epoch, and is the same with or without a listener', () => {
    const heard: (readonly number[])[] = [];
    const watched = simulate(paramsOf({ ...SMALL, epochs: 3 }), '1', {}, (done, total) => {
      heard.push([done, total]);
    });
    expect(heard).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(watched).toEqual(simulate(paramsOf({ ...SMALL, epochs: 3 }), '1'));
  });

  it('stops at its last finite state where it diverges', () => {
    const wild = simulate(
      paramsOf({ data: { train: 200, test: 60 }, epochs: 12, network: { learningRate: 10, batch: 4 } }),
      '1',
    );
    expect(wild.runs[0]?.status).toBe('diverged');
    expect(wild.positions.length).toBeLessThan(13);
    expect(wild.positions.flat(2).every(Number.isFinite)).toBe(true);
  });
});

/** Images in the two IDX files. */
function idxFiles({ count, width, height, pixels, labels }: LabelledImages) {
  const file = (magic: number, sizes: readonly number[], body: Uint8Array): Uint8Array => {
    const bytes = new Uint8Array(4 + 4 * sizes.length + body.length);
    const view = new DataView(bytes.buffer);
    for (const [i, value] of [magic, ...sizes].entries()) view.setUint32(4 * i, value);
    bytes.set(body, 4 + 4 * sizes.length);
    return bytes;
  };
  return {
    'data.images': file(0x803, [count, height, width], pixels),
    'data.labels': file(0x801, [count], labels),
  };
}

describe('data from files', () => {
  const images = drawDigits(90, { size: 10, variety: 0.5, noise: 0 }, '1', 'file');
  const named = paramsOf({ data: { images: 'i', labels: 'l', train: 40, test: 30 }, epochs: 2 });

  it('are split as requested, or in the same ratio if there are fewer', () => {
    const trace = simulate(named, '1', idxFiles(images));
    expect(trace.facts).toMatchObject({ trainImages: 40, testImages: 30 });
    const more = paramsOf({ data: { images: 'i', labels: 'l', train: 400, test: 200 }, epochs: 2 });
    expect(simulate(more, '1', idxFiles(images)).facts).toMatchObject({
      trainImages: 60,
      testImages: 30,
    });
  });

  it('are picked by the seed', () => {
    const labels = ['1', '2'].map((seed) => simulate(named, seed, idxFiles(images)).labels);
    expect(labels[0]).not.toEqual(labels[1]);
  });

  it('are refused by their name in the params', () => {
    const { 'data.images': i, 'data.labels': l } = idxFiles(images);
    const broken = { 'data.images': i.subarray(0, 100), 'data.labels': l };
    expect(() => simulate(named, '1', broken)).toThrow("data.images 'i': truncated");
    expect(() => simulate(named, '1', {})).toThrow("data.images 'i': the file was not read");
    const few = idxFiles(drawDigits(19, { size: 10, variety: 0, noise: 0 }, '1', 'few'));
    expect(() => simulate(named, '1', few)).toThrow('19 images; at least 20');
  });
});

describe('params', () => {
  it.each([
    [{ data: { images: 'only' } }, 'together'],
    [{ data: { test: 10_001 } }, '10000'],
    [{ network: { hidden: [32, 1] } }, 'at least 2 units'],
    [{ network: { hidden: [] } }, '>=1'],
    [{ epochs: 10, projection: { epoch: 11 } }, 'later than the last epoch'],
    [{ projection: { kind: 'tsne' } }, 'pca'],
    [{ epoch: 45 }, 'Unrecognized key'],
  ])('%j are refused', (given, message) => {
    expect(() => paramsOf(given as Given)).toThrow(message);
  });
});

describe('the story', () => {
  const trace = simulated(film, paramsOf({}));
  const story = tell(trace, 30, DEFAULT_LOOK);
  const said = story.captions.map(({ message }) => film.words.word(message, 'en'));

  it('lasts between 30 and 75 seconds at its defaults', () => {
    expect(story.frames / 30).toBeGreaterThan(30);
    expect(story.frames / 30).toBeLessThan(75);
  });

  it('asks what sorts the pictures, says what dots and cells are, and ends on the answer, with its numbers', () => {
    expect(said[0]).toBe('1,000 drawn digits. What sorts them?');
    expect(said).toContain('These 3 numbers place its dot in feature space.');
    expect(said).toContain('Ten cells: the cell of a dot is the network’s answer.');
    const rightAt = (epoch: number): number =>
      trace.labels.filter((label, i) => trace.predictions.at(epoch)?.[i] === label).length;
    expect(said).toContain(`Untrained: ${rightAt(0)} of 1,000 right, as by guessing.`);
    expect(said).toContain(`After 45 epochs ${rightAt(-1)} of 1,000 are right.`);
    expect(said.at(-1)).toBe(`${rightAt(0)} of 1,000 were right before it, now ${rightAt(-1)}.`);
  });

  it('shows how a picture becomes a dot whose numbers are all far from zero, and right', () => {
    const { index, own, code } = encodedOf(trace);
    expect(trace.labels[index]).toBe(own);
    expect(code).toHaveLength(3);
    for (const value of code) expect(Math.abs(value)).toBeGreaterThan(1);
  });

  it('counts a class as learned once it is found and its calls are right: the 5s, called at random first, are not', () => {
    const { epochs, first } = classMilestones(trace);
    expect(epochs[1]?.found[5]).toBeGreaterThan(0.9);
    expect(epochs[1]?.trusted[5]).toBeLessThan(0.4);
    expect(first).toMatchObject({ digit: 0, epoch: 3, classes: 1 });
    expect(said).toContain('The 5s: 93 of 100 found, but 214 false alarms.');
    expect(said).toContain('First to be trusted: the 0s, 97 of 100, 5 false alarms.');
  });

  it('holds the epoch at which that happens until it has been read', () => {
    const caption = story.captions.find(({ message }) => message.key === 'captionFirst');
    const [training] = partsOf(story, 'training');
    if (caption === undefined || training === undefined) throw new Error('not told');
    const doneAt = (frame: number): number => playheadAt(training.clock, frame).done;
    expect(doneAt(caption.start)).toBe(3);
    expect(doneAt(caption.end - 6)).toBe(3);
  });

  it('moves its points within the first second, and through the whole burst within five', () => {
    const [question] = partsOf(story, 'question');
    if (question === undefined) throw new Error('no such part');
    expect(headOf(trace, question, question.start)).toMatchObject({ step: 0, t: 0 });
    expect(question.clock.onsets[0]).toBeLessThan(30);
    expect(question.clock.onsets.at(-1)).toBeLessThan(150);
  });

  it('says something else where something else happens', () => {
    expect(captionsOf({ data: { train: 20, test: 40 }, epochs: 2 }).at(-1)).toMatch(
      /^(Nothing does|Training does a little): /,
    );
    expect(captionsOf({ ...SMALL, projection: { kind: 'star' } }).join(' ')).toContain(
      'ten pulls on its dot',
    );
    const wild = { data: { train: 200, test: 60 }, epochs: 12, network: { learningRate: 10, batch: 4 } };
    expect(captionsOf(wild)[0]).toContain('What if training fails?');
    expect(captionsOf(wild).join(' ')).toContain('the training diverges');
    const alike = simulate(
      paramsOf({
        data: { train: 40, test: 40, variety: 0, noise: 0 },
        epochs: 60,
        network: { batch: 4, learningRate: 0.1, weightDecay: 0 },
      }),
      '1',
    );
    expect(alike.strays).toEqual([]);
    expect(partsOf(tell(alike, 30, DEFAULT_LOOK), 'wrong')).toEqual([]);
  });

  it('says on what the network practises: not on what is seen', () => {
    expect(said).toContain('An epoch: it guesses 1,200 others, is corrected, adjusts.');
  });

  it('rings of the pair that is parted worst those on the wrong side of its wall, and no others', () => {
    const [part] = partsOf(story, 'walls');
    const [a, b] = hardestPair(trace)?.pair ?? [-1, -1];
    if (part === undefined) throw new Error('no such part');
    const head = headOf(trace, part, part.edge.end);
    const ringed = ringedAt(part, trace, head);
    trace.labels.forEach((own, i) => {
      const of = trace.predictions.at(-1)?.[i];
      const mine = own === a || own === b;
      if (!mine || of === own) expect(ringed(i)).toBe(false);
      else if (of === a || of === b) expect(ringed(i)).toBe(true);
    });
  });

  it('lights three cells, one after the other, long enough to be looked at', () => {
    const [part] = partsOf(story, 'walls');
    if (part === undefined) throw new Error('no such part');
    const { start, end } = part.cells;
    expect(part.digits).toEqual([...(hardestPair(trace)?.pair ?? []), 0]);
    part.digits.forEach((own, i) => {
      const middle = start + Math.round(((i + 0.5) / part.digits.length) * (end - start));
      expect(litAt(part, middle)).toEqual({ own, lit: 1 });
    });
    expect((end - start) / 30 / part.digits.length).toBeGreaterThan(1);
  });

  it('shows a wall of the class that is told to be hardest in the end', () => {
    const { class: digit, right, images } = trace.facts.hardest;
    expect(hardestPair(trace)?.pair).toContain(digit);
    expect(said).toContain(`The ${digit}s end up hardest: ${right} of ${images} right.`);
    expect(said).toContain('8 pass for 5s, 8 for 9s.');
  });

  it('says what becomes of the traced picture, and why it wavers', () => {
    expect(said).toContain('Cells meet here: 21% for 1, 15% for its own 3.');
    expect(captionsOf({ ...SMALL, projection: { kind: 'star' } }).join(' ')).toMatch(
      /In the end: \d+% for \d/,
    );
  });

  it('cuts cells at the depth of the traced image: after each epoch it lies in that of its answer', () => {
    const { facts, positions, depths, predictions } = trace;
    predictions.forEach((answers, epoch) => {
      const [x = 0, y = 0] = positions[epoch]?.[facts.traced] ?? [];
      const cell = cellsAround(trace, playheadOf(epoch, predictions.length)).find(
        ({ own }) => own === answers[facts.traced],
      );
      const corners = cell?.corners ?? [];
      expect(corners.length).toBeGreaterThan(2);
      const sides = corners.map((from, i) => {
        const to = corners[(i + 1) % corners.length] ?? from;
        expect(from[2]).toBeCloseTo(depths?.[epoch]?.[facts.traced] ?? 0, 9);
        return (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
      });
      expect(Math.min(...sides)).toBeGreaterThan(-1e-9);
    });
  });

  it('counts 0 to 9 on the notes of what is read: a few before training, a scale that rises after it', () => {
    const { events } = score(trace, story);
    const sampleAt = (frame: number): number => (frame * 48_000) / 30;
    const notesIn = (
      { counts, each }: { readonly counts: FrameRange; readonly each: number },
      round: number,
    ) =>
      Array.from({ length: 10 }, (_, k) => {
        const at = sampleAt(Math.round(counts.start + (ROUND * round + k) * each));
        return events.find((event) => event.kind === 'tick' && event.at === at)?.pitch ?? Number.NaN;
      });
    const [start, training] = [partsOf(story, 'start')[0], partsOf(story, 'training')[0]];
    if (start === undefined || training === undefined) throw new Error('no such part');
    const untrained = notesIn(start, 1);
    expect(new Set(untrained).size).toBeLessThan(5);
    const rounds = Math.floor((training.counts.end - training.counts.start) / training.each / ROUND);
    const trained = notesIn(training, rounds - 1);
    // All but the picture that stays wrong.
    const { class: hard } = trace.facts.hardest;
    const right = trained.filter((_, digit) => digit !== hard);
    expect(right).toEqual(right.toSorted((a, b) => a - b));
    expect(new Set(right).size).toBe(9);
    expect(trained[hard]).toBe(trained[trace.strays[0]?.guess ?? -1]);
    // It sounds what is written beside the pictures at that frame.
    const frame = Math.round(start.counts.start + (ROUND + 3) * start.each);
    const read = trace.predictions[headOf(trace, start, frame).done]?.[trace.labels.indexOf(3)] ?? -1;
    expect(trained[read]).toBe(untrained[3]);
  });

  it('ends on a chord: the choir has left by then', () => {
    const { voices, samples } = score(trace, story);
    const sings = (from: number) =>
      voices
        .filter(({ phrases }) => phrases.some(({ start, end }) => start < samples && end > from))
        .map(({ id }) => id);
    expect(sings(samples - 24_000)).toEqual(['cadence-1', 'cadence-2', 'cadence-3', 'cadence-4']);
    expect(voices.filter(({ id }) => id.startsWith('digit-'))).toHaveLength(10);
  });

  it('has a tone for each class that is learned and for every changed prediction, and a loss that falls', () => {
    const { events, voices } = score(trace, story);
    const [training] = partsOf(story, 'training');
    const [sample] = partsOf(story, 'sample');
    if (training === undefined || sample === undefined) throw new Error('no such part');
    const sampleAt = (frame: number): number => (frame * 48_000) / 30;
    const within = (part: FrameRange, kind: string): readonly number[] =>
      events
        .filter(
          (event) => event.kind === kind && event.at >= sampleAt(part.start) && event.at < sampleAt(part.end),
        )
        .map(({ at }) => at);
    const atEpochs = (clock: StepClock, epochs: readonly number[]): readonly number[] =>
      epochs.map((epoch) => sampleAt(arrivalOf(clock, epoch)));
    expect(within(sample, 'chime')).toEqual(
      expect.arrayContaining([...atEpochs(sample.clock, changesOf(trace.predictions, trace.facts.traced))]),
    );
    const learned = classMilestones(trace).learned.flatMap((epoch) => (epoch === null ? [] : [epoch]));
    expect(learned.length).toBeGreaterThan(5);
    expect(within(training, 'chime')).toEqual(expect.arrayContaining([...atEpochs(training.clock, learned)]));
    const pans = events.filter(({ kind }) => kind === 'chime').map(({ pan }) => pan);
    expect(Math.min(...pans)).toBeLessThan(-0.3);
    expect(Math.max(...pans)).toBeGreaterThan(0.3);
    const loss = voices.find(({ id }) => id === 'training');
    const phrase = loss?.phrases.find(({ start }) => start === sampleAt(training.start));
    const pitch = phrase?.pitch ?? [];
    expect(pitch[0]?.[1]).toBeGreaterThan(pitch.at(-1)?.[1] ?? Number.POSITIVE_INFINITY);
  });
});
