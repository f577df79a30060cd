import { describe, expect, it } from 'vitest';
import { validateCueSheet } from '../../../audio/index.ts';
import { decisionBoundary as film } from '../../../compositions/decision-boundary/index.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { displayList, textBoxes } from '../../../src/render/paint/display-list.ts';
import { BOUNDARY_CLAIMS } from '../../../src/story/boundary/claims.ts';
import {
  additions,
  closingStep,
  directionOf,
  gapOf,
  stationsOf,
  successes,
} from '../../../src/story/boundary/commentary.ts';
import {
  crossingOf,
  cutEnds,
  cutsOf,
  networkAfter,
  outputsAt,
  pushesAt,
  runOf,
  walksOf,
} from '../../../src/story/boundary/networks.ts';
import { spokenAt } from '../../../src/story/claims.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';
import { placedStages } from '../../helpers/films.ts';

const traceOf = (props: unknown = {}, inputs = {}, seed = '1') =>
  film.simulate(film.params.parse(props), seed, inputs);
const subject = (trace: ReturnType<typeof traceOf>) => subjectOf(film as never, trace.params, trace as never);
const csv = (text: string) => ({ 'data.file': new TextEncoder().encode(text) });
const usual = traceOf();
const main = runOf(usual, 'main');

describe('at the defaults', () => {
  it('one cut and two leave many points wrong and the curve open, three close it', () => {
    expect(usual.facts.enough).toBe(3);
    expect(runOf(usual, '1').outcome).toMatchObject({ closed: false });
    expect(runOf(usual, '2').outcome).toMatchObject({ closed: false });
    expect(runOf(usual, '2').outcome.errors).toBeGreaterThan(20);
    expect(main.outcome).toMatchObject({ closed: true, errors: 0 });
  });

  it('the run with a unit too few begins with the first weights of the film’s, but for that unit', () => {
    const [two = [], three = []] = [runOf(usual, '2').points[0], main.points[0]];
    expect(two.slice(0, 4)).toEqual(three.slice(0, 4));
    expect(two.slice(4, 6)).toEqual(three.slice(6, 8));
  });

  it('the curve goes from poor to round, and agrees with the truth', () => {
    const closing = closingStep(usual) ?? 0;
    const { roundness = [], agreement = [] } = main.series;
    expect(closing).toBeGreaterThan(50);
    expect(roundness[closing]).toBeLessThan(0.65);
    expect(main.outcome.roundness).toBeGreaterThan(0.8);
    expect(agreement[0]).toBeLessThan(0.8);
    expect(main.outcome.agreement).toBeGreaterThan(0.95);
  });

  it('the pushes and the bias at a point come to the output there', () => {
    const network = networkAfter(usual, main);
    for (const { at } of stationsOf(usual)) {
      const sum = pushesAt(network, at).reduce((all, push) => all + push, 0);
      expect(sum).toBeCloseTo(outputsAt(network, [at])[0] ?? Number.NaN, 12);
    }
  });

  it('beyond each cut alone, the push of its unit has turned and the output is below 0', () => {
    const network = networkAfter(usual, main);
    const [disc, ...squares] = stationsOf(usual).map(({ at, unit }) => ({
      unit,
      pushes: pushesAt(network, at),
    }));
    expect(squares.map(({ unit }) => unit)).toEqual([0, 1, 2]);
    for (const { unit, pushes } of squares) {
      expect((pushes[unit ?? 0] ?? 0) * (disc?.pushes[unit ?? 0] ?? 0)).toBeLessThan(0);
      expect(pushes.reduce((all, push) => all + push, 0)).toBeLessThan(0);
    }
  });

  it('the pushes of one unit have no boundary, those of two an open one, those of three close it, on the left last', () => {
    expect(additions(usual).map(({ look }) => look)).toEqual(['none', 'open', 'closed']);
    expect(gapOf(usual)?.side).toBe('left');
  });

  it('two cuts never close the curve, from none of the starts; three do from most', () => {
    const won = usual.facts.ladder.map((rung) => [rung.units, successes(usual, rung)]);
    expect(won.slice(0, 2)).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(won[2]?.[1]).toBeGreaterThan(6);
  });

  it('walks parallel to the first cut cross 0 once at most, where the output changes its sign', () => {
    const network = networkAfter(usual, runOf(usual, '2'));
    const [cut] = cutsOf(network);
    const walks = walksOf(network);
    expect(walks).toHaveLength(4);
    for (const {
      ends: [a, b],
      outputs,
      crossing,
    } of walks) {
      const [from, to] = [a, b].map(([x, y]) => (cut?.w[0] ?? 0) * x + (cut?.w[1] ?? 0) * y);
      expect(from).toBeCloseTo(to ?? Number.NaN, 9);
      const signs = outputs.filter((output, i) => i > 0 && output > 0 !== (outputs[i - 1] ?? 0) > 0);
      expect(signs).toHaveLength(crossing === null ? 0 : 1);
    }
    expect(crossingOf([1, 2, 3])).toBeNull();
    expect(crossingOf([-1, 1, 3])).toBe(0.25);
  });

  it('sounds as it should', () => {
    const { story } = subject(usual);
    expect(() => validateCueSheet(film.score(usual, story as never, DEFAULT_LOOK))).not.toThrow();
  });

  it('the trace has the first weights and the points, so that the run can be repeated elsewhere', () => {
    const { start, data } = usual.facts;
    expect(start.map(({ weights, biases }) => [weights.length, weights[0]?.length, biases.length])).toEqual([
      [3, 2, 3],
      [1, 3, 1],
    ]);
    expect(start.flatMap(({ weights, biases }) => [...weights.flat(), ...biases])).toEqual(main.points[0]);
    expect(data).toHaveLength(120);
  });
});

