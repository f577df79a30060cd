import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trainingRun as film } from '../../../compositions/training-run/index.ts';
import { cardOf } from '../../../compositions/training-run/verdict.ts';
import { axesOf, drawnUpTo, positionAt, viewAt } from '../../../compositions/training-run/view.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { readableCaptions } from '../../../src/film/laws/words.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
import { shareOn, WHOLE_CHART } from '../../../src/scene/chart-view.ts';
import { createStage } from '../../../src/scene/stage.ts';
import { spokenAt } from '../../../src/story/claims.ts';
import { DEFAULT_LOOK } from '../../../src/story/look.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'logs', 'fixtures');

const LOGS = [
  'keras-csv/plain.csv',
  'keras-csv/nan.csv',
  'keras-csv/inf.csv',
  'shapes/gpt.txt',
  'shapes/gan.csv',
  'shapes/megatron.log',
  'shapes/trainer.csv',
  'shapes/two-runs.csv',
  'fastai/nan.csv',
  'lightning-csv/plain/version_0/metrics.csv',
  'stable-baselines3/ppo/progress.csv',
  'catboost/overfit/catboost_training.json',
  'lightgbm/named.json',
  'xgboost/evals_result.json',
  'skorch/nan.json',
  'tfjs/history.json',
  'gensim/losses.csv',
  'spacy/log.jsonl',
  'text-tqdm/stderr.txt',
  'sacred/full/1/metrics.json',
  'ultralytics/detect/results.csv',
  'transformers/nan_no_filter/checkpoint-60/trainer_state.json',
];
/** The film of some fixtures, or of the log that comes with it. */
function told(files: readonly string[], props: object = {}) {
  const params = film.params.parse({ logs: files, ...props });
  const inputs = Object.fromEntries(
    files.map((file, i) => [`logs[${i}]`, new Uint8Array(readFileSync(join(FIXTURES, file)))]),
  );
  const trace = film.simulate(params, '1', inputs);
  return { params, trace, story: film.tell(trace, 30, DEFAULT_LOOK) };
}

const captions = ({ story }: ReturnType<typeof told>): string =>
  story.captions.map(({ message }) => film.words.word(message, 'en')).join('\n');

