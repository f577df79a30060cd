import type { DescentTrace, RateRun } from '../../sim/descents.ts';
import { doubleWellGradient } from '../../sim/objectives/double-well.ts';
import { remember } from '../../sim/remember.ts';
import type { Claims, Spoken } from '../claims.ts';
import { plain, times } from '../numbers.ts';
import type { Message, Value } from '../words.ts';

type Now = Spoken<DescentTrace>;

/** Updates for which a run is carried on to see how it ends. */
const AFTERWARDS = 100_000;
/** Distances and slopes below this count as none. */
const NOTHING = 1e-6;

/** The run that a frame's part is about, and the one before it. */
function shown({ trace, part }: Now): {
  readonly run: RateRun | undefined;
  readonly before?: RateRun | undefined;
} {
  if (!('run' in part)) return { run: undefined };
  const index = Number(part.run);
  return { run: trace.runs[index], before: trace.runs[index - 1] };
}

const xsOf = (run: RateRun): readonly number[] => run.points.map(([x]) => x);

/** The states of a run up to a frame. */
const soFar = (now: Now): readonly number[] => {
  const { run } = shown(now);
  return run === undefined ? [] : xsOf(run).slice(0, (now.step ?? 0) + 1);
};

/** Length of each move between states. */
const movesIn = (xs: readonly number[]): readonly number[] =>
  xs.slice(1).map((x, k) => Math.abs(x - (xs[k] ?? x)));

const each = (values: readonly number[], test: (value: number, before: number) => boolean): boolean =>
  values.every((value, k) => k === 0 || test(value, values[k - 1] ?? value));

/** All minima of the trace, the global one first. */
export const minimaOf = ({ facts }: DescentTrace): readonly number[] => [
  ...facts.globalMinimum,
  ...(facts.localMinimum ?? []),
];

/** The last states of a run that is carried on for a long time; it ends where it is no longer finite. */
export const carriedOn = remember((trace: DescentTrace) =>
  trace.runs.map((run): readonly number[] => {
    const { objective } = trace.params;
    let x = xsOf(run).at(-1) ?? 0;
    const last: number[] = [x];
    for (let k = 0; k < AFTERWARDS && Math.abs(x) < 1e6; k += 1) {
      x -= run.learningRate * doubleWellGradient(objective, x);
      if (k >= AFTERWARDS - 64 || Math.abs(x) >= 1e6) last.push(x);
    }
    return last;
  }),
);

/** True if a run that is carried on has come to a minimum, or keeps coming closer. */
export const near = (xs: readonly number[], minimum: number): boolean => {
  const [first = 0] = xs;
  const distance = Math.abs((xs.at(-1) ?? 0) - minimum);
  return distance < NOTHING || distance < 0.99 * Math.abs(first - minimum);
};

/** Whether a run does what is said of it, when it is carried on for long. */
function endsAs(
  trace: DescentTrace,
  run: RateRun,
  { kind, period, steps, onHill, slow }: Message['values'],
): boolean {
  const last = carriedOn(trace)[trace.runs.indexOf(run)] ?? [];
  const [minimum = 0, other] = minimaOf(trace);
  const end = last.at(-1) ?? 0;
  const moves = movesIn(xsOf(run));
  const slope = Math.abs(doubleWellGradient(trace.params.objective, xsOf(run).at(-1) ?? 0));
  const far = Math.abs(trace.params.start - (run.verdict.minimum ?? trace.params.start));
  const moving = (moves.at(-1) ?? 0) > far / 1000;
  switch (kind) {
    case 'diverges':
      return Math.abs(end) >= 1e6;
    case 'cycle': {
      const turn = last.slice(-32);
      const width = Math.max(...turn) - Math.min(...turn);
      const returns = (p: number): boolean =>
        turn.slice(p).every((x, k) => Math.abs(x - (turn[k] ?? 0)) < 0.02 * width);
      return width > NOTHING && Math.abs(end) < 1e6 && (typeof period !== 'number' || returns(period));
    }
    case 'settles':
    case 'nears':
      if (moving !== (kind === 'nears')) return false;
      return near(last, minimum) || (trace.facts.equalMinima && other !== undefined && near(last, other));
    case 'stuck':
    case 'creeps':
      if (moving !== (kind === 'creeps')) return false;
      return onHill === true ? slope < NOTHING : other !== undefined && near(last, other);
    case 'crawling': {
      const way = Math.abs(trace.params.start - (run.verdict.minimum ?? trace.params.start));
      return steps === moves.length && slope > 0 && (slow !== true || moves.every((move) => move < way / 10));
    }
    default:
      return false;
  }
}

