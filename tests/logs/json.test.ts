import { describe, expect, it } from 'vitest';
import { LogError } from '../../src/logs/series.ts';
import { pointsOf, seriesNamed, understood } from './understood.ts';

const lines = (...objects: readonly (object | string)[]): string =>
  objects.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

describe('JSON documents', () => {
  it('NaN and Infinity, bare or as strings', async () => {
    const told = await understood(
      '{"log_history": [{"step": 1, "loss": NaN, "grad_norm": "Infinity", "x": "a NaN b"}, {"step": 2, "loss": -Infinity}]}',
    );
    expect(seriesNamed(told, 'loss')[0]?.notFinite).toEqual([
      [1, 'NaN'],
      [2, '-Infinity'],
    ]);
    expect(seriesNamed(told, 'grad_norm')[0]?.notFinite).toEqual([[1, 'Infinity']]);
  });

  it('a loss written as 0 while the gradient is NaN is told as diverged, not as perfect', async () => {
    const history = [1, 2, 3, 4, 5].map(
      (i) =>
        `{"step": ${i * 10}, "loss": ${i < 3 ? 4 - i : i === 3 ? 1.7 : '0.0'}, "grad_norm": ${i < 3 ? 1.5 : 'NaN'}, "learning_rate": 0.1}`,
    );
    const told = await understood(`{"log_history": [${history.join(',')}]}`);
    const events = told.runs[0]?.events ?? [];
    expect(events.find(({ kind }) => kind === 'divergence')).toMatchObject({ at: 30 });
    expect(events.some(({ kind }) => kind === 'best')).toBe(false);
  });

  it('results of boosting by set and metric, from 0 or from 1', async () => {
    const xgboost = await understood('{"validation_0": {"rmse": [3, 2, 1]}}');
    expect(xgboost.runs[0]).toMatchObject({
      producer: 'xgboost-evals-result',
      axis: { unit: 'round', first: 0, last: 2 },
    });
    const lightgbm = await understood('{"valid_0": {"l2": [3, 2, 1]}}');
    expect(lightgbm.runs[0]).toMatchObject({
      producer: 'lightgbm-record-evaluation',
      axis: { first: 1, last: 3 },
    });
    const cv = await understood('{"valid auc-mean": [0.5, 0.6], "valid auc-stdv": [0.1, 0.1]}');
    expect(pointsOf(cv)).toEqual({ 'valid auc-mean': 2 });
  });

  it('a list of results: a run each, or one that goes on with --restart join', async () => {
    const text = '[{"eval": {"logloss": [3, 2]}}, {"eval": {"logloss": [1.5, 1]}}]';
    expect((await understood(text)).runs.map(({ id }) => id)).toEqual(['log (1)', 'log (2)']);
    const joined = await understood(text, {}, { restart: 'join' });
    expect(joined.runs).toMatchObject([{ axis: { first: 0, last: 3 } }]);
    expect(seriesNamed(joined, 'eval logloss')[0]).toMatchObject({ points: 4, first: 3, last: 1 });
  });

  it('a null in a history was not finite', async () => {
    const told = await understood('{"val_loss": [1, null, 0.5], "loss": [2, 1, 0.5]}');
    expect(seriesNamed(told, 'val_loss')[0]).toMatchObject({ points: 3, notFinite: [[1, 'NaN']] });
  });

  it('lists of objects with a step, wherever they stand', async () => {
    for (const text of [
      '[{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.4}]',
      '{"config": {"lr": 0.1}, "logs": [{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.4}]}',
    ]) {
      const told = await understood(text);
      expect(seriesNamed(told, 'loss')[0], text).toMatchObject({ points: 2, first: 0.5, last: 0.4 });
    }
  });

  it('a file that ends in the middle: what is whole is used, and said', async () => {
    const told = await understood('[{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.4}, {"epoch": 3, "lo');
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(2);
    expect(told.warnings.join()).toContain('unfinished JSON');
  });

  it('what has no numbers over time is refused with what was seen', async () => {
    for (const text of ['{"name": "x", "version": "1.0.0"}', '[]', '{"train": {"loss": 0.1}, "step": 5}'])
      await expect(understood(text), text).rejects.toThrow(LogError);
  });
});

describe('JSON lines', () => {
  it('Detectron2: iterations, and evaluations at some of them', async () => {
    const told = await understood(
      lines(
        { iteration: 19, total_loss: 2, lr: 0.1 },
        { iteration: 39, total_loss: 1.5, lr: 0.1, 'bbox/AP': 30.5 },
        { iteration: 59, total_loss: 1, lr: 0.1 },
      ),
    );
    expect(told.runs[0]?.axis).toMatchObject({ unit: 'iteration', first: 19, last: 59 });
    expect(pointsOf(told)).toEqual({ total_loss: 3, lr: 3, 'bbox/AP': 1 });
  });

  it('MMCV: the mode of a line tells validation from training', async () => {
    const told = await understood(
      lines(
        { env_info: 'x', seed: 1 },
        { mode: 'train', epoch: 1, iter: 50, lr: 0.1, loss: 2 },
        { mode: 'train', epoch: 1, iter: 100, lr: 0.1, loss: 1.5 },
        { mode: 'val', epoch: 1, iter: 20, bbox_mAP: 0.1 },
        { mode: 'train', epoch: 2, iter: 50, lr: 0.1, loss: 1.2 },
        { mode: 'train', epoch: 2, iter: 100, lr: 0.1, loss: 1 },
        { mode: 'val', epoch: 2, iter: 20, bbox_mAP: 0.2 },
      ),
    );
    expect(told.runs).toHaveLength(1);
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 4, first: 2, last: 1 });
    expect(seriesNamed(told, 'val/bbox_mAP')[0]).toMatchObject({ points: 2, role: 'metric' });
  });

  it('MMEngine in loops by iteration: validations stand at the training before them', async () => {
    const train = (step: number) => ({
      lr: 0.1,
      data_time: 0.1,
      loss: 1 / step,
      time: 0.1,
      iter: step,
      step,
    });
    const validation = { 'val/acc': 0.5, data_time: 0.1, time: 0.1, step: 0 };
    const told = await understood(lines(train(10), train(20), validation, train(30), train(40), validation));
    expect(seriesNamed(told, 'val/acc')[0]).toMatchObject({ points: 2, min: [20, 0.5], unit: 'step' });
    expect(told.warnings.join()).toContain('no step for validations');
  });

  it('nested fields by their path; texts, flags and lists are no series', async () => {
    const told = await understood(
      lines(
        { step: 1, a: { b: 1 }, on: true, s: 'x', l: [1] },
        { step: 2, a: { b: 2 }, on: false, s: 'y', l: [2] },
      ),
    );
    expect(pointsOf(told)).toEqual({ 'a/b': 2 });
  });

  it('a line that is none is left out and named', async () => {
    const told = await understood(lines({ step: 1, loss: 2 }, '{"step": 2, "lo', { step: 3, loss: 1 }));
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(2);
    expect(told.warnings.join()).toContain('row 2: no JSON');
  });

  it('ClearML’s zeros may be anything, and it says so', async () => {
    const event = (iter: number, value: number) => ({
      timestamp: 1,
      type: 'training_stats_scalar',
      iter,
      metric: 'loss',
      variant: 'train',
      value,
    });
    const told = await understood(JSON.stringify([event(0, 1), event(1, 0), event(-2147483648, 9)]));
    expect(pointsOf(told)).toEqual({ 'loss/train': 2 });
    expect(told.warnings.join()).toContain('ClearML writes 0 for NaN');
  });
});