describe('the film of a log', () => {
  it.each([20, 33, 45, 90, 180])('is as long as is asked for: %d s', (duration) => {
    const { story } = told([], { duration });
    expect(story.frames).toBe(30 * duration);
  });

  it('never shows a step before the line has come to it, and only steps that are logged', () => {
    const { trace, story } = told([]);
    const logged = new Set([
      ...(trace.lines[0]?.train?.steps ?? []),
      ...(trace.lines[0]?.validation?.steps ?? []),
    ]);
    let before = 0;
    for (const part of story.parts.filter(({ kind }) => kind === 'run'))
      for (let frame = part.start; frame < part.end; frame++) {
        const { head, step } = positionAt(trace, part, frame);
        expect(step).toBeLessThanOrEqual(head + 1e-9);
        expect(head).toBeGreaterThanOrEqual(before);
        expect(logged.has(step)).toBe(true);
        before = head;
      }
  });

  it('slows down for what it says: the line stands still while a caption of an event is up', () => {
    const { trace, story } = told([]);
    const best = story.captions.find(({ message }) => message.key === 'captionBest');
    const part = story.parts.find(({ kind }) => kind === 'run');
    if (best === undefined || part === undefined) throw new Error('no such caption');
    const heads = [best.start + 2, best.end - 1].map((frame) => positionAt(trace, part, frame).head);
    expect(heads[0]).toBe(heads[1]);
    expect(heads[0]).toBe(trace.facts.events.find(({ kind }) => kind === 'best')?.at);
  });

  it('leaves out what matters least where there is no time', () => {
    expect(captions(told([], { duration: 25 }))).toContain('lowest validation loss');
    expect(captions(told([], { duration: 25 }))).not.toContain('Warm-up');
    expect(captions(told([], { duration: 60 }))).toContain('Warm-up');
  });

  it('says “diverged” where a filter wrote zeros, and draws no zero', () => {
    const one = toldOf(['2,1', '1.5,1', '1.2,3', '0,nan', '0,nan', '0,nan'], 'epoch,loss,grad_norm');
    expect(captions(one)).toContain('diverged');
    expect(one.trace.lines[0]?.train?.values).not.toContain(0);
    expect(one.trace.runs[0]?.status).toBe('lost');
  });

  it('says “diverged” of no loss that never rose before it was no number', () => {
    expect(captions(told(['transformers/nan_no_filter/checkpoint-60/trainer_state.json']))).not.toContain(
      'diverge',
    );
    expect(captions(told(['keras-csv/nan.csv']))).toContain('no number any more (NaN)');
    expect(captions(toldOf(['1', '2', '9', 'nan', 'nan']))).toContain('diverged');
  });

  it('is silent from where the loss is no number', () => {
    const { trace, story } = told(['keras-csv/nan.csv']);
    const lost = trace.facts.events.find(({ kind }) => kind === 'divergence');
    const part = story.parts.find(({ kind }) => kind === 'run');
    if (lost === undefined || part?.kind !== 'run') throw new Error('no divergence');
    const frame = part.clock.onsets[part.stops.indexOf(lost.at)] ?? 0;
    const sheet = film.score(trace, story, DEFAULT_LOOK);
    const sung = sheet.voices.flatMap(({ phrases }) =>
      phrases.filter(({ start }) => start >= part.start * 1600),
    );
    expect(sung.length).toBeGreaterThan(0);
    expect(Math.max(...sung.map(({ end }) => end))).toBeLessThanOrEqual((frame + 1) * 1600);
    expect(sheet.events.some(({ kind }) => kind === 'alarm')).toBe(true);
  });

  it('calls no score overfitting when it rises', () => {
    const one = told(['stable-baselines3/ppo/progress.csv']);
    expect(one.trace.facts.better).toBe('higher');
    expect(captions(one)).toContain('Higher is better.');
    expect(captions(one)).not.toMatch(/rose from|training fell/);
  });

  it('makes a race of several runs, ranked by what is printed', () => {
    const { trace } = told(['shapes/two-runs.csv']);
    expect(trace.facts).toMatchObject({ kind: 'race', runs: 2, shown: 2 });
  });

  it('makes a mean of runs whose names differ in the number of a seed', () => {
    const log = (seed: number): Uint8Array =>
      new TextEncoder().encode(
        `epoch,loss\n${Array.from({ length: 12 }, (_, k) => `${k},${1 / (k + seed)}`).join('\n')}\n`,
      );
    const logs = [1, 2, 3].map((seed) => `seed-${seed}.csv`);
    const inputs = Object.fromEntries(logs.map((_, i) => [`logs[${i}]`, log(i + 1)]));
    const trace = film.simulate(film.params.parse({ logs }), '1', inputs);
    expect(trace.facts).toMatchObject({ kind: 'group', runs: 3 });
    expect(trace.lines[0]?.train?.values[0]).toBeCloseTo((1 + 1 / 2 + 1 / 3) / 3, 12);
    const subject = subjectOf(film, trace.params, trace);
    expect(describeFindings(trueCaptions(subject))).toEqual(describeFindings([]));
  });
});

/** The film of a table. */
function toldOf(rows: readonly string[], head = 'epoch,loss') {
  const params = film.params.parse({ logs: ['table.csv'] });
  const table = [head, ...rows.map((row, k) => `${k},${row}`)].join('\n');
  const trace = film.simulate(params, '1', { 'logs[0]': new TextEncoder().encode(`${table}\n`) });
  return { params, trace, story: film.tell(trace, 30, DEFAULT_LOOK) };
}

