import { describe, expect, it } from 'vitest';
import { SHAPE_TRUTHS, shapePoints, TWO_CLASS_SHAPES } from '../../src/sim/data/two-class-shapes.ts';
import {
  areaShare,
  boundaryOf,
  evenMaps,
  evenTruth,
  isClosed,
  largestLoop,
  roundnessOf,
} from '../../src/sim/network/boundary.ts';
import {
  heldNetwork,
  hiddenUnits,
  layerWeights,
  unitMeans,
  unitNetwork,
} from '../../src/sim/network/hidden-units.ts';
import { initialNetwork } from '../../src/sim/network/initial-weights.ts';
import { architecture, type Network } from '../../src/sim/network/network.ts';
import { valuesOf } from '../../src/sim/network/train.ts';
import { workspaceFor } from '../../src/sim/network/workspace.ts';

/** A map of a function over the even samples of the square. */
const mapped = (of: (x: number, y: number) => number): readonly number[] => {
  const side = Math.sqrt(evenTruth(() => 1).length);
  const at = (i: number): number => (2 * i + 1) / side - 1;
  return Array.from({ length: side * side }, (_, i) => 1000 * of(at(i % side), at(Math.floor(i / side))));
};
const ellipse = (a: number, b: number, x0 = 0, y0 = 0) =>
  mapped((x, y) => 1 - ((x - x0) / a) ** 2 - ((y - y0) / b) ** 2);
const roundness = (map: readonly number[]): number => {
  const loop = largestLoop(boundaryOf(map));
  return loop === undefined ? 0 : roundnessOf(loop).share;
};

describe('roundness', () => {
  it.each([
    ['a circle', ellipse(0.6, 0.6), 1],
    ['a circle off the middle', ellipse(0.3, 0.3, 0.4, -0.5), 1],
    ['an ellipse', ellipse(0.8, 0.4), 0.5],
    ['a square', mapped((x, y) => 0.6 - Math.max(Math.abs(x), Math.abs(y))), Math.SQRT1_2],
    [
      'a triangle',
      mapped((x, y) => 0.3 - Math.max(-y, (Math.sqrt(3) * x + y) / 2, (-Math.sqrt(3) * x + y) / 2)),
      0.5,
    ],
  ])('of %s is the shortest radius by the longest', (_, map, share) => {
    expect(isClosed(boundaryOf(map))).toBe(true);
    expect(Math.abs(roundness(map) - share)).toBeLessThan(0.03);
  });

  it('is 0 where the centre lies outside', () => {
    const crescent = mapped((x, y) => Math.min(0.7 - Math.hypot(x, y), Math.hypot(x - 0.25, y) - 0.62));
    expect(isClosed(boundaryOf(crescent))).toBe(true);
    expect(roundness(crescent)).toBe(0);
  });
});

describe('a boundary', () => {
  it('is open if it runs out of the square, whichever class lies within', () => {
    const line = boundaryOf(mapped((x, y) => x + 0.3 * y));
    expect([line.open, line.loops.length, isClosed(line)]).toEqual([true, 0, false]);
    expect(boundaryOf(mapped((x) => Math.abs(x) - 0.4)).open).toBe(true);
    expect(boundaryOf(ellipse(0.5, 2)).open).toBe(true);
  });

  it('is closed around either class, and absent where there is one class', () => {
    const around = boundaryOf(mapped((x, y) => Math.hypot(x, y) - 0.5));
    expect([around.open, around.loops.length]).toEqual([false, 1]);
    for (const one of [1, -1]) expect(boundaryOf(mapped(() => one))).toEqual({ loops: [], open: false });
  });

  it('agrees with the truth in a share of the area', () => {
    const half = evenTruth((x) => x);
    expect(
      areaShare(
        mapped((x) => x),
        half,
      ),
    ).toBe(1);
    expect(
      areaShare(
        mapped((x) => -x),
        half,
      ),
    ).toBeLessThan(0.03);
    expect(
      areaShare(
        mapped((_, y) => y),
        half,
      ),
    ).toBeCloseTo(0.5, 1);
    // A circle of radius r for a truth of radius R: 1 − π (R² − r²) / 4.
    const share = areaShare(
      ellipse(0.4, 0.4),
      evenTruth((x, y) => 0.7 - Math.hypot(x, y)),
    );
    expect(Math.abs(share - (1 - (Math.PI * (0.49 - 0.16)) / 4))).toBeLessThan(0.005);
  });
});

describe.each(TWO_CLASS_SHAPES)('the points of %s', (shape) => {
  it('are in two classes of equal size that the truth tells apart, if there is little noise', () => {
    const points = shapePoints(shape, 80, 0.01, '1');
    expect(points.filter(({ label }) => label === 1)).toHaveLength(40);
    for (const { x, y, label } of points) {
      expect(SHAPE_TRUTHS[shape](x, y) > 0).toBe(label === 1);
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(1);
    }
  });

  it('follow the seed', () => {
    expect(shapePoints(shape, 20, 0.1, '1')).toEqual(shapePoints(shape, 20, 0.1, '1'));
    expect(shapePoints(shape, 20, 0.1, '2')).not.toEqual(shapePoints(shape, 20, 0.1, '1'));
  });
});

describe('hidden units', () => {
  const network: Network = initialNetwork(architecture([2, 3, 2, 1], 'tanh', 'pytorch'), '7');
  const inputs = Float64Array.from({ length: 40 }, (_, i) => ((i * 37) % 41) / 20 - 1);
  const workspace = workspaceFor(network, 20);
  const outputs = (of: Network): readonly number[] => [...valuesOf(of, inputs, workspaceFor(of, 20))];

  it('are counted layer by layer, and their networks give their weighted inputs', () => {
    const units = hiddenUnits(network);
    expect(units.map(({ layer }) => layer)).toEqual([0, 0, 0, 1, 1]);
    for (const unit of units) {
      const values = valuesOf(network, inputs, workspace, unit.layer);
      const width = network.sizes[unit.layer + 1] ?? 1;
      outputs(unitNetwork(network, unit)).forEach((z, i) => {
        expect(Math.tanh(z)).toBeCloseTo(values[i * width + unit.unit] ?? 0, 10);
      });
    }
  });

  it('that are held give their mean, whatever the input; free ones what they gave', () => {
    const means = unitMeans(network, 1, inputs);
    outputs(heldNetwork(network, 1, [1, 1], means)).forEach((z, i) => {
      expect(z).toBeCloseTo(outputs(network)[i] ?? 0, 12);
    });
    const [last] = layerWeights(network).slice(-1);
    const constant = means.reduce(
      (sum, mean, i) => sum + mean * (last?.weights[0]?.[i] ?? 0),
      last?.biases[0] ?? 0,
    );
    for (const z of outputs(heldNetwork(network, 1, [0, 0], means))) expect(z).toBeCloseTo(constant, 12);
  });

  it('of one of two cannot close a curve: along one cut the output only rises or only falls', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      for (const activation of ['tanh', 'relu', 'sigmoid'] as const) {
        const two = initialNetwork(architecture([2, 2, 1], activation, 'pytorch'), `${seed}`, () => 6);
        expect(isClosed(boundaryOf(evenMaps([two])[0] ?? []))).toBe(false);
      }
    }
  });
});
