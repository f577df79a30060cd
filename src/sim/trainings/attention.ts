import { shuffle } from '../network/order.ts';
import { adam } from '../optimizers/adam.ts';
import { random, type Seed } from '../random.ts';
import { batchOf, drawSequences, type Sequence } from '../sequences/sequence-task.ts';
import { sequenceTask } from '../sequences/tasks.ts';
import { attentionScores, causal } from '../tensors/attention.ts';
import { rowsOf } from '../tensors/linear.ts';
import { crossEntropy, softmaxOf } from '../tensors/rows.ts';
import {
  type HeadPlace,
  initialTransformer,
  parametersOf,
  readSequences,
  type TransformerOutput,
  type TransformerReading,
} from '../tensors/transformer.ts';
import { backward, type Tensor } from '../tensors/value.ts';
import type { AttentionParams, AttentionTrace, Marks, MeasuredHead, Rows } from './attention-trace.ts';

/** Numbers that a token is made into. */
const WIDTH = 16;
/** How often the transformer is looked at in training, besides before it. */
const LOOKS = 20;
/** How many sequences may be shown: the one in which the focus looks at the source the most is. */
const CANDIDATES = 12;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Sequences that may be shown: the shortest whose nearest token would tell something else, or else the first ones. */
function candidatesOf(unseen: readonly Sequence[]): readonly Sequence[] {
  const misleading = unseen.filter(({ asked }) =>
    asked.some(({ nearest, answer }) => nearest !== null && nearest.answer !== answer),
  );
  const all = misleading.length > 0 ? misleading : unseen;
  const least = Math.min(...all.map(({ tokens }) => tokens.length));
  return all.filter(({ tokens }) => tokens.length === least).slice(0, CANDIDATES);
}

/** Columns of a matrix, row by row. */
const rowsAs = ({ shape: [rows = 0, width = 0], data }: Tensor, from = 0, to = width): Rows =>
  Array.from({ length: rows }, (_, r) => [...data.subarray(r * width + from, r * width + to)]);