describe('what the film begins and ends with', () => {
  const openingOf = ({ story }: ReturnType<typeof told>): string => {
    const hook = story.parts[0];
    return hook?.kind === 'hook' ? film.words.word(hook.opening.headline, 'en') : '';
  };

  it.each([
    ['keras-csv/nan.csv', 'After epoch 1: no number any more'],
    ['catboost/overfit/catboost_training.json', 'Best at iteration 7. Then it rises.'],
    ['shapes/gan.csv', 'd_X_loss against g_loss'],
    ['shapes/two-runs.csv', 'Two runs: 193.9 against 537.7'],
    ['stable-baselines3/ppo/progress.csv', 'Never higher than at the start'],
    ['shapes/megatron.log', 'From 10.74 to 2.63'],
    ['shapes/gpt.txt', 'From 4.27 to 1.44'],
  ])('is what is most surprising in %s', (log, headline) => {
    expect(openingOf(told([log]))).toBe(headline);
  });

  it.each(['default', ...LOGS])('is true as long as it stands: %s', (log) => {
    const { trace, story } = told(log === 'default' ? [] : [log]);
    const hook = story.parts[0];
    if (hook?.kind !== 'hook') throw new Error('no opening');
    const claim = film.claims?.headline;
    if (claim === undefined || claim === 'definition') throw new Error('nothing makes it true');
    expect(claim(hook.opening.headline.values, spokenAt(trace, story, 0))).toBe(true);
  });

  it('is the first, the best and the last number, and a gap that adds up as printed', () => {
    const { trace } = told(['catboost/overfit/catboost_training.json']);
    const { train, validation } = trace.lines[0] ?? {};
    const card = cardOf(trace).map(({ value }) => value);
    const [first, best, last, gap] = card;
    expect(first).toBe(validation?.values[0]);
    expect(best).toBe(Math.min(...(validation?.values ?? []).map(Number)));
    expect(last).toBe(validation?.values.at(-1));
    expect(Number(gap)).toBeCloseTo(
      Number(Number(last).toFixed(4)) - Number(Number(train?.values.at(-1)).toFixed(4)),
      9,
    );
  });
});

describe('the camera', () => {
  it('goes near what is told while its caption is up, cuts off nothing of the line that is told, and comes back', () => {
    const { trace, story } = told(['catboost/overfit/catboost_training.json']);
    const part = story.parts.find(({ kind }) => kind === 'end');
    const rise = story.captions.find(({ message }) => message.key === 'captionWorse');
    if (part === undefined || rise === undefined) throw new Error('no such part');
    const at = (frame: number) => viewAt(trace, story, part, frame);
    expect(at(part.start)).toEqual(WHOLE_CHART);
    expect(at(part.end - 1)).toEqual(WHOLE_CHART);
    const { x, y } = at(Math.floor((rise.start + rise.end) / 2));
    expect(y[1] - y[0]).toBeLessThan(1);
    const axes = axesOf(trace);
    const rising = trace.lines[0]?.validation;
    const heights = (rising?.steps ?? []).flatMap((step, k) => {
      const across = shareOn(axes.x, step);
      return across < x[0] || across > x[1] ? [] : [shareOn(axes.y, rising?.values[k] ?? 0)];
    });
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    expect(low).toBeGreaterThanOrEqual(y[0]);
    expect(high).toBeLessThanOrEqual(y[1]);
    // The rise fills the picture, though it is small on the whole axis.
    expect(high - low).toBeGreaterThan(0.4 * (y[1] - y[0]));
  });
});