describe('claims', () => {
  const { story } = subject(usual);
  const spoken = (key: string) => {
    const caption = story.captions.find(({ message }) => message.key === key);
    if (caption === undefined) throw new Error(`nothing says ${key}`);
    return { values: caption.message.values, now: spokenAt(usual, story as never, caption.end - 1) };
  };

  it.each([
    ['captionOne', { errors: 1 }],
    ['captionAsk', { units: 3 }],
    ['captionWrong', { errors: 31 }],
    ['captionWrong', { closed: true }],
    ['captionMore', { added: 2 }],
    ['captionMore', { side: 'right' }],
    ['captionCloses', { step: 200 }],
    ['captionEnd', { area: 0.5 }],
    ['captionRound', { share: 1 }],
    ['captionRound', { near: false }],
    ['captionPoint', { label: 0 }],
    ['captionAcross', { activation: 'relu' }],
    ['captionAdded', { look: 'closed' }],
    ['captionLuck', { won: 1 }],
    ['captionLuck', { before: 1, units: 2 }],
    ['captionAnswer', { units: 2 }],
  ] as const)('%s is false with %o', (key, wrong) => {
    const { values, now } = spoken(key);
    const claim = BOUNDARY_CLAIMS[key];
    if (typeof claim !== 'function') throw new Error(`${key} is a definition`);
    expect(claim(values, now as never)).toBe(true);
    expect(claim({ ...values, ...wrong }, now as never)).toBe(false);
  });
});

const FEW = { widths: [1, 3], starts: 2 };
describe.each([
  { data: { shape: 'moons' }, steps: 150 },
  { data: { shape: 'xor' }, hidden: [4], steps: 120 },
  { data: { shape: 'blobs' }, steps: 60 },
  { data: { shape: 'blobs' }, hidden: [1], steps: 60 },
  { data: { shape: 'spirals', noise: 0.02 }, hidden: [8], steps: 60 },
  { data: { points: 10 }, steps: 200 },
  { data: { noise: 0.4, points: 60 }, steps: 80 },
  { activation: 'relu', steps: 200 },
  { activation: 'sigmoid', steps: 200 },
  { semantics: 'scikit-learn', steps: 250 },
  { semantics: 'keras', hidden: [4], steps: 100 },
  { semantics: 'tfjs', optimizer: 'momentum', rate: 0.5, steps: 100 },
  { semantics: 'flax-linen', optimizer: 'sgd', rate: 1, steps: 100 },
  { hidden: [2], steps: 100 },
  { hidden: [3, 3], steps: 150 },
  { hidden: [2, 4, 2], steps: 60 },
  { hidden: [6], steps: 100, widths: [12] },
  { steps: 1 },
  { rate: 10, steps: 40 },
])('with %o', (props) => {
  it('all that is said is true', () => {
    const trace = traceOf({ ...FEW, ...props });
    expect(describeFindings(trueCaptions(subject(trace)))).toEqual([]);
  });
});