/** What a head gives from a query of a sequence to its keys. */
function weightsFrom(
  { views }: TransformerOutput,
  { layer, head }: HeadPlace,
  sequence: number,
  query: number,
): readonly number[] {
  const { shape: [, heads = 1, , keys = 1] = [], data = new Float64Array() } = views[layer]?.weights ?? {};
  const from = ((sequence * heads + head) * keys + query) * keys;
  return [...data.subarray(from, from + keys)];
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The number of the largest value; the first of equal ones. */
const largestOf = (values: readonly number[]): number => values.indexOf(Math.max(...values));

/**
 * Trains a transformer on a task by Adam, its rate falling to 0 in equal steps, and measures its heads on sequences that it has not seen: where they look, and what goes
 * wrong with each at 0, and with the places of the tokens dealt out anew.
 *
 * @param report called with the updates done, and all
 */
export function trainAttention(
  params: AttentionParams,
  seed: Seed,
  report: (done: number, total: number) => void = () => {},
): Pick<AttentionTrace, 'runs' | 'facts'> {
  const { data, model, steps, batch: size, rate } = params;
  const task = sequenceTask(params.task, params.digits);
  const drawn = drawSequences(task, data.test + data.train, random(seed, 'sequences'));
  const [unseen, seen] = [drawn.slice(0, data.test), drawn.slice(data.test)];
  const transformer = initialTransformer(
    {
      ...model,
      vocabulary: task.words.length,
      length: task.length,
      width: WIDTH,
      outputs: task.answers.length,
    },
    random(seed, 'first weights'),
  );
  const parameters = parametersOf(transformer);
  const test = batchOf(unseen);
  const candidates = candidatesOf(unseen);
  const question = Math.floor(((candidates[0]?.asked.length ?? 1) - 1) / 2);
  const places: readonly HeadPlace[] = Array.from({ length: model.layers * model.heads }, (_, i) => ({
    layer: Math.floor(i / model.heads),
    head: i % model.heads,
  }));

  const read = (batch: typeof test, reading: Omit<TransformerReading, 'mask'> = {}) =>
    readSequences(transformer, batch.tokens, batch.asked, batch.count, { ...reading, mask: causal });
  const marksOf = ({ logits }: TransformerOutput): Marks => ({
    loss: crossEntropy(logits, test.answers).data[0] ?? 0,
    accuracy: meanOf(rowsAs(logits).map((row, i) => Number(largestOf(row) === test.answers[i]))),
  });
  const look = () => {
    const whole = read(test);
    const few = read(batchOf(candidates));
    return {
      marks: marksOf(whole),
      looks: places.map((place) =>
        meanOf(
          test.asked.map((token, i) => {
            const sequence = Math.floor(token / test.length);
            const from = weightsFrom(whole, place, sequence, token % test.length);
            return from[test.sources[i] ?? 0] ?? 0;
          }),
        ),
      ),
      /** Of each candidate and head, the weights from the question. */
      courses: candidates.map(({ asked }, i) =>
        places.map((place) => weightsFrom(few, place, i, asked[question]?.at ?? 0)),
      ),
    };
  };

  const rule = (step: number) => adam({ learningRate: (rate * (steps - step + 1)) / steps, ...ADAM });
  let point = parameters.flatMap((one) => [...one.data]);
  let state = rule(1).init(point);
  const next = random(seed, 'batches');
  const updates = Array.from({ length: LOOKS + 1 }, (_, k) => Math.round((k * steps) / LOOKS)).filter(
    (done, k, all) => done !== all[k - 1],
  );
  const seenAt = [look()];
  for (let step = 1; step <= steps; step += 1) {
    const batch = batchOf(
      Array.from({ length: size }, () => seen[Math.floor(next() * seen.length)] as Sequence),
    );
    backward(crossEntropy(read(batch).logits, batch.answers));
    const update = rule(step).update(
      point,
      parameters.flatMap((one) => [...one.gradient]),
      state,
    );
    point = [...update.point];
    state = update.state;
    let from = 0;
    for (const { data: own } of parameters) {
      own.set(point.slice(from, from + own.length));
      from += own.length;
    }
    if (updates.includes(step)) seenAt.push(look());
    report(step, steps);
  }

  const last = seenAt.at(-1);
  const focus = largestOf(last?.looks ?? []);
  const which = largestOf(
    candidates.map(({ asked }, i) => last?.courses[i]?.[focus]?.[asked[question]?.source ?? 0] ?? 0),
  );
  const shown = candidates[which] as Sequence;
  const { at = 0 } = shown.asked[question] ?? {};
  const alone = batchOf([shown]);
  const without = (heads: readonly HeadPlace[]): Marks => marksOf(read(test, { without: heads }));
  const heads = places.map(
    (place, i): MeasuredHead => ({
      ...place,
      looks: seenAt.map(({ looks }) => looks[i] ?? 0),
      course: seenAt.map(({ courses }) => courses[which]?.[i] ?? []),
      without: without([place]),
    }),
  );
  const least = Math.min(...heads.map((one) => one.without.accuracy));
  const pillar = largestOf(
    heads.map((one) => (one.without.accuracy === least ? one.without.loss : Number.NEGATIVE_INFINITY)),
  );
  const place = places[focus] ?? { layer: 0, head: 0 };
  const reading = read(alone);
  const view = reading.views[place.layer];
  if (view === undefined) throw new RangeError('trainAttention: no layer');
  const columns = WIDTH / model.heads;
  const own = (of: Tensor): Rows => rowsAs(of, place.head * columns, (place.head + 1) * columns);
  const scores = attentionScores(view.query, view.key, model.heads);

  const deal = random(seed, 'shuffled places');
  const dealt = [shown, ...unseen].map(({ tokens }) => {
    const order = Uint32Array.from(tokens, (_, i) => i);
    shuffle(order, deal);
    return [...order];
  });
  const [first = [], ...others] = dealt;
  const filled = others.flatMap((order) => [
    ...order,
    ...Array.from({ length: test.length - order.length }, (_, i) => order.length + i),
  ]);
  const told = unseen.flatMap(({ asked }) =>
    asked.flatMap(({ nearest, answer }) => (nearest === null ? [] : [Number(nearest.answer === answer)])),
  );
  return {
    runs: [
      {
        id: 'main',
        label: 'transformer',
        status: 'completed',
        losses: seenAt.map(({ marks }) => marks.loss),
        series: { accuracy: seenAt.map(({ marks }) => marks.accuracy) },
        updates,
      },
    ],
    facts: {
      words: task.words,
      answers: task.answers,
      learned: point,
      shown,
      candidates: candidates.length,
      question,
      chances: [...softmaxOf(Float64Array.from(rowsAs(reading.logits)[question] ?? []))],
      spoken: rowsAs(rowsOf(transformer.tokens, shown.tokens)),
      embedded: rowsAs(reading.embedded),
      heads,
      focus,
      pillar,
      work: {
        query: own(view.query),
        key: own(view.key),
        value: own(view.value),
        scores: shown.tokens.map((_, q) => {
          const from = (place.head * shown.tokens.length + q) * shown.tokens.length;
          return [...scores.data.subarray(from, from + shown.tokens.length)];
        }),
        weights: shown.tokens.map((_, q) => weightsFrom(reading, place, 0, q)),
      },
      shuffled: {
        ...marksOf(read(test, { positions: filled })),
        places: first,
        weights: weightsFrom(read(alone, { positions: first }), place, 0, at),
      },
      nearest: told.length === 0 ? null : meanOf(told),
      even: meanOf(test.asked.map((token) => 1 / ((token % test.length) + 1))),
      asked: test.answers.length,
    },
  };
}