describe('the film of a strange log', () => {
  it.each([
    ['numbers near the largest there are', ['1e308', '1.5e308', '-1e308', '1e307']],
    ['numbers near the smallest', ['1e-300', '5e-324', '0', '1e-310']],
    ['one point', ['1.5']],
    ['always the same', ['2', '2', '2', '2']],
    ['infinities', ['inf', '-inf', '1', 'inf']],
  ])('is true, finite and audible: %s', (_, rows) => {
    const { params, trace, story } = toldOf(rows);
    const subject = subjectOf(film, params, trace);
    expect(describeFindings(trueCaptions(subject))).toEqual(describeFindings([]));
    for (const { from, to } of film
      .score(trace, story, DEFAULT_LOOK)
      .voices.flatMap(({ phrases }) => phrases.map(({ start, end }) => ({ from: start, to: end }))))
      expect(from).toBeLessThan(to);
    const stage = createStage('landscape', DEFAULT_LOOK, nodeTypefaces());
    for (let frame = 0; frame < story.frames; frame += 45)
      expect(frameMarkup(film.Scene({ trace, story, frame, stage }))).not.toMatch(/NaN|Infinity/);
  });

  it('has names that can be drawn, whatever letters the log has', () => {
    const { trace } = toldOf(['1', '0.5'], 'epoch,\u635f\u5931 loss š');
    expect(trace.lines[0]?.train?.name).toBe('□□ loss s');
  });

  it('of two networks against each other calls nothing lowest or best', () => {
    const one = told(['shapes/gan.csv']);
    expect(one.trace.facts.better).toBe('none');
    expect(captions(one)).not.toMatch(/best|better/i);
    expect(one.trace.lines[0]).toMatchObject({ train: { name: 'd_X_loss' }, validation: { name: 'g_loss' } });
    expect(captions(one)).toContain('A low loss here is no proof of good samples.');
    expect(captions(one)).not.toMatch(/lowest/i);
    expect(cardOf(one.trace).map(({ value }) => value)).toEqual([
      one.trace.lines[0]?.train?.values.at(-1),
      one.trace.lines[0]?.validation?.values.at(-1),
    ]);
  });

  it('tells a rate that goes on falling once', () => {
    const { trace } = told(['shapes/gan.csv']);
    expect(trace.facts.events.filter(({ kind }) => kind.startsWith('rate'))).toMatchObject([
      { kind: 'rate-decay', at: 4000, from: 0.0002, drop: 0.0001, to: 2.5e-6, until: 8000 },
    ]);
  });

  it('is only as long as it takes to show each point', () => {
    expect(toldOf(['3', '2', '1']).story.frames).toBeLessThan(540);
    expect(told(['shapes/megatron.log']).story.frames).toBeGreaterThan(900);
  });
});

/** The film of several tables, by name. */
function raceOf(tables: Readonly<Record<string, readonly (string | number)[]>>) {
  const logs = Object.keys(tables).map((name) => `${name}.csv`);
  const inputs = Object.fromEntries(
    Object.values(tables).map((rows, i) => [
      `logs[${i}]`,
      new TextEncoder().encode(`epoch,loss\n${rows.map((row, k) => `${k},${row}`).join('\n')}\n`),
    ]),
  );
  const params = film.params.parse({ logs, several: 'race' });
  const trace = film.simulate(params, '1', inputs);
  return { params, trace, story: film.tell(trace, 30, DEFAULT_LOOK) };
}

const falling = (from: number, length = 12): readonly number[] =>
  Array.from({ length }, (_, k) => from / (k + 1));

describe('several runs', () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`run-${i}`, falling(i + 1)]));
  const lost = [...falling(3, 6), 'nan', 'nan', 'nan'];

  it('are each drawn, merged with an equal one, or told as left out; one without a number at its end is never left out', () => {
    const one = raceOf({ ...many, twin: falling(1), lost });
    const { lines, ghosts, facts } = one.trace;
    expect(lines.map(({ id }) => id)).toContain('lost');
    expect(ghosts.map(({ id }) => id)).toEqual(['twin']);
    expect(lines.length + ghosts.length + facts.left.length).toBe(11);
    expect(captions(one)).toContain('8 of 11 runs are drawn; 3 with a worse end.');
    const hook = one.story.parts[0];
    expect(hook?.kind === 'hook' && film.words.word(hook.opening.headline, 'en')).toBe(
      'lost: no number from epoch 6 on',
    );
    const heading = one.story.parts.find(({ kind }) => kind === 'run')?.heading;
    expect(heading && film.words.word(heading, 'en')).toContain('8 of 11 runs');
    expect(describeFindings(trueCaptions(subjectOf(film, one.params, one.trace)))).toEqual(
      describeFindings([]),
    );
  });

  it('are told to be furthest ahead where they are, by what rounding gives, and to end where their log ends', () => {
    const one = raceOf({
      short: [5, 4, 3.5, 3, 2.5, 2, 1.9, 1.8, 1.7],
      long: falling(100, 14).map((v) => v + 20),
    });
    expect(captions(one)).toMatch(/short.*epoch 0.*115\.0/);
    expect(captions(one)).toContain('The log of short ends at epoch 8.');
    expect(describeFindings(trueCaptions(subjectOf(film, one.params, one.trace)))).toEqual(
      describeFindings([]),
    );
  });
});

