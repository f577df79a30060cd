import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../../audio/index.ts';
import { backpropagation as film } from '../../../compositions/backpropagation/index.ts';
import { againPage, backPages, forwardPage, lossPage } from '../../../compositions/backpropagation/pages.ts';
import { ACTIVATIONS } from '../../../compositions/backpropagation/params.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { LAYER_SEMANTICS } from '../../../src/sim/frameworks/framework.ts';
import { backpropagate } from '../../../src/sim/network/backpropagation.ts';
import type { Network } from '../../../src/sim/network/network.ts';
import { lossOf } from '../../../src/sim/network/train.ts';
import { workspaceFor } from '../../../src/sim/network/workspace.ts';
import { random } from '../../../src/sim/random.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';

const traceOf = (props: unknown = {}, seed = '1') => film.simulate(film.params.parse(props), seed);
type Trace = ReturnType<typeof traceOf>;
const subject = (trace: Trace) => subjectOf(film as never, trace.params, trace as never);
const run = (trace: Trace, id: string) => {
  const found = trace.runs.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no run ${id}`);
  return found;
};
const usual = traceOf();
const number = (written: string): number => Number(written.replace('−', '-'));

/** A network with the starting weights that a trace gives, scaled. */
function repeated(
  { facts, params }: Trace,
  activation: (typeof ACTIVATIONS)[number],
  scales: readonly number[],
): Network {
  const { sizes, weights } = facts.deep;
  return {
    sizes,
    activations: sizes.slice(1, -1).map(() => activation),
    semantics: params.semantics,
    parameters: Float64Array.from(
      weights[activation].flatMap(({ W, b }, l) => [...W.flat().map((w) => w * (scales[l] ?? 1)), ...b]),
    ),
  };
}

describe('at the defaults', () => {
  it('nearly nothing of the error reaches layer 1 from PyTorch’s own first weights, whatever the activation function', () => {
    const first = ACTIVATIONS.map((activation) => run(usual, `${activation}-×1`));
    expect(first.map(({ verdict }) => verdict)).toEqual(['vanishing', 'vanishing', 'vanishing']);
    expect(first[0]?.ratio).toBeLessThan(1e-6);
    expect(usual.facts.asked.id).toBe('sigmoid-×1');
  });

  it('wider weights cure tanh and ReLU, residual connections sigmoid too', () => {
    const verdicts = (name: string): readonly string[] =>
      ACTIVATIONS.map((activation) => run(usual, `${activation}-${name}`).verdict);
    expect(verdicts('initialised')).toEqual(['vanishing', 'steady', 'steady']);
    expect(verdicts('residual')).toEqual(['steady', 'steady', 'steady']);
    expect(usual.facts.answer.id).toBe('sigmoid-residual');
  });

  it('clipping keeps the loss of the exploding network from jumping, from the same start', () => {
    const [unclipped, clipped] = [run(usual, 'unclipped'), run(usual, 'clipped')];
    expect(unclipped.losses[0]).toBe(clipped.losses[0]);
    expect(Math.max(...unclipped.losses)).toBeGreaterThan(1e9);
    expect(Math.max(...clipped.losses)).toBe(clipped.losses[0]);
    for (const length of clipped.series.appliedLength ?? []) expect(length).toBeCloseTo(1, 3);
    unclipped.series.gradientLength?.slice(0, 3).forEach((length, k) => {
      expect((unclipped.series.appliedLength?.[k] ?? 0) / length).toBeCloseTo(1, 9);
    });
  });

  it('the update lowers the loss by about what its slopes promise', () => {
    const small = run(usual, 'small');
    const slopes = usual.facts.small.before.layers.flatMap(({ weights, biases }) => [
      ...weights.flat(),
      ...biases,
    ]);
    const promised = -usual.params.rate * slopes.reduce((sum, g) => sum + g * g, 0);
    expect(((small.losses[1] ?? 0) - (small.losses[0] ?? 0)) / promised).toBeCloseTo(0.85, 0);
  });
});

describe('a viewer can repeat it', () => {
  it.each(LAYER_SEMANTICS)('the starting weights of the trace give its numbers, as in %s', (semantics) => {
    const trace = traceOf({ semantics, depth: 5, width: 6, scales: [2] });
    const { inputs, targets } = trace.facts.deep;
    const data = {
      count: inputs.length,
      inputs: Float64Array.from(inputs.flat()),
      targets: Float64Array.from(targets),
    };
    for (const { activation, flow, losses, scales } of trace.runs.filter(({ group }) => group === 'scales')) {
      const pass = backpropagate(repeated(trace, activation, scales), data, 'softmax-cross-entropy');
      expect(pass.loss).toBeCloseTo(losses[0] ?? Number.NaN, 12);
      pass.layers.forEach(({ norms }, l) => {
        expect(Math.abs(norms.deltas / (flow.deltas[l] ?? Number.NaN) - 1)).toBeLessThan(1e-9);
      });
    }
  });

  it('slopes of the small network are those of differences, and its first weights have two decimals', () => {
    const { small } = usual.facts;
    const [start] = run(usual, 'small').points ?? [];
    const { hidden, activation, sample } = usual.params;
    const network: Network = {
      sizes: [2, ...hidden, 1],
      activations: hidden.map(() => activation),
      parameters: Float64Array.from(start ?? []),
    };
    const data = { count: 1, inputs: Float64Array.from(sample.x), targets: Float64Array.of(sample.y) };
    const workspace = workspaceFor(network, 1);
    const lossAt = (parameters: Float64Array): number =>
      lossOf({ ...network, parameters }, data, 'binary-cross-entropy', workspace);
    const slopes = small.before.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);
    slopes.forEach((slope, i) => {
      const [up, down] = [network.parameters.slice(), network.parameters.slice()];
      up[i] = (up[i] ?? 0) + 1e-5;
      down[i] = (down[i] ?? 0) - 1e-5;
      expect((lossAt(up) - lossAt(down)) / 2e-5).toBeCloseTo(slope, 8);
    });
    for (const w of start ?? []) expect(w).toBe(Math.round(100 * w) / 100);
  });

  it('first weights differ from library to library as their rules do, and clipping too', () => {
    const biases = LAYER_SEMANTICS.map((semantics) =>
      traceOf({ semantics })
        .facts.deep.weights.tanh.flatMap(({ b }) => b)
        .some((b) => b !== 0),
    );
    expect(Object.fromEntries(LAYER_SEMANTICS.map((semantics, i) => [semantics, biases[i]]))).toEqual({
      pytorch: true,
      keras: false,
      'flax-nnx': false,
      'flax-linen': false,
      tfjs: false,
      'scikit-learn': true,
    });
    const said = (semantics: string): string | undefined => {
      const { story } = subject(traceOf({ semantics }));
      const caption = story.captions.find(({ message: { key } }) => /captionClip$|captionNoClip/.test(key));
      return caption && film.words.word(caption.message, 'en');
    };
    expect(['pytorch', 'keras', 'flax-nnx', 'tfjs'].map(said)).toEqual([
      'Clipping shortens any longer gradient to 1.',
      'Clipping shortens each variable’s gradient to 1.',
      'Clipping shortens any longer gradient to 1.',
      'Clipping keeps each slope within ±1.',
    ]);
    expect(said('scikit-learn')).toContain('scikit-learn has no clipping');
  });
});

it.each([
  [{ semantics: 'tfjs', clipping: { kind: 'norm' } }, /TensorFlow\.js|tfjs/],
  [{ semantics: 'scikit-learn', clipping: { kind: 'value' } }, /scikit-learn does not clip gradients/],
  [{ scales: [1, 1] }, /each scale once/],
  [{ hidden: [4] }, /hidden/],
])('%j is refused', (props, message) => {
  const read = film.params.safeParse(props);
  expect(read.success).toBe(false);
  expect(JSON.stringify(read.error?.issues)).toMatch(message);
});

/** Params from the whole range the schema allows. */
function anyParams(index: number): unknown {
  const next = random('any params', 'backpropagation', index);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  const magnitude = (low: number, high: number): number => 10 ** (low + (high - low) * next());
  const units = (): number => 1 + Math.floor(3 * next());
  return {
    semantics: pick(...LAYER_SEMANTICS),
    sample: { x: pick([0, 0], [5, -5], [2 * next() - 1, 2 * next() - 1], [0.8, 0]), y: pick(0, 1) },
    hidden: pick([units()], [units(), units()]),
    activation: pick(...ACTIVATIONS),
    rate: pick(0.5, 10, magnitude(-3, 1)),
    depth: pick(3, 4, 10, 20),
    width: pick(2, 3, 8, 16),
    scales: pick([1], [0.01, 100], [magnitude(-2, 2)], [0.5, 1, 2], [100]),
    limit: pick(2, 10, 1000, magnitude(0.4, 3)),
    clipping: { limit: pick(1, 1e-3, 1e3), rate: pick(0.05, 1, 1e-5), updates: pick(2, 5, 20) },
  };
}

describe.each(Array.from({ length: 24 }, (_, i) => i))('with params %i', (index) => {
  const trace = traceOf(anyParams(index), String(index));
  const told = subject(trace);

  it('every number is finite, every caption holds for as long as it stands, and the sound is one', () => {
    for (const { losses, ratio, flow } of trace.runs) {
      expect([...losses, ratio, ...Object.values(flow).flat()].every(Number.isFinite)).toBe(true);
    }
    expect(describeFindings(trueCaptions(told))).toEqual([]);
    expect(() => validateCueSheet(film.score(trace, told.story as never, DEFAULT_LOOK))).not.toThrow();
  });

  it('every calculation adds up as it stands', () => {
    const units = [...trace.params.hidden, 1].flatMap((count, l) =>
      Array.from({ length: count }, (_, unit) => forwardPage(trace, l + 1, unit)),
    );
    for (const { sum } of [...units, lossPage(trace), ...backPages(trace), againPage(trace)]) {
      if (!sum.exact) continue;
      const decimals = (sum.total.split('.')[1] ?? '').length;
      const added = sum.terms.reduce((all, { product }) => all + number(product), 0);
      expect(Number(added.toFixed(decimals)) + 0).toBe(number(sum.total) + 0);
    }
  });
});

it('at the defaults every calculation is exact as it stands', () => {
  const units = [2, 2, 1].flatMap((count, l) =>
    Array.from({ length: count }, (_, unit) => forwardPage(usual, l + 1, unit)),
  );
  const pages = [...units, lossPage(usual), ...backPages(usual), againPage(usual)];
  expect(pages.map(({ sum }) => sum.exact)).toEqual(pages.map(() => true));
});
