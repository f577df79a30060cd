import { describe, expect, it } from 'vitest';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import { classAt, DISC_RADIUS, waveAt } from '../../src/sim/data/boundaries.ts';
import { drawDigits } from '../../src/sim/data/digits.ts';
import { imageAt, imageSet, pictureAt } from '../../src/sim/data/images.ts';
import { labelledPoints, pointSet } from '../../src/sim/data/labelled-points.ts';
import { coveringNetwork, initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { recordClassifier } from '../../src/sim/network/recorded-classifier.ts';
import { recordTraining } from '../../src/sim/network/recorded-training.ts';
import { lossOf } from '../../src/sim/network/train.ts';
import { farthestBend, marksOf } from '../../src/sim/network/two-classes.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';

describe('boundaries', () => {
  it('have class 1 inside the disc and above the wave', () => {
    expect([classAt.disc(0.99 * DISC_RADIUS, 0), classAt.disc(0, 1.01 * DISC_RADIUS)]).toEqual([1, 0]);
    for (const x of [-0.9, -0.2, 0.4, 1])
      expect([classAt.wave(x, waveAt(x) + 0.01), classAt.wave(x, waveAt(x) - 0.01)]).toEqual([1, 0]);
    // T₃(cos a) = cos 3a.
    expect(waveAt(Math.cos(0.7))).toBeCloseTo(0.9 * Math.cos(2.1), 12);
  });
});

describe('a covering network', () => {
  const shape = architecture([2, 40, 1], 'tanh');
  const network = coveringNetwork(shape, '1', 3);

  it('has the usual weights times its spread, and kinks that cross the square', () => {
    const usual = initialNetwork(shape, '1');
    for (let j = 0; j < 40; j += 1) {
      const [a = 0, b = 0] = network.parameters.subarray(2 * j, 2 * j + 2);
      expect(a).toBeCloseTo(3 * (usual.parameters[2 * j] ?? 0), 12);
      const offset = Math.abs(network.parameters[80 + j] ?? 0);
      expect(offset).toBeLessThanOrEqual(Math.hypot(a, b));
      expect(offset).toBeGreaterThan(0);
    }
  });
});

describe('a recorded training', () => {
  const draw = (count: number, label: string) => labelledPoints(classAt.disc, count, 0.1, '1', label);
  const [points, others] = [draw(20, 'a'), draw(30, 'b')];
  const start = coveringNetwork(architecture([2, 6, 1], 'tanh'), '1', 1.5);
  const options = {
    loss: 'binary-cross-entropy',
    batch: 5,
    seed: '1',
    rule: { kind: 'adamw', learningRate: 0.02, weightDecay: 0 },
  } as const;
  const { networks, train, validation } = recordTraining(start, points, others, options, 30);

  it('marks the network it begins with, and every later one, on both sets', () => {
    expect([networks.length, train.length, validation.length]).toEqual([31, 31, 31]);
    expect(networks[0]).toEqual(start);
    for (const k of [0, 1, 17, 30]) {
      expect(train[k]).toEqual(marksOf(networks[k] as Network, pointSet(points)));
      expect(validation[k]).toEqual(marksOf(networks[k] as Network, pointSet(others)));
    }
    expect(train[30]?.loss).toBeLessThan(0.9 * (train[0]?.loss ?? 0));
  });
});

describe('the farthest bend', () => {
  const given = (...epochs: readonly string[]) =>
    epochs.map((marks) => [...marks].map((mark) => mark === '1'));
  const wrong = [7, 8, 9].map((point, i) => ({ point, away: [0.1, 0.3, 0.2][i] ?? 0 }));

  it('is around the label farthest from the truth that is not given at an epoch and later is for good', () => {
    const believed = given('000', '100', '010', '110', '111', '111');
    expect(farthestBend(believed, wrong, 1)).toEqual({ epoch: 2, point: 8 });
    expect(farthestBend(believed, wrong, 2)).toEqual({ epoch: 4, point: 9 });
    expect(farthestBend(believed, wrong, 4)).toBeNull();
  });

  it('is none if the network gives the label only for a while', () => {
    expect(farthestBend(given('0', '1', '0'), wrong, 0)).toBeNull();
    expect(farthestBend(given('', ''), [], 0)).toBeNull();
  });
});

describe('a recorded classifier', () => {
  const style = { size: 8, variety: 0.3, noise: 0 };
  const [train, test] = [drawDigits(40, style, '1', 'a'), drawDigits(20, style, '1', 'b')];
  const start = initialNetwork(architecture([64, 6, 3, 10], 'tanh'), '1');
  const given = { rule: { kind: 'sgd', learningRate: 0.2, weightDecay: 0 }, batch: 8, seed: '1' } as const;

  it('has hidden units, probabilities that add up and the training loss, of each test image after each epoch', () => {
    const told: number[] = [];
    const { states, overflowed } = recordClassifier(start, train, test, given, 4, (epoch) =>
      told.push(epoch),
    );
    expect([states.length, overflowed, told]).toEqual([5, false, [1, 2, 3, 4]]);
    const first = states[0];
    expect(first?.trainLoss).toBeCloseTo(
      lossOf(start, imageSet(train), 'softmax-cross-entropy', workspaceFor(start, 40)),
      12,
    );
    for (const { hidden, probabilities } of states) {
      expect([hidden.length, hidden[0]?.length, probabilities[0]?.length]).toEqual([20, 3, 10]);
      for (const row of probabilities) expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    }
    expect(states[4]?.trainLoss).toBeLessThan(first?.trainLoss ?? 0);
  });

  it('ends before the first state that is not finite', () => {
    const wild = { ...given, rule: { kind: 'sgd', learningRate: 1e300, weightDecay: 1 } } as const;
    const { states, overflowed } = recordClassifier(start, train, test, wild, 9);
    expect(overflowed).toBe(true);
    expect(states.length).toBeLessThan(10);
    expect(states.every(({ trainLoss }) => Number.isFinite(trainLoss))).toBe(true);
  });

  it('is given pictures as samples: ink from 0 to 1', () => {
    const { inputs, targets, count } = imageSet(test);
    expect([count, inputs.length, targets.length]).toEqual([20, 20 * 64, 20]);
    expect(pictureAt(test, 3).pixels.map((ink) => ink / 255)).toEqual([...inputs.subarray(3 * 64, 4 * 64)]);
    expect(pictureAt(test, 3).pixels).toEqual([...imageAt(test, 3)]);
    expect(() => pictureAt(test, 20)).toThrow('image 20 of 20');
  });
});

describe('milestones of classes', () => {
  // Two classes of four points each: together at first, apart at last; class 1 is learned before class 0.
  const labels = [0, 0, 0, 0, 1, 1, 1, 1];
  const line = (...xs: readonly number[]) => xs.map((x) => [x, 0] as const);
  const { mixed, apart, learned, first, sizes, epochs } = classMilestones({
    labels,
    positions: [line(0, 9, 1, 8, 2, 7, 3, 6), line(0, 1, 2, 9, 8, 9, 10, 11), line(0, 1, 2, 1, 8, 9, 10, 11)],
    predictions: [
      [1, 1, 1, 1, 1, 1, 1, 1],
      [0, 0, 0, 2, 1, 1, 1, 1],
      [0, 0, 0, 0, 1, 1, 1, 1],
    ],
  });

  it('say when each is learned: found, and rightly', () => {
    expect(learned.slice(0, 3)).toEqual([2, 1, null]);
    expect(first).toEqual({ epoch: 1, digit: 1, classes: 1, found: 1, trusted: 1 });
    // All are found at first, but half of the calls are wrong.
    expect([epochs[0]?.found[1], epochs[0]?.trusted[1]]).toEqual([1, 0.5]);
    expect(sizes.slice(0, 3)).toEqual([4, 4, 0]);
  });

  it('say whether one cloud became clusters', () => {
    expect([mixed, apart]).toEqual([true, true]);
    expect(epochs.at(-1)?.apart).toBe(1);
  });
});
