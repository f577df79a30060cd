import { describe, expect, it } from 'vitest';
import { pointsOf, seriesNamed, understood } from './understood.ts';

const lines = (count: number, line: (i: number) => string): string =>
  `${Array.from({ length: count }, (_, i) => line(i)).join('\n')}\n`;

describe('console output of programs', () => {
  it('Caffe: losses by iteration, outputs of the nets on the lines below', async () => {
    const told = await understood(
      lines(
        6,
        (i) =>
          `I0101 10:00:0${i}.000000  4711 solver.cpp:228] Iteration ${i * 100}, loss = ${2 - i / 10}\n` +
          `I0101 10:00:0${i}.100000  4711 solver.cpp:244]     Train net output #0: loss = ${2 - i / 10} (* 1 = ${2 - i / 10} loss)\n` +
          `I0101 10:00:0${i}.200000  4711 sgd_solver.cpp:106] Iteration ${i * 100}, lr = 0.01\n` +
          (i % 2 === 0
            ? `I0101 10:00:0${i}.300000  4711 solver.cpp:337] Iteration ${i * 100}, Testing net (#0)\n` +
              `I0101 10:00:0${i}.400000  4711 solver.cpp:404]     Test net output #0: accuracy = 0.${5 + i}`
            : ''),
      ),
    );
    expect(told.runs[0]?.producer).toBe('caffe-text');
    expect(told.runs[0]?.axis).toMatchObject({ unit: 'iteration', first: 0, last: 500 });
    expect(pointsOf(told)).toEqual({ loss: 6, 'train/loss': 6, lr: 6, 'test/accuracy': 3 });
  });

  it('Detectron2: head, date and words before the pairs', async () => {
    const told = await understood(
      lines(
        5,
        (i) =>
          `[09/08 00:1${i}:09 d2.utils.events]:  eta: 0:01:02  iter: ${i * 20 + 19}  total_loss: ${4 - i / 2}  loss_cls: 1.2  time: 0.5  last_time: 0.4  data_time: 0.01  lr: 0.0025  max_mem: 2000M`,
      ),
    );
    expect(told.runs[0]?.axis).toMatchObject({ first: 19, last: 99 });
    expect(seriesNamed(told, 'total_loss')[0]).toMatchObject({
      points: 5,
      first: 4,
      last: 2,
      role: 'train-loss',
    });
    expect(seriesNamed(told, 'lr')[0]?.role).toBe('rate');
  });

  it('RSL-RL: a header for each iteration, its values below', async () => {
    const told = await understood(
      lines(
        4,
        (i) =>
          `################################################################################\n                       \x1b[1m Learning iteration ${i}/1500 \x1b[0m                       \n\n` +
          `                       Computation: 52000 steps/s (collection: 1.2s, learning 0.6s)\n` +
          `               Value function loss: ${1 / (i + 1)}\n                    Surrogate loss: -0.00${i + 1}\n` +
          `                       Mean reward: ${i * 2.5}\n               Mean episode length: ${20 + i}\n` +
          `--------------------------------------------------------------------------------\n                   Total timesteps: ${(i + 1) * 98304}\n                    Iteration time: 1.83s`,
      ),
    );
    expect(told.runs).toHaveLength(1);
    expect(told.runs[0]?.axis).toMatchObject({ unit: 'iteration', first: 0, last: 3 });
    expect(seriesNamed(told, 'Mean reward')[0]).toMatchObject({
      points: 4,
      first: 0,
      last: 7.5,
      role: 'metric',
    });
    expect(seriesNamed(told, 'Value function loss')[0]?.points).toBe(4);
  });

  it('examples of PyTorch: batches within epochs go on from epoch to epoch', async () => {
    const told = await understood(
      [1, 2]
        .map(
          (epoch) =>
            `${[0, 640, 1280]
              .map(
                (at) =>
                  `Train Epoch: ${epoch} [${at}/1920 (${(at / 19.2).toFixed(0)}%)]\tLoss: ${(2 / epoch - at / 5000).toFixed(6)}`,
              )
              .join('\n')}\n\nTest set: Average loss: ${0.5 / epoch}, Accuracy: 9000/10000 (90%)\n`,
        )
        .join('\n'),
    );
    expect(seriesNamed(told, 'train Loss')[0]).toMatchObject({ points: 6, first: 2, role: 'train-loss' });
    expect(told.runs).toHaveLength(1);
    expect(told.runs[0]?.series.find(({ role }) => role === 'test-loss')).toMatchObject({
      points: 2,
      first: 0.5,
      last: 0.25,
    });
  });

  it("ImageNet's example: the value of the batch, not the mean in brackets", async () => {
    const told = await understood(
      [0, 1]
        .flatMap((epoch) =>
          [0, 10, 20].map(
            (at) =>
              `Epoch: [${epoch}][${String(at).padStart(4)}/5005]\tTime  0.500 ( 0.600)\tData  0.001 ( 0.002)\tLoss ${(7 - epoch - at / 100).toFixed(4)} (7.0000)\tAcc@1   0.39 (  0.20)`,
          ),
        )
        .join('\n'),
    );
    expect(seriesNamed(told, 'Loss')[0]).toMatchObject({ points: 6, first: 7, last: 5.8 });
    expect(seriesNamed(told, 'Acc@1')[0]).toMatchObject({ points: 6, first: 0.39 });
    expect(told.runs).toHaveLength(1);
  });

  it("PyTorch's tutorial: phases of an epoch on lines below it", async () => {
    const told = await understood(
      lines(
        3,
        (i) =>
          `Epoch ${i}/24\n----------\ntrain Loss: ${0.6 - i / 10} Acc: 0.7\nval Loss: ${0.5 - i / 10} Acc: 0.8\n`,
      ),
    );
    expect(pointsOf(told)).toEqual({ 'train Loss': 3, 'train Acc': 3, 'val Loss': 3, 'val Acc': 3 });
    expect(seriesNamed(told, 'val Loss')[0]?.role).toBe('validation-loss');
    expect(told.runs[0]?.axis).toMatchObject({ unit: 'epoch', first: 0, last: 2 });
  });

  it("fairseq's JSON behind bars", async () => {
    const told = await understood(
      lines(
        3,
        (i) =>
          `2026-01-01 10:0${i}:00 | INFO | train | {"epoch": ${i + 1}, "train_loss": "${9 - i}.5", "train_ppl": "700", "train_num_updates": "${(i + 1) * 50}", "train_lr": "0.0005"}\n` +
          `2026-01-01 10:0${i}:30 | INFO | valid | {"epoch": ${i + 1}, "valid_loss": "${8 - i}.5", "valid_num_updates": "${(i + 1) * 50}"}`,
      ),
    );
    expect(seriesNamed(told, 'train_loss')[0]).toMatchObject({ points: 3, first: 9.5, last: 7.5 });
    expect(seriesNamed(told, 'valid_loss')[0]).toMatchObject({ points: 3, role: 'validation-loss' });
  });

  it('the Trainer of version 4: dicts of numbers, on a line with a bar', async () => {
    const told = await understood(
      `${lines(
        3,
        (i) =>
          `\r 25%|██▌       | ${i}/16 [00:00<00:00, 39.81it/s]\r{'loss': ${3 - i / 2}, 'grad_norm': nan, 'learning_rate': 5e-05, 'epoch': ${(i + 1) / 2}}`,
      )}{'train_runtime': 12.5, 'train_loss': 2.5, 'epoch': 1.5}\n`,
    );
    expect(told.runs[0]?.producer).toBe('transformers-text');
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 3, first: 3, last: 2 });
    expect(seriesNamed(told, 'grad_norm')[0]?.notFinite).toHaveLength(3);
    expect(pointsOf(told)).not.toHaveProperty('train_loss');
  });

  it('Keras of version 2: bars of equal signs, and no epoch for what evaluate draws', async () => {
    const told = await understood(
      'Epoch 1/2\n1/2 [====>....] - ETA: 0s - loss: 0.9000\b\b\b\r2/2 [==========] - 1s 5ms/step - loss: 0.8000 - val_loss: 0.7000\nEpoch 2/2\n2/2 [==========] - 1s 5ms/step - loss: 0.6000 - val_loss: nan\n2/2 [==========] - 0s 1ms/step - loss: 0.5000\n',
    );
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 2, first: 0.8, last: 0.6 });
    expect(seriesNamed(told, 'val_loss')[0]).toMatchObject({
      points: 2,
      last: 'NaN',
      notFinite: [[2, 'NaN']],
    });
  });

  it('lines of one’s own, in the ways people write them', async () => {
    for (const [line, name] of [
      ['Epoch %e/10 - loss: %v - acc: 0.5', 'loss'],
      ['Epoch: %e | Train Loss: %v | Val Loss: 0.3', 'Train Loss'],
      ['[Epoch %e] loss=%v, lr=1e-3', 'loss'],
      ['epoch %e loss %v acc 0.9', 'loss'],
      ['2026-01-01 10:00:00,123 - INFO - epoch=%e train_loss=%v', 'train_loss'],
      ['INFO:root:Epoch %e: train_loss: %v', 'train_loss'],
      ['step %e/100 | train loss %v | norm 2.3 | lr 3.00e-04 | 250.00 ms | 120000 tok/s', 'train loss'],
      ['step: %e  loss: %v  grad_norm: 1.5  memory: 12.00GiB(15%)  tps: 3,000', 'loss'],
      ['Iteration %e: loss = %v', 'loss'],
      ['step:%e/1390 val_loss:%v train_time:12ms step_avg:3.1ms', 'val_loss'],
    ] as const) {
      const told = await understood(
        lines(4, (i) => line.replace('%e', String(i + 1)).replace('%v', String(4 - i))),
      );
      expect(told.runs, line).toHaveLength(1);
      expect(seriesNamed(told, name)[0], line).toMatchObject({ points: 4, first: 4, last: 1 });
      expect(told.runs[0]?.axis, line).toMatchObject({ first: 1, last: 4 });
    }
  });

  it('a line printed by two handlers counts once', async () => {
    const told = await understood(
      lines(
        4,
        (i) => `INFO:x:epoch ${i}: loss: ${i + 1}\n2026-01-01 10:00:00 INFO epoch ${i}: loss: ${i + 1}`,
      ),
    );
    expect(seriesNamed(told, 'loss')[0]?.points).toBe(4);
  });

  it('sentences with numbers are no points', async () => {
    const told = await understood(
      lines(
        3,
        (i) =>
          `Epoch ${i + 1}: val_loss improved from 0.9 to 0.${8 - i}, saving model to best.h5\nEpoch ${i + 1}: loss: 0.${5 - i}`,
      ),
    );
    expect(pointsOf(told)).toEqual({ loss: 3 });
  });

  it('several lines in one epoch are kept in order, each at its place within the epoch', async () => {
    const told = await understood(
      [1, 1, 2, 2].map((epoch, i) => `Epoch ${epoch}, Loss: ${9 - i}`).join('\n'),
    );
    expect(seriesNamed(told, 'Loss')[0]).toMatchObject({
      points: 4,
      first: 9,
      last: 6,
      min: [2.75, 6],
      max: [1.25, 9],
    });
    expect(told.warnings.join()).toContain('within');
  });

  it('UTF-16, as PowerShell redirects', async () => {
    const text = lines(3, (i) => `Epoch ${i}, Loss: ${i + 1}`);
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(seriesNamed(await understood(bytes), 'Loss')[0]?.points).toBe(3);
  });

  it('a tqdm loop that sets values after counting: the last drawing of a count is its step', async () => {
    const bar = (n: number, loss: string) => `\rtrain: ${n * 25}%|██| ${n}/4 [00:00<00:00, 10.0it/s${loss}]`;
    const told = await understood(
      `${bar(0, '')}${[1, 2, 3, 4].map((n) => bar(n, n === 1 ? '' : `, loss=${n - 1}`) + bar(n, `, loss=${n}`)).join('')}\n`,
    );
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 4, first: 1, last: 4 });
  });

  it('Megatron’s validations beside its training', async () => {
    const told = await understood(
      lines(
        4,
        (i) =>
          ` iteration ${i + 1}/ 100 | consumed samples: 64 | learning rate: 1.0E-06 | lm loss: ${10 - i}.0E+00 | loss scale: 131072.0 | grad norm: 7.8 |` +
          (i % 2
            ? `\n validation loss at iteration ${i + 1} | lm loss value: ${11 - i}.0E+00 | lm loss PPL: 8.0E+03 |`
            : ''),
      ),
    );
    expect(seriesNamed(told, 'lm loss')[0]).toMatchObject({ points: 4, first: 10, role: 'train-loss' });
    expect(seriesNamed(told, 'validation lm loss')[0]).toMatchObject({ points: 2, role: 'validation-loss' });
    expect(seriesNamed(told, 'loss scale')[0]?.role).toBe('other');
  });

  it('darknet’s -nan', async () => {
    const told = await understood(
      lines(
        4,
        (i) =>
          ` ${i + 1}: ${i > 1 ? '-nan' : '2.0'}, ${i > 1 ? '-nan' : '2.0'} avg loss, 0.001000 rate, 0.5 seconds, ${i * 64} images`,
      ),
    );
    expect(seriesNamed(told, 'loss')[0]?.notFinite).toEqual([
      [3, 'NaN'],
      [4, 'NaN'],
    ]);
    expect(told.runs[0]?.events.map(({ kind }) => kind)).toContain('divergence');
  });

  it('Ignite: a count is drawn with its own values first, then with the next ones', async () => {
    const bar = (n: number, loss: number) =>
      `\rEpoch [1/2]: [${n}/4]  ${n * 25}%|██▌       , loss=${loss} [00:00<00:00]`;
    const told = await understood(
      `\r[1/4]  25%|██▌        [00:00<?]${[1, 2, 3, 4].map((n) => bar(n, n) + bar(n, Math.min(4, n + 1))).join('')}\n`,
    );
    expect(seriesNamed(told, 'loss')[0]).toMatchObject({ points: 4, first: 1, last: 4 });
  });

  it('spaCy’s table: names with spaces, columns by the dashes', async () => {
    const told = await understood(
      "ℹ Pipeline: ['textcat']\nE    #       LOSS TEXTCAT  CATS_SCORE  SCORE \n---  ------  ------------  ----------  ------\n  0       0          0.25       48.83    0.49\n  1      10          2.30       60.00    0.60\n  2      20          1.90       70.00    0.70\n",
    );
    expect(told.runs[0]?.axis).toMatchObject({ name: 'step', last: 20 });
    expect(pointsOf(told)).toMatchObject({ 'LOSS TEXTCAT': 3, CATS_SCORE: 3, SCORE: 3 });
  });

  it('prose that quotes a line of a log is none', async () => {
    await expect(
      understood(
        `${lines(30, (i) => `Chapter ${i} tells of many things and of people.`)}Epoch 1, Loss: 0.5\n`,
      ),
    ).rejects.toThrow(/no numbers over time/);
  });
});
