import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../../audio/index.ts';
import { linearRegression as film } from '../../../compositions/linear-regression/index.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { viewOf } from '../../../src/scene/regression/regression-view.ts';
import { random } from '../../../src/sim/random.ts';
import { SCALINGS } from '../../../src/sim/regression/feature-scaling.ts';
import { FAILURES } from '../../../src/sim/regression/regressions.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import {
  answerOf,
  finishAt,
  isStuck,
  lastEpoch,
  neighboursOf,
  slopesOf,
} from '../../../src/story/regression/commentary.ts';
import { placedStages } from '../../helpers/films.ts';

const traceOf = (props: unknown = {}, inputs = {}) => film.simulate(film.params.parse(props), '1', inputs);
const subject = (trace: ReturnType<typeof traceOf>) => subjectOf(film as never, trace.params, trace as never);
const csv = (text: string) => ({ data: new TextEncoder().encode(text) });
const run = (trace: ReturnType<typeof traceOf>, id: string) => {
  const found = trace.runs.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no run ${id}`);
  return found;
};
const usual = traceOf();

describe('at the defaults', () => {
  it('the run on x / 1000 settles, and on square feet it stands still with a falling line', () => {
    expect(run(usual, 'main').signature?.kind).toBe('settles');
    const raw = run(usual, 'raw');
    expect(raw.signature?.kind).toBe('stalls');
    expect(raw.points.at(-1)?.[0]).toBeLessThan(0);
    expect(usual.facts.best[0]).toBeGreaterThan(0);
    expect(usual.facts.scalings.raw.condition / usual.facts.scalings.unit.condition).toBeGreaterThan(1e5);
  });

  it('the first step of the main run is the longest, as its gradient is', () => {
    const { points } = run(usual, 'main');
    const lengths = points
      .slice(1)
      .map(([w, b], k) => Math.hypot(w - (points[k]?.[0] ?? 0), b - (points[k]?.[1] ?? 0)));
    expect(Math.max(...lengths)).toBe(lengths[0]);
    expect((lengths.at(-1) ?? 1) / (lengths[0] ?? 1)).toBeLessThan(1e-3);
  });

  it('each step is the rate times the gradient, as both are drawn', () => {
    const main = run(usual, 'main');
    slopesOf(main).forEach((slope, k) => {
      const [[w0 = 0, b0 = 0] = [], [w1 = 0, b1 = 0] = []] = main.points.slice(k, k + 2);
      expect(Math.hypot(w1 - w0, b1 - b0)).toBeCloseTo(main.rate * slope, 9);
    });
  });

  it('valleys are as long as printed beside their maps', () => {
    const [stage] = placedStages;
    if (stage === undefined) throw new Error('no stage');
    const { story } = subject(usual);
    const { end = 0 } = story.parts.find(({ kind }) => kind === 'scalings') ?? {};
    const drawn = film.Scene({ trace: usual, story: story as never, frame: end - 12, stage });
    const words = textBoxes(displayList(drawn)).map(({ text }) => text.words);
    // √κ of the oracle's condition numbers, 47319579.57 and 84.285.
    for (const said of ['valley 6900 : 1', 'valley 9.2 : 1', 'a round valley', '4 steps: J = 21.64'])
      expect(words).toContain(said);
  });

  it('each failure of the lab is named by its signature', () => {
    const lab = usual.runs.filter(({ group }) => group === 'lab');
    expect(lab.map(({ signature }) => signature?.kind)).toEqual(['bounces', 'crawls', 'drifts', 'stalls']);
    expect(lab.map((one) => answerOf(usual, one).key)).toEqual([
      'captionHigh',
      'captionLow',
      'captionBug',
      'captionStuck',
    ]);
  });

  it('runs on batches see the same samples and differ in their updates', () => {
    const batches = usual.runs.filter(({ group }) => group === 'batch');
    expect(batches.map(({ batch, losses }) => [batch, losses.length - 1])).toEqual([
      [10, 20],
      [3, 80],
      [1, 200],
    ]);
    const { seen, batches: drawn } = viewOf(usual);
    expect(seen.at(-1)).toBe(200);
    drawn.forEach(({ lines, losses }, i) => {
      expect([lines.length, losses.length]).toEqual([seen.length, seen.length]);
      expect(losses.at(-1)).toBe(batches[i]?.losses.at(-1));
    });
    // After 3 of 10 samples a batch of three has made its first update, the whole set none.
    expect(drawn.map(({ losses }) => losses[3] === losses[0])).toEqual([true, false, false]);
  });

  it('the prediction stands between its neighbours', () => {
    const [below, above] = neighboursOf(usual).map((i) => usual.facts.samples.x[i ?? -1]);
    expect([below, above]).toEqual([1135, 1290]);
  });
});

describe('a file of one’s own', () => {
  it('is fitted, and its columns have their names; where it lies is not told', () => {
    const trace = traceOf(
      { data: 'somewhere/cars.csv', rate: 0.1 },
      csv('speed,dist\n4,2\n7,22\n9,10\n12,24\n20,64\n'),
    );
    expect(trace.params.data).toBe('cars.csv');
    expect(trace.facts).toMatchObject({ names: ['speed', 'dist'], rows: 5, predictAt: 12 });
    expect(describeFindings(trueCaptions(subject(trace)))).toEqual([]);
  });

  it('that is long is sampled, and says so', () => {
    const trace = traceOf(
      { data: 'long.csv' },
      csv(Array.from({ length: 3000 }, (_, i) => `${i},${i % 7}`).join('\n')),
    );
    expect(film.notes?.(trace)).toEqual(["data 'long.csv': 500 of its 3000 rows, drawn by the seed"]);
    expect(film.notes?.(usual)).toEqual([]);
    const { story } = subject(trace);
    const { start = 0, end = 0 } = story.parts.find(({ kind }) => kind === 'bowl') ?? {};
    const [stage] = placedStages;
    if (stage === undefined) throw new Error('no stage');
    const frame = Math.floor((start + end) / 2);
    const words = textBoxes(displayList(film.Scene({ trace, story: story as never, frame, stage })));
    expect(words.map(({ text }) => text.words)).toContain('500 of 3,000 rows');
  });

  it.each([
    [
      'all x alike',
      'x,y\n3,1\n3,2\n',
      "data 'a.csv': the values in column 1 are all alike (3); a line needs two that do",
    ],
    ['text', 'x,y\n3,one\n4,2\n', 'data \'a.csv\', row 2, column 2 (y): "one" is not a number'],
  ])('is refused with %s', (_, text, message) => {
    expect(() => traceOf({ data: 'a.csv' }, csv(text))).toThrow(message);
  });
});

/** Params from the whole range the schema allows. */
function anyParams(index: number): unknown {
  const next = random('any params', 'linear-regression', index);
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T;
  const magnitude = (low: number, high: number): number => 10 ** (low + (high - low) * next());
  return {
    scaling: pick(...SCALINGS),
    unit: pick(1000, 1e-3, magnitude(-6, 6)),
    start: { w: pick(-0.1, 0, 1e6, magnitude(-3, 3)), b: pick(900, 0, -1e6, magnitude(-1, 4)) },
    rate: pick(0.3, magnitude(-8, 2), magnitude(-3, 0.5), 4e-7),
    steps: pick(1, 2, 3, 10, 80, 500, 2000),
    predict: pick(undefined, 1290, -1e9, magnitude(0, 5)),
    lab: Array.from({ length: Math.floor(next() * 6) }, () => pick(...FAILURES)),
    batch: { size: pick(1, 3, 4, 100), epochs: pick(1, 2, 20, 50), rate: pick(0.1, 3, magnitude(-6, 0)) },
  };
}

describe.each(Array.from({ length: 40 }, (_, i) => i))('with params %i', (index) => {
  const trace = traceOf(anyParams(index));

  it('every number is finite, and every caption holds for as long as it stands', () => {
    for (const { points, losses } of trace.runs) {
      expect([...points.flat(), ...losses].every(Number.isFinite)).toBe(true);
      expect(points.length).toBe(losses.length);
    }
    const told = subject(trace);
    expect(describeFindings(trueCaptions(told))).toEqual([]);
    expect(() => validateCueSheet(film.score(trace, told.story as never, DEFAULT_LOOK))).not.toThrow();
  });
});

it('all scalings finish at one J as printed: where the main run ends', () => {
  expect(['raw', 'unit', 'standard'].map((id) => finishAt(usual, run(usual, id)))).toEqual([null, 500, 4]);
  const { losses } = run(usual, 'standard');
  expect(losses[4]?.toFixed(2)).toBe('21.64');
  expect(Number(losses[3]?.toFixed(2))).toBeGreaterThan(21.64);
});

it('the first b is stuck: the line of least squares through its pivot falls', () => {
  const { x, y } = usual.facts.samples;
  const pivot = usual.params.start.b;
  const through =
    x.reduce((sum, at, i) => sum + at * ((y[i] ?? 0) - pivot), 0) / x.reduce((sum, at) => sum + at * at, 0);
  expect(isStuck(usual, run(usual, 'raw'))).toBe(true);
  expect(isStuck(usual, run(usual, 'main'))).toBe(false);
  expect(run(usual, 'raw').points.at(-1)?.[0]).toBeCloseTo(through, 4);
});

it('single samples come lower than all at once and do not rest', () => {
  const [all, some, one] = ['batch-10', 'batch-3', 'batch-1'].map((id) => lastEpoch(usual, run(usual, id)));
  expect(all).toBeGreaterThan(1000);
  // Neither of the others is much above the least, and the single ones are not the lowest.
  expect(some).toBeLessThan(one ?? 0);
  expect(one).toBeLessThan(30);
});
