import { describe, expect, it } from 'vitest';
import { numberIn, numberOf, spelled } from '../../src/logs/numbers.ts';
import { betterOf, roleOf } from '../../src/logs/roles.ts';

describe('numbers as programs write them', () => {
  it('in decimal and exponent form, bare, padded or in quotes', () => {
    for (const [text, value] of [
      ['1', 1],
      [' -0.5 ', -0.5],
      ['1.288e+04', 12880],
      ["'1.288e+04'", 12880],
      ['"3"', 3],
      ['.5', 0.5],
      ['np.float64(0.33)', 0.33],
      ['tensor(0.25, device=cuda)', 0.25],
    ] as const)
      expect(numberOf(text), text).toBe(value);
  });

  it('not a number and infinite, in any case and sign', () => {
    for (const text of ['nan', 'NaN', '-nan', 'NAN', "'nan'", '-nan(ind)'])
      expect(numberOf(text), text).toBeNaN();
    for (const text of ['inf', '+inf', 'Infinity', 'INF'])
      expect(numberOf(text), text).toBe(Number.POSITIVE_INFINITY);
    for (const text of ['-inf', '-Infinity']) expect(numberOf(text), text).toBe(Number.NEGATIVE_INFINITY);
  });

  it('and none in words, empty cells, lists, booleans and quantities', () => {
    for (const text of [
      '',
      ' ',
      'NA',
      'None',
      'abc',
      '[1.0, 2.0]',
      '"[1.0]"',
      '14ms',
      '00:05',
      '0x10',
      '1,5',
      'True',
    ])
      expect(numberOf(text), text).toBeUndefined();
    expect([true, null, {}, [1], undefined].map(numberIn)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('back into JSON, which has none that are not finite', () => {
    expect([1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(spelled)).toEqual([
      1.5,
      'NaN',
      'Infinity',
      '-Infinity',
    ]);
  });
});

describe('what a series is, by its name', () => {
  it.each([
    [
      'train-loss',
      [
        'loss',
        'train/loss',
        'train_loss_epoch',
        'lm loss',
        'training binary_logloss',
        'trainLoss',
        'Train Loss',
        'train-rmse',
        'd_X_loss',
        'avg.loss',
      ],
    ],
    [
      'validation-loss',
      [
        'val_loss',
        'valid_loss',
        'eval_loss',
        'validation/loss',
        'eval-logloss',
        'valid_0 l2',
        'val/box_loss',
        'validation_1-logloss',
      ],
    ],
    ['test-loss', ['test_loss', 'test Logloss', 'test/loss']],
    [
      'metric',
      [
        'accuracy',
        'val_acc',
        'rollout/ep_rew_mean',
        'auc',
        'metrics/mAP50(B)',
        'eval_bleu',
        'map@2-',
        'f1_score',
        'wins',
        'Validation score',
      ],
    ],
    ['rate', ['lr', 'learning_rate', 'lr-SGD', 'lr/pg0', 'epsilon', 'train/learning_rate']],
    ['gradient-norm', ['grad_norm', 'train/grad_norm', 'grad norm', 'gnorm']],
    [
      'time',
      [
        'time',
        '_runtime',
        'eval_runtime',
        'eval_samples_per_second',
        'time/fps',
        'epoch_steps_per_second',
        '_timestamp',
        'eta',
      ],
    ],
    [
      'other',
      [
        'num_tokens',
        'loss scale',
        'train/n_updates',
        'epoch',
        'consumed samples',
        'best_loss',
        'train-logloss-std',
        'global batch size',
      ],
    ],
  ] as const)('%s', (role, names) => {
    for (const name of names) expect([name, roleOf(name)]).toEqual([name, role]);
  });

  it('and which direction is better', () => {
    expect(betterOf('accuracy', 'metric')).toBe('higher');
    expect(betterOf('eval_wer', 'metric')).toBe('lower');
    expect(betterOf('val_loss', 'validation-loss')).toBe('lower');
    expect(betterOf('lr', 'rate')).toBeUndefined();
  });
});