const isMessage = (value: Value | undefined): value is Message => typeof value === 'object' && value !== null;

/** Steps that landed on the other side of the hill. */
export function leaps({ facts }: DescentTrace, xs: readonly number[]): readonly number[] {
  const hill = facts.localMaximum?.[0];
  if (hill === undefined) return [];
  return xs.flatMap((x, k) => (k > 0 && x < hill !== (xs[k - 1] ?? x) < hill ? [k] : []));
}

const leapt = ({ step }: Message['values'], now: Now): boolean =>
  leaps(now.trace, soFar(now)).at(-1) === step;

/** Each step from the k-th on has landed on the other side of the minimum, nearer to it each time; the one before has not. */
function swings(now: Now, from: number): boolean {
  const { run } = shown(now);
  const minimum = run?.verdict.minimum ?? Number.NaN;
  const all = soFar(now).map((x) => x - minimum);
  const off = all.slice(from - 1);
  const told = off.slice(
    0,
    Math.max(
      2,
      off.findIndex((distance) => Math.abs(distance) < 1e-5),
    ),
  );
  const over = (b: number, a: number): boolean => a * b < 0 && Math.abs(b) < Math.abs(a);
  const sooner = from > 1 && over(all[from - 1] ?? 0, all[from - 2] ?? 0);
  return (now.step ?? 0) > from && !sooner && each(told, over);
}

/** Whether the rate at hand is too large for the minimum that the run is about: 2 / L″ as said. */
const tooLarge = ({ threshold }: Message['values'], now: Now): boolean => {
  const { run } = shown(now);
  const [{ a }, x] = [now.trace.params.objective, run?.verdict.minimum];
  if (run === undefined || x === null || x === undefined) return false;
  const limit = 2 / (4 * a * (3 * x * x - 1));
  return run.learningRate > limit && Math.abs(Number(threshold) - limit) < 1e-9 * limit;
};

const over = (now: Now): boolean => now.step !== null && now.step >= soFar(now).length - 1;

/** The written rates are told apart exactly where they differ. */
const rightRate = ({ rate }: Message['values'], now: Now): boolean => {
  const { run } = shown(now);
  return run !== undefined && Math.abs(Number(rateNumber(String(rate))) / run.learningRate - 1) < 0.01;
};

/** The number that a written rate stands for: 0.46, 10⁻⁶, 2.5 × 10⁻⁶. */
function rateNumber(text: string): number {
  const [, mantissa = '1', power = ''] = /^(?:([\d.]+))?(?: × )?(?:10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text) ?? [];
  const digits = [...power].map((sign) => (sign === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))).join('');
  return Number(`${mantissa}e${digits === '' ? 0 : digits}`);
}

