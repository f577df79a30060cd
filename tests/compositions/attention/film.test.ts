import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../../audio/index.ts';
import { attention as film } from '../../../compositions/attention/index.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { random } from '../../../src/sim/random.ts';
import { batchOf, drawSequences } from '../../../src/sim/sequences/sequence-task.ts';
import { sequenceTask } from '../../../src/sim/sequences/tasks.ts';
import { causal } from '../../../src/sim/tensors/attention.ts';
import { initialTransformer, parametersOf, readSequences } from '../../../src/sim/tensors/transformer.ts';
import {
  favouriteOf,
  headName,
  listed,
  productsOf,
  subjectsOf,
} from '../../../src/story/attention/readings.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { placedStages } from '../../helpers/films.ts';
import { misstated } from '../../helpers/misstated.ts';

const traceOf = (props: unknown = {}, seed = '1') => film.simulate(film.params.parse(props), seed);
type Trace = ReturnType<typeof traceOf>;
const subject = (trace: Trace) => subjectOf(film as never, trace.params, trace as never);
const usual = traceOf();

/** The trained transformer, made anew from its parameters, on its unseen sequences, drawn anew from the seed. */
function rebuilt({ params, seed, facts }: Trace) {
  const task = sequenceTask(params.task, params.digits);
  const transformer = initialTransformer(
    {
      ...params.model,
      vocabulary: task.words.length,
      length: task.length,
      width: 16,
      outputs: task.answers.length,
    },
    random('another', 'weights'),
  );
  let from = 0;
  for (const { data } of parametersOf(transformer)) {
    data.set(facts.learned.slice(from, from + data.length));
    from += data.length;
  }
  expect(from).toBe(facts.learned.length);
  const { test, train } = params.data;
  const drawn = drawSequences(task, test + train, random(seed, 'sequences'));
  const unseen = batchOf(drawn.slice(0, test));
  const accuracy = (): number => {
    const { logits } = readSequences(transformer, unseen.tokens, unseen.asked, unseen.count, {
      mask: causal,
    });
    const width = task.answers.length;
    const right = unseen.answers.filter((answer, r) => {
      const row = [...logits.data.subarray(r * width, (r + 1) * width)];
      return row.every((score, c) => c === answer || score < (row[answer] ?? 0));
    });
    return right.length / unseen.answers.length;
  };
  return { task, transformer, drawn, unseen, accuracy };
}

describe('at the defaults', () => {
  it('the transformer learns: nearly all unseen sentences are right, more than by the nearest noun', () => {
    const { accuracy } = usual.runs[0]?.series ?? {};
    expect(accuracy?.at(-1)).toBeGreaterThan(0.97);
    expect(accuracy?.[0]).toBeLessThan(0.6);
    expect(usual.facts.nearest).toBeLessThan(0.85);
  });

  it('no sentence that it is tested on was learned from', () => {
    const { drawn } = rebuilt(usual);
    const [unseen, seen] = [drawn.slice(0, 200), drawn.slice(200)].map((part) =>
      part.map(({ tokens }) => tokens.join()),
    );
    expect(unseen?.filter((tokens) => seen?.includes(tokens))).toEqual([]);
  });

  it('what is said of a missing head is what its absence does, by weights of 0 in its place', () => {
    const { heads } = usual.facts;
    const { transformer, accuracy } = rebuilt(usual);
    expect(accuracy()).toBe(usual.runs[0]?.series.accuracy?.at(-1));
    for (const { layer, head, without } of heads) {
      const out = transformer.blocks[layer]?.out.weights.data ?? new Float64Array();
      const whole = Float64Array.from(out);
      out.forEach((_, i) => {
        if (Math.floor((i % 16) / 4) === head) out[i] = 0;
      });
      expect(accuracy()).toBe(without.accuracy);
      out.set(whole);
    }
  });

  it('the head that looks the most can go, and one that looks at the wrong noun cannot', () => {
    const { focus, pillar, words, roles } = subjectsOf(usual);
    expect(focus).not.toBe(pillar);
    expect(focus.without.accuracy).toBeGreaterThan(0.95);
    expect(pillar.without.accuracy).toBeLessThan(usual.facts.nearest ?? 0);
    expect(words[favouriteOf(pillar).token]).toBe(words[roles.rival ?? -1]);
  });

  it('a head’s mean weight is that of its weights on each sentence', () => {
    const { transformer, unseen } = rebuilt(usual);
    const { views } = readSequences(transformer, unseen.tokens, unseen.asked, unseen.count, { mask: causal });
    for (const { layer, head, looks } of usual.facts.heads) {
      const weights = views[layer]?.weights.data ?? new Float64Array();
      const sum = unseen.asked.reduce((all, token, i) => {
        const row = (Math.floor(token / unseen.length) * 4 + head) * unseen.length + (token % unseen.length);
        return all + (weights[row * unseen.length + (unseen.sources[i] ?? 0)] ?? 0);
      }, 0);
      expect(looks.at(-1)).toBeCloseTo(sum / unseen.asked.length, 12);
    }
  });

  it('the products of a pair add up as they are written, to the score in the table', () => {
    const { work } = usual.facts;
    work.query.forEach((_, q) => {
      work.key.forEach((__, k) => {
        const { products, sum, score } = productsOf(usual, q, k);
        expect(products.reduce((all, one) => all + one, 0)).toBeCloseTo(sum, 9);
        expect(Math.abs(score - (work.scores[q]?.[k] ?? 0))).toBeLessThan(0.011);
      });
    });
  });

  it.each([1, 2, 4, 8, 16])('%i products as they are listed add up to their sum', (count) => {
    const products = Array.from({ length: count }, (_, i) => Number((((i * 37) % 11) / 7 - 0.6).toFixed(2)));
    const { first, rest, others } = listed(products);
    expect(first.length + others).toBe(count);
    expect(first.length + Number(others > 0)).toBeLessThanOrEqual(4);
    const [all, said] = [products, [...first, rest]].map((values) =>
      values.reduce((sum, one) => sum + one, 0),
    );
    expect(said).toBeCloseTo(all ?? 0, 9);
  });

  it('the picture names each head and what it costs', () => {
    const [stage] = placedStages;
    if (stage === undefined) throw new Error('no stage');
    const { story } = subject(usual);
    const drawn = film.Scene({ trace: usual, story: story as never, frame: story.frames - 20, stage });
    const words = textBoxes(displayList(drawn)).map(({ text }) => text.words);
    for (const one of usual.facts.heads) {
      expect(words).toContain(headName(one));
      expect(words).toContain(
        (100 * ((usual.runs[0]?.series.accuracy?.at(-1) ?? 0) - one.without.accuracy)).toFixed(1),
      );
    }
  });

  it('no caption would be true of other numbers, names or answers', () => {
    const cases = misstated({ ...film, simulate: () => usual } as never, {});
    expect(cases.length).toBeGreaterThan(15);
    expect(cases.filter(({ right, wrong }) => !right || wrong)).toEqual([]);
  });
});