describe('the claims', () => {
  /** Whether a caption is still found true once its values are others. */
  const holds = ({ trace, story }: ReturnType<typeof told>, key: string, other: object): boolean => {
    const caption = story.captions.find(({ message }) => message.key === key);
    const claim = film.claims?.[key];
    if (caption === undefined || typeof claim !== 'function') throw new Error(`no ${key}`);
    const now = spokenAt(trace, story, caption.end - 1);
    expect(claim(caption.message.values, now)).toBe(true);
    return claim({ ...caption.message.values, ...other }, now);
  };
  const runs = { short: falling(1, 9), long: falling(100, 14) };
  const training = { key: 'train-loss', values: {} };

  it.each([
    ['a lead that is not the largest', () => holds(raceOf(runs), 'captionMargin', { by: 1 })],
    ['a log that ends elsewhere', () => holds(raceOf(runs), 'captionEnded', { name: 'long' })],
    ['a run too many', () => holds(raceOf({ ...runs, twin: falling(1, 9) }), 'captionEqual', { n: 2 })],
    [
      'a rise before there is no number',
      () => holds(told(['keras-csv/nan.csv']), 'captionDivergence', { rose: true }),
    ],
    [
      'a score that does not go on',
      () => holds(told(['keras-csv/nan.csv']), 'captionGoesOn', { value: 0.9 }),
    ],
    ['a cut that was not at once', () => holds(told(['shapes/gan.csv']), 'captionDecay', { drop: 'none' })],
    [
      'half of the way of another series than that of the heading',
      () =>
        holds(told(['catboost/overfit/catboost_training.json']), 'captionWay', {
          what: training,
          the: training,
        }),
    ],
    [
      'that it still fell at the last point',
      () => holds(told(['keras-csv/plain.csv']), 'captionLast', { atEnd: 'still', last: 0 }),
    ],
  ])('find out %s', (_, claimed) => {
    expect(claimed()).toBe(false);
  });

  it('find out a heading that counts a run too few', () => {
    const { trace, story } = raceOf(runs);
    const part = story.parts.find(({ kind }) => kind === 'run');
    const claim = film.claims?.heading;
    if (!part?.heading || typeof claim !== 'function') throw new Error('no heading');
    const now = spokenAt(trace, story, part.start);
    expect(claim(part.heading.values, now)).toBe(true);
    expect(claim({ ...part.heading.values, runs: 1 }, now)).toBe(false);
  });
});

describe('the number beside a line', () => {
  it('is that of the point at which the line stands, and the ranking is of that step', () => {
    for (const { trace, story } of [told(['keras-csv/plain.csv']), told(['shapes/two-runs.csv'])]) {
      const part = story.parts.find(({ kind }) => kind === 'run');
      if (part?.kind !== 'run') throw new Error('no run');
      for (let frame = part.start; frame < part.end; frame++) {
        const position = positionAt(trace, part, frame);
        if (position.t > 0 && position.t < 1) continue;
        for (const { train, validation } of trace.lines)
          for (const curve of [train, validation])
            if (curve !== null)
              expect(drawnUpTo(trace, curve, position)).toBe(
                curve.steps.findLast((step) => step <= position.step) ?? position.step,
              );
      }
    }
  });
});

const PARAMS = [
  {},
  { duration: 20, smoothing: 0.9 },
  { duration: 120, events: { rise: 0, flat: 0.2, plateau: 0.1, spike: 3, cut: 0.95 } },
];

describe('every sentence is true and readable', () => {
  it.each(LOGS)('in the films of %s', (log) => {
    for (const props of PARAMS) {
      const { params, trace } = told([log], props);
      const subject = subjectOf(film, params, trace);
      const findings = [
        ...trueCaptions(subject),
        ...film.words.languages.flatMap((language) => readableCaptions(subject, language)),
      ];
      expect(describeFindings(findings)).toEqual(describeFindings([]));
    }
  });
});