/** What makes each caption true that is said of any descent. */
export const DESCENT_CLAIMS = {
  captionWells: ({ wells, global }, { trace }) => {
    const [deepest = 0, other] = minimaOf(trace);
    if (other === undefined) return wells === 'one';
    const { b } = trace.params.objective;
    return b === 0
      ? wells === 'equal'
      : wells === 'tilted' && global === (deepest < other ? 'left' : 'right');
  },
  captionSlope: 'definition',
  captionRateUp: ({ rate, ratio }, now) => {
    const { run, before } = shown(now);
    const real = (run?.learningRate ?? 0) / (before?.learningRate ?? 1);
    return (
      rightRate({ rate: rate ?? '' }, now) && plain(Number(ratio)) === times(real) && times(real) !== '1'
    );
  },
  captionRateHardly: (values, now) => {
    const { run, before } = shown(now);
    return rightRate(values, now) && (run?.learningRate ?? 0) > (before?.learningRate ?? 0);
  },
  captionRateDown: (values, now) => {
    const { run, before } = shown(now);
    return rightRate(values, now) && (run?.learningRate ?? 0) < (before?.learningRate ?? 0);
  },
  captionRateSame: (values, now) =>
    rightRate(values, now) && shown(now).run?.learningRate === shown(now).before?.learningRate,
  captionBalances: ({ hill }, now) => {
    const [at = 0] = soFar(now);
    const still = movesIn(soFar(now)).every((move) => move < NOTHING);
    return still && hill === (at === now.trace.facts.localMaximum?.[0]);
  },
  captionTooShort: (_, now) => over(now) && leaps(now.trace, soFar(now)).length === 0,
  captionStays: ({ wells }, now) =>
    over(now) &&
    leaps(now.trace, soFar(now)).length === 0 &&
    (wells === 'one') === (minimaOf(now.trace).length === 1),
  captionOnItsWay: ({ steps }, now) => over(now) && steps === now.step,
  captionFades: (_, now) =>
    each(movesIn(soFar(now)), (b, a) => b < a) && leaps(now.trace, soFar(now)).length === 0,
  captionRolls: (_, now) => each(movesIn(soFar(now)), (b, a) => b < a),
  captionWrongDip: (values, now) =>
    leapt(values, now) && !now.trace.facts.equalMinima && values.equal === false,
  captionLeaps: (values, now) => leapt(values, now) && values.equal === now.trace.facts.equalMinima,
  captionSwings: ({ step }, now) => swings(now, Number(step)),
  captionCrawls: ({ longest }, now) => Math.max(...movesIn(soFar(now))) === longest,
  captionOvershoots: (_, now) => {
    const { run } = shown(now);
    const [minimum, since] = [run?.verdict.minimum ?? Number.NaN, run?.verdict.since ?? 0];
    return each(soFar(now).slice(since), (b, a) => (a - minimum) * (b - minimum) < 0);
  },
  captionCurvature: ({ curvature }, now) => {
    const { a } = now.trace.params.objective;
    const x = shown(now).run?.verdict.minimum ?? Number.NaN;
    return Math.abs(Number(curvature) - 4 * a * (3 * x * x - 1)) < 0.005;
  },
  // A step from beside the minimum, on the slope of the parabola.
  captionFactor: ({ rate, factor }, now) => {
    const { run } = shown(now);
    const { a } = now.trace.params.objective;
    const x = run?.verdict.minimum ?? Number.NaN;
    const way = (run?.learningRate ?? 0) * 4 * a * (3 * x * x - 1);
    return rightRate({ rate: rate ?? '' }, now) && way > 2 && Math.abs(way - Number(factor)) < 0.005;
  },
  // The lengths of its next two steps from there, as many times as far from the bottom: out from the side said, and back in from the other.
  captionReal: ({ left, right, side }, now) => {
    const { run } = shown(now);
    const x = run?.verdict.minimum ?? Number.NaN;
    const ends = (run === undefined ? [] : xsOf(run)).slice(-2).toSorted((p, q) => p - q);
    const [out, back] = side === 'right' ? [right, left] : [left, right];
    const said = side === 'right' || side === 'left';
    const returns = said && Number(out) > 2 && Number(back) < 2;
    return (
      returns &&
      [left, right].every((factor, i) => {
        const [off, rate] = [(ends[i] ?? x) - x, run?.learningRate ?? 0];
        const far = Math.abs((rate * doubleWellGradient(now.trace.params.objective, x + off)) / off);
        return off < 0 === (i === 0) && Math.abs(far - Number(factor)) < 0.02;
      })
    );
  },
  captionThreshold: tooLarge,
  captionRestless: ({ steps }, now) => over(now) && steps === now.step,
  captionGrows: (_, now) => {
    const xs = soFar(now).slice(shown(now).run?.verdict.since ?? 0);
    return (
      xs.length > 2 && each(movesIn(xs), (b, a) => b > a) && each(xs, (b, a) => Math.abs(b) > Math.abs(a))
    );
  },
  captionVerdict: ({ verdict, kind, ...values }, now) => {
    const { run } = shown(now);
    return (
      run !== undefined &&
      over(now) &&
      isMessage(verdict) &&
      verdict.values.kind === kind &&
      rightRate(values, now) &&
      endsAs(now.trace, run, verdict.values)
    );
  },
} satisfies Claims<DescentTrace>;
