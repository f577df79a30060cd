import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trainingRun as film } from '../../../compositions/training-run/index.ts';
import { cardOf } from '../../../compositions/training-run/verdict.ts';
import { positionAt, viewAt } from '../../../compositions/training-run/view.ts';
import { describeFindings } from '../../../src/film/laws/finding.ts';
import { subjectOf } from '../../../src/film/laws/subject.ts';
import { trueCaptions } from '../../../src/film/laws/truth.ts';
import { readableCaptions } from '../../../src/film/laws/words.ts';
import { nodeTypefaces } from '../../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../../src/render/paint/markup.ts';
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
    const one = told(['transformers/nan_no_filter/checkpoint-60/trainer_state.json']);
    expect(captions(one)).toContain('diverged');
    expect(one.trace.lines[0]?.train?.values).not.toContain(0);
    expect(one.trace.runs[0]?.status).toBe('diverged');
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
    ['shapes/two-runs.csv', 'Two runs: 193.9 to 537.7'],
    ['stable-baselines3/ppo/progress.csv', 'Highest at step 128: 30.00'],
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

  it('is the best and the last number, and a gap that adds up as printed', () => {
    const { trace } = told(['catboost/overfit/catboost_training.json']);
    const { train, validation } = trace.lines[0] ?? {};
    const card = cardOf(trace).map(({ value }) => value);
    const [best, last, gap, points] = card;
    expect(best).toBe(Math.min(...(validation?.values ?? []).map(Number)));
    expect(last).toBe(validation?.values.at(-1));
    expect(Number(gap)).toBeCloseTo(
      Number(Number(last).toFixed(4)) - Number(Number(train?.values.at(-1)).toFixed(4)),
      9,
    );
    expect(points).toBe(String(validation?.values.length));
  });
});

describe('the camera', () => {
  it('goes near what is told while its caption is up, so that a small rise is seen, and comes back', () => {
    const { trace, story } = told(['catboost/overfit/catboost_training.json']);
    const part = story.parts.find(({ kind }) => kind === 'end');
    const rise = story.captions.find(({ message }) => message.key === 'captionWorse');
    if (part === undefined || rise === undefined) throw new Error('no such part');
    const height = (frame: number): number => {
      const [low, high] = viewAt(trace, story, part, frame).y;
      return high - low;
    };
    expect(height(part.start)).toBe(1);
    expect(height(Math.floor((rise.start + rise.end) / 2))).toBeLessThan(0.2);
    expect(height(part.end - 1)).toBe(1);
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
    expect(captions(one)).toMatch(/lowest d_X_loss, 0\.0530.*\n.*lowest g_loss, 2\.55/);
  });

  it('tells a rate that goes on falling once', () => {
    const { trace } = told(['shapes/gan.csv']);
    expect(trace.facts.events.filter(({ kind }) => kind.startsWith('rate'))).toMatchObject([
      { kind: 'rate-decay', at: 4000, from: 0.0002, to: 2.5e-6, until: 8000 },
    ]);
  });

  it('is only as long as it takes to show each point', () => {
    expect(toldOf(['3', '2', '1']).story.frames).toBeLessThan(540);
    expect(told(['shapes/megatron.log']).story.frames).toBeGreaterThan(900);
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