const small = { data: { train: 40, test: 30 }, batch: 4 } as const;
describe.each([
  ['one update', { ...small, steps: 1 }],
  ['three updates', { ...small, steps: 3 }],
  ['next to nothing learned', { ...small, steps: 5, rate: 1e-5 }],
  ['the largest rate', { ...small, steps: 60, rate: 0.03 }],
  ['one head, one layer', { ...small, steps: 40, model: { layers: 1, heads: 1, hidden: 4 } }],
  ['two heads, one layer', { ...small, steps: 40, model: { layers: 1, heads: 2, hidden: 8 } }],
  ['two heads, two layers', { ...small, steps: 40, model: { layers: 2, heads: 2 } }],
  ['a wide layer', { ...small, steps: 20, model: { hidden: 64 } }],
  ['one sequence an update', { ...small, batch: 1, steps: 30 }],
  ['as few sequences as can be', { data: { train: 20, test: 20 }, batch: 2, steps: 30 }],
  ['sorting', { ...small, task: 'sort', steps: 40 }],
  ['sorting two digits', { ...small, task: 'sort', digits: 2, steps: 40 }],
  ['sorting five', { ...small, task: 'sort', digits: 5, steps: 10, mask: 'flax' }],
  ['copying', { ...small, task: 'copy', steps: 60 }],
  ['copying two digits with one head', { ...small, task: 'copy', digits: 2, steps: 80, model: { heads: 1 } }],
  [
    'copying five, as PyTorch’s layer masks',
    { ...small, task: 'copy', digits: 5, steps: 10, mask: 'multihead' },
  ],
  ['as Keras masks', { ...small, steps: 10, mask: 'keras' }],
])('%s', (_, props) => {
  const trace = traceOf(props, '3');

  it('is told truly, with a sound that can be made', () => {
    expect(describeFindings(trueCaptions(subject(trace)))).toEqual([]);
    const { story } = subject(trace);
    expect(() => validateCueSheet(film.score(trace, story as never, DEFAULT_LOOK))).not.toThrow();
  });

  it('is measured as its parameters say', () => {
    const { accuracy } = trace.runs[0]?.series ?? {};
    expect(accuracy?.length).toBe(trace.runs[0]?.losses.length);
    expect(rebuilt(trace).accuracy()).toBe(accuracy?.at(-1));
  });
});

it('another seed learns too', () => {
  const trace = traceOf({}, '2');
  expect(trace.runs[0]?.series.accuracy?.at(-1)).toBeGreaterThan(0.95);
  expect(describeFindings(trueCaptions(subject(trace)))).toEqual([]);
});

describe('refused', () => {
  it.each([
    ['a training that would take minutes', { steps: 1000, batch: 64 }, 'million multiplications'],
    ['more sequences than there are', { task: 'copy', digits: 2 }, 'at most'],
    ['three heads', { model: { heads: 3 } }, ''],
    ['an unknown mask', { mask: 'tfjs' }, ''],
  ])('%s', (_, props, words) => {
    const { error } = film.params.safeParse(props);
    expect(error?.issues[0]?.message).toContain(words);
  });
});