describe('a file of one’s own', () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i % 8},${Math.floor(i / 8)},${i % 8 < 4 ? 'left' : 'right'}`,
  );
  const file = `a,b,side\n${rows.join('\n')}\n`;
  const props = { data: { file: 'somewhere/points.csv' }, steps: 60, ...FEW };

  it('is told apart, without a truth; where it lies is not told', () => {
    const trace = traceOf(props, csv(file));
    expect(trace.params.data.file).toBe('points.csv');
    expect(trace.facts.file).toEqual({ rows: 40, classes: ['left', 'right'], names: ['a', 'b', 'side'] });
    expect(Math.max(...trace.facts.data.map(({ x }) => x))).toBeCloseTo(0.92, 12);
    expect(runOf(trace, 'main').outcome.agreement).toBeNull();
    expect(describeFindings(trueCaptions(subject(trace)))).toEqual([]);
  });

  it('that is long is sampled, and says so', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `${i % 71},${i % 53},${i % 2}`).join('\n');
    const trace = traceOf({ ...props, steps: 3 }, csv(`x,y,class\n${long}\n`));
    expect(film.notes?.(trace)).toEqual(["data 'points.csv': 400 of its 3000 rows, drawn by the seed"]);
    const [stage] = placedStages;
    if (stage === undefined) throw new Error('no stage');
    const { story } = subject(trace);
    const words = textBoxes(displayList(film.Scene({ trace, story: story as never, frame: 40, stage })));
    expect(words.map(({ text }) => text.words)).toContain('400 of 3,000 rows');
  });

  it.each([
    [
      'one class',
      'x,y,class\n1,2,a\n2,3,a\n',
      'data.file \'points.csv\', column 3 (class): one class, "a"; there have to be two',
    ],
    [
      'five classes',
      'x,y,class\n1,2,1\n2,3,2\n3,1,3\n4,4,4\n5,5,5\n',
      'data.file \'points.csv\', column 3 (class): 5 classes, "1", "2", "3" …; there have to be two',
    ],
    [
      'text',
      'x,y,class\n1,2,a\n2,far,b\n3,4,a\n4,5,b\n',
      'data.file \'points.csv\', row 3, column 2 (y): "far" is not a number',
    ],
    [
      'a missing class',
      'x,y,class\n1,2,a\n2,3,\n3,4,b\n',
      "data.file 'points.csv', row 3, column 3 (class): the value is missing; fill it in or leave the row out",
    ],
    ['two columns', 'x,y\n1,2\n2,3\n', "data.file 'points.csv', row 1: 2 columns; there have to be 3"],
  ])('is refused with %s', (_, text, message) => {
    expect(() => traceOf(props, csv(text))).toThrow(message);
  });
});

describe('params', () => {
  it('that would take minutes are refused in one line', () => {
    const most = film.params.safeParse({
      data: { points: 400 },
      steps: 1000,
      starts: 20,
      widths: [1, 2, 3, 4, 8],
    });
    expect(most.error?.issues.map(({ message }) => message)).toEqual([
      'points × steps × widths × starts must be at most 30 million, not 40 million',
    ]);
    expect(film.params.safeParse({ hidden: [9] }).success).toBe(false);
    expect(film.params.safeParse({ semantics: 'caffe' }).success).toBe(false);
  });
});

describe('a cut', () => {
  it('leaves the square where its weighted sum is 0', () => {
    const network = networkAfter(usual, main);
    for (const cut of cutsOf(network)) {
      const ends = cutEnds(cut);
      expect(ends).not.toBeNull();
      for (const [x, y] of ends ?? []) {
        expect(cut.w[0] * x + cut.w[1] * y + cut.b).toBeCloseTo(0, 9);
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeCloseTo(1.06, 9);
      }
    }
    expect(cutEnds({ w: [1, 0], b: 5 })).toBeNull();
    expect(cutEnds({ w: [0, 1], b: 0.5 })).toEqual([
      [-1.06, -0.5],
      [1.06, -0.5],
    ]);
  });

  it('lies to the nearest of eight sides', () => {
    expect(
      [
        [1, 0.2],
        [1, 1],
        [-0.1, 2],
        [-1, 0.9],
        [-3, -1],
        [-1, -2],
        [0, -1],
        [2, -1],
      ].map(([x = 0, y = 0]) => directionOf([x, y])),
    ).toEqual(['right', 'upperRight', 'top', 'upperLeft', 'left', 'lowerLeft', 'bottom', 'lowerRight']);
  });
});
