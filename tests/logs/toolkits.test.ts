import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pointsOf, seriesNamed, understood, understoodAt } from './understood.ts';

type Expected = Readonly<
  Record<string, readonly [points: number, first: unknown, last: unknown, role: string]>
>;

interface Kept {
  readonly program: string;
  readonly log: string;
  readonly producer?: string;
  readonly axis: readonly [name: string, first: number, last: number];
  readonly series: Expected;
  readonly without?: readonly string[];
}

/** Lines as the programs print them, a few of each. */
const KEPT: readonly Kept[] = [
  {
    program: 'CRFsuite: a heading for each iteration, shares of items, seconds that are no iteration',
    log: `Feature generation
type: CRF1d
L-BFGS optimization

***** Iteration #1 *****
Loss: 576.889610
Feature norm: 1.000000
Error norm: 184.202008
Line search trials: 1
Line search step: 0.004068
Seconds required for this iteration: 0.000
    N: (68, 73, 72) (0.9315, 0.9444, 0.9379)
Item accuracy: 165 / 180 (0.9167)

***** Iteration #2 *****
Loss: 262.308458
Feature norm: 4.771651
Error norm: 43.082118
Line search step: 1.000000
Seconds required for this iteration: 0.001
Item accuracy: 170 / 180 (0.9444)

***** Iteration #3 *****
Loss: 246.154682
Seconds required for this iteration: 0.000
Item accuracy: 171 / 180 (0.9500)
L-BFGS terminated with the maximum number of iterations
Loss: 245.9
`,
    axis: ['iteration', 1, 3],
    series: {
      Loss: [3, 576.88961, 246.154682, 'train-loss'],
      'Item accuracy': [3, 0.9167, 0.95, 'metric'],
    },
    without: ['Error norm', 'step'],
  },
  {
    program: 'LIBLINEAR: names before numbers without a colon, bars around g',
    log: `iter  1 act 1.431e+02 pre 1.257e+02 delta 2.390e+00 f 4.159e+02 |g| 1.912e+02 CG   1
iter  2 act 1.895e+01 pre 1.626e+01 delta 2.390e+00 f 2.728e+02 |g| 4.656e+01 CG   1
iter  3 act 1.882e+00 pre 1.748e+00 delta 2.390e+00 f 2.539e+02 |g| 1.160e+01 CG   2
`,
    axis: ['iteration', 1, 3],
    series: {
      f: [3, 415.9, 253.9, 'train-loss'],
      '|g|': [3, 191.2, 11.6, 'gradient-norm'],
      delta: [3, 2.39, 2.39, 'other'],
    },
  },
  {
    program: 'L-BFGS-B in Fortran: exponents with D, and a summary that is no point',
    log: `RUNNING THE L-BFGS-B CODE
Machine precision = 2.220D-16
 N =           10     M =           10

At iterate    0    f=  2.40000D+00    |proj g|=  1.10000D+00

At iterate    1    f=  6.90000D-01    |proj g|=  2.50000D-01

At iterate    2    f=  6.70000D-01    |proj g|=  1.50000D-02

Tit   = total number of iterations
   N    Tit     Tnf  Tnint  Skip  Nact     Projg        F
   10      2       4      1     0     0   1.5D-02   6.7D-01
  F =  0.67000000000000004
`,
    axis: ['iteration', 0, 2],
    series: { f: [3, 2.4, 0.67, 'train-loss'], '|proj g|': [3, 1.1, 0.015, 'gradient-norm'] },
    without: ['F'],
  },
  {
    program: 'Vowpal Wabbit: after h the columns mean what was held out',
    log: `Num weight bits = 18
learning rate = 0.5
average  since         example        example        current        current  current
loss     last          counter         weight          label        predict features
29.78539 29.78539            1            1.0         5.4576         0.0000        3
15.30682 0.828252            2            2.0        -0.9627        -0.0526        3
8.404349 1.501875            4            4.0        -1.2612         0.2395        3
0.194939 0.194939            8            8.0        -2.7479        -2.9252        3 h
0.141057 0.087174           16           16.0        -3.1081        -3.0347        3 h

finished run
average loss = 0.086296 h
`,
    producer: 'vowpal-wabbit-text',
    axis: ['example', 1, 16],
    series: {
      'average loss': [3, 29.78539, 8.404349, 'train-loss'],
      'since last': [3, 29.78539, 1.501875, 'train-loss'],
      'average loss (holdout)': [2, 0.194939, 0.141057, 'validation-loss'],
      'since last (holdout)': [2, 0.194939, 0.087174, 'validation-loss'],
    },
  },
  {
    program: 'brain.js: counts with a colon',
    log: `iterations: 0, training error: 0.06294137752759893
iterations: 10, training error: 0.02396305251637291
iterations: 20, training error: 0.01881140129466039
`,
    axis: ['iteration', 0, 20],
    series: { 'training error': [3, 0.06294137752759893, 0.01881140129466039, 'train-loss'] },
  },
  {
    program: 'Synaptic, Neataptic: names and numbers without a sign between them',
    log: `iterations 10 error 0.2852465434885488 rate 0.3
iterations 20 error 0.28662997558112335 rate 0.3
iterations 30 error 0.2881385687817443 rate 0.15
`,
    axis: ['iteration', 10, 30],
    series: {
      error: [3, 0.2852465434885488, 0.2881385687817443, 'train-loss'],
      rate: [3, 0.3, 0.15, 'rate'],
    },
  },
  {
    program: 'scikit-learn’s t-SNE: its error is another one while it exaggerates',
    log: `[t-SNE] Mean sigma: 1.144385
[t-SNE] Iteration 200: error = 53.3071108, gradient norm = 0.6002452 (50 iterations in 0.184s)
[t-SNE] Iteration 250: error = 53.6798997, gradient norm = 0.5042303 (50 iterations in 0.283s)
[t-SNE] KL divergence after 250 iterations with early exaggeration: 53.679900
[t-SNE] Iteration 300: error = 0.5296806, gradient norm = 0.0079176 (50 iterations in 0.215s)
[t-SNE] Iteration 350: error = 0.4730553, gradient norm = 0.0046637 (50 iterations in 0.194s)
[t-SNE] KL divergence after 350 iterations: 0.473055
`,
    producer: 'sklearn-tsne-text',
    axis: ['iteration', 200, 350],
    series: {
      'error (early exaggeration)': [2, 53.3071108, 53.6798997, 'other'],
      error: [2, 0.5296806, 0.4730553, 'train-loss'],
      'gradient norm': [4, 0.6002452, 0.0046637, 'gradient-norm'],
    },
  },
  {
    program: 'MXNet: the end of a span of batches, values of an epoch beside them',
    log: [0, 1]
      .map(
        (
          epoch,
        ) => `INFO:root:Epoch[${epoch}] Batch [0-20]\tSpeed: 50000.10 samples/sec\taccuracy=0.${5 + epoch}\tcross-entropy=1.${9 - epoch}
INFO:root:Epoch[${epoch}] Batch [20-40]\tSpeed: 50000.10 samples/sec\taccuracy=0.${6 + epoch}\tcross-entropy=1.${7 - epoch}
INFO:root:Epoch[${epoch}] Train-accuracy=0.${6 + epoch}
INFO:root:Epoch[${epoch}] Validation-accuracy=0.${5 + epoch}
`,
      )
      .join(''),
    axis: ['batch', 20, 80],
    series: {
      'cross-entropy': [4, 1.9, 1.6, 'train-loss'],
      'Validation-accuracy': [2, 0.5, 0.6, 'metric'],
      Speed: [4, 50000.1, 50000.1, 'time'],
    },
  },
  {
    program: 'TensorFlow’s Estimator, and the evaluation that it saves',
    log: `INFO:tensorflow:Saving checkpoints for 0 into model.ckpt.
INFO:tensorflow:loss = 2.4, step = 1
INFO:tensorflow:global_step/sec: 200.12
INFO:tensorflow:loss = 1.5, step = 101 (0.500 sec)
INFO:tensorflow:loss = 0.9, step = 201 (0.499 sec)
INFO:tensorflow:Saving dict for global step 300: accuracy = 0.91, average_loss = 0.25, global_step = 300, loss = 31.2
INFO:tensorflow:Loss for final step: 0.41.
`,
    axis: ['step', 1, 300],
    series: {
      loss: [3, 2.4, 0.9, 'train-loss'],
      'eval loss': [1, 31.2, 31.2, 'validation-loss'],
      'eval accuracy': [1, 0.91, 0.91, 'metric'],
    },
    without: ['Loss for final step'],
  },
  {
    program: 'Deeplearning4j: the score is the loss',
    log: `10:22:00.123 [main] INFO org.deeplearning4j.optimize.listeners.ScoreIterationListener - Score at iteration 0 is 2.4
10:22:01.123 [main] INFO org.deeplearning4j.optimize.listeners.ScoreIterationListener - Score at iteration 10 is 1.9
`,
    producer: 'deeplearning4j-text',
    axis: ['iteration', 0, 10],
    series: { score: [2, 2.4, 1.9, 'train-loss'] },
  },
  {
    program: 'CNTK: spans of minibatches, an error that `Eval` does not make one of a validation',
    log: `Epoch[ 1 of 2]-Minibatch[   1- 100, 50.00%]: CrossEntropyWithSoftmax = 1.68 * 6400; EvalClassificationError = 0.80 * 6400; time = 0.5019s; samplesPerSecond = 12751.7
Epoch[ 1 of 2]-Minibatch[ 101- 200, 100.00%]: CrossEntropyWithSoftmax = 1.49 * 6400; EvalClassificationError = 0.78 * 6400; time = 0.5019s; samplesPerSecond = 12751.7
Finished Epoch[ 1 of 2]: [Training] CrossEntropyWithSoftmax = 1.58 * 12800; EvalClassificationError = 0.79 * 12800; epochTime=1.5s
Epoch[ 2 of 2]-Minibatch[   1- 100, 50.00%]: CrossEntropyWithSoftmax = 1.18 * 6400; EvalClassificationError = 0.70 * 6400; time = 0.5019s; samplesPerSecond = 12751.7
Finished Epoch[ 2 of 2]: [Training] CrossEntropyWithSoftmax = 1.10 * 12800; EvalClassificationError = 0.69 * 12800; epochTime=1.5s
`,
    axis: ['batch', 100, 300],
    series: {
      CrossEntropyWithSoftmax: [3, 1.68, 1.18, 'train-loss'],
      'training CrossEntropyWithSoftmax': [2, 1.58, 1.1, 'train-loss'],
      'training EvalClassificationError': [2, 0.79, 0.69, 'train-loss'],
    },
  },
  {
    program: 'PaddlePaddle: a list of one number, a verb in the name',
    log: 'epoch: 0, batch: 0, loss is: [2.4]\nepoch: 0, batch: 10, loss is: [1.9]\nepoch: 1, batch: 0, loss is: [1.5]\n',
    axis: ['batch', 0, 20],
    series: { loss: [3, 2.4, 1.5, 'train-loss'] },
  },
  {
    program: 'PaddlePaddle’s high-level fit: an evaluation with steps of its own',
    log: [1, 2]
      .map(
        (epoch) => `Epoch ${epoch}/2
step 10/20 - loss: 2.${4 - epoch} - acc: 0.5000 - 12ms/step
step 20/20 - loss: 1.${9 - epoch} - acc: 0.6000 - 12ms/step
Eval begin...
step  5/10 - loss: 9.9 - acc: 0.1 - 8ms/step
step 10/10 - loss: 1.${5 - epoch} - acc: 0.5${epoch} - 8ms/step
Eval samples: 1000
`,
      )
      .join(''),
    axis: ['step', 10, 40],
    series: {
      loss: [4, 2.3, 1.7, 'train-loss'],
      'eval loss': [2, 1.4, 1.3, 'validation-loss'],
      'eval acc': [2, 0.51, 0.52, 'metric'],
    },
  },
  {
    program: 'Flair: the mean of an epoch is another series than the losses of its iterations',
    log: [1, 2]
      .map(
        (
          epoch,
        ) => `2023-03-01 10:00:01,123 epoch ${epoch} - iter 5/10 - loss 2.${epoch} - time (sec): 1.20 - samples/sec: 1200.11 - lr: 0.100000
2023-03-01 10:00:02,123 epoch ${epoch} - iter 10/10 - loss 1.${epoch} - time (sec): 2.40 - samples/sec: 1200.11 - lr: 0.100000
2023-03-01 10:00:20,124 EPOCH ${epoch} done: loss 1.5${epoch} - lr: 0.1000000
2023-03-01 10:00:21,124 DEV : loss 1.9${epoch} - f1-score (micro avg)  0.5${epoch}
2023-03-01 10:00:21,125 saving best model
`,
      )
      .join(''),
    axis: ['iteration', 5, 20],
    series: {
      loss: [4, 2.1, 1.2, 'train-loss'],
      'epoch loss': [2, 1.51, 1.52, 'train-loss'],
      'dev loss': [2, 1.91, 1.92, 'validation-loss'],
      'dev f1-score (micro avg)': [2, 0.51, 0.52, 'metric'],
      'time (sec)': [4, 1.2, 2.4, 'time'],
    },
  },
  {
    program: 'Marian: updates with commas at the thousands',
    log: `[2019-01-10 10:00:00] Ep. 1 : Up. 1,000 : Sen. 123,456 : Cost 5.10000000 * 1,234,567 @ 12,345 after 9,876,543 : Time 12.30s : 31231.20 words/s : L.r. 1.0000e-04
[2019-01-10 10:01:00] Ep. 1 : Up. 2,000 : Sen. 246,912 : Cost 4.20000000 * 1,234,567 @ 12,345 after 19,753,086 : Time 12.30s : 31231.20 words/s : L.r. 2.0000e-04
[2019-01-10 10:01:30] [valid] Ep. 1 : Up. 2,000 : cross-entropy : 57.0 : new best
[2019-01-10 10:01:31] [valid] Ep. 1 : Up. 2,000 : bleu : 12.5 : stalled 1 times (last best: 13.1)
`,
    producer: 'marian-text',
    axis: ['update', 1000, 2000],
    series: {
      Cost: [2, 5.1, 4.2, 'train-loss'],
      'Sen.': [2, 123456, 246912, 'other'],
      'L.r.': [2, 0.0001, 0.0002, 'rate'],
      'valid cross-entropy': [1, 57, 57, 'validation-loss'],
      'valid bleu': [1, 12.5, 12.5, 'metric'],
    },
  },
  {
    program: 'Sockeye’s metrics: a checkpoint a line',
    log: '1\tbleu-val=0.10\tepoch=0\tperplexity-train=60.0\tperplexity-val=70.0\n2\tbleu-val=0.12\tepoch=0\tperplexity-train=50.0\tperplexity-val=61.0\n',
    producer: 'sockeye-metrics',
    axis: ['checkpoint', 1, 2],
    series: {
      'perplexity-train': [2, 60, 50, 'train-loss'],
      'perplexity-val': [2, 70, 61, 'validation-loss'],
    },
  },
  {
    program: 'ESPnet: means of a hundred batches, and what an epoch came to',
    log: `[host] 2023-03-01 10:00:00,123 (trainer:732) INFO: 1epoch:train:1-100batch: iter_time=1.1e-04, loss_ctc=90.1, acc=0.3, loss=60.1, optim0_lr0=1.0e-05, train_time=1.501
[host] 2023-03-01 10:01:00,123 (trainer:732) INFO: 1epoch:train:101-200batch: iter_time=1.1e-04, loss_ctc=80.1, acc=0.35, loss=50.1, optim0_lr0=2.0e-05, train_time=1.501
[host] 2023-03-01 10:02:00,123 (trainer:338) INFO: 1epoch results: [train] loss_ctc=85.1, acc=0.32, loss=55.1, time=10 minutes and 2.1 seconds, total_count=200, [valid] loss_ctc=70.1, acc=0.4, loss=45.1, time=1 minute
`,
    producer: 'espnet-text',
    axis: ['batch', 100, 200],
    series: {
      loss: [2, 60.1, 50.1, 'train-loss'],
      'train/loss': [1, 55.1, 55.1, 'train-loss'],
      'valid/loss': [1, 45.1, 45.1, 'validation-loss'],
    },
    without: ['train/time', 'valid/time'],
  },
  {
    program: 'WeNet: the first number of a batch is its epoch',
    log: `2022-03-01 10:00:00,123 DEBUG TRAIN Batch 0/0 loss 60.1 loss_att 50.1 lr 0.00001000 rank 0
2022-03-01 10:00:01,123 DEBUG TRAIN Batch 0/100 loss 55.1 loss_att 45.1 lr 0.00002000 rank 0
2022-03-01 10:10:00,123 INFO Epoch 0 CV info cv_loss 49.1
2022-03-01 10:10:01,123 DEBUG TRAIN Batch 1/0 loss 50.1 loss_att 40.1 lr 0.00003000 rank 0
2022-03-01 10:20:00,123 INFO Epoch 1 CV info cv_loss 45.1
`,
    producer: 'wenet-text',
    axis: ['batch', 0, 200],
    series: { loss: [3, 60.1, 50.1, 'train-loss'], cv_loss: [2, 49.1, 45.1, 'validation-loss'] },
  },
  {
    program: 'Kaldi: an objective that grows is no loss',
    log: [0, 1, 2]
      .map(
        (i) =>
          `LOG (nnet3-train[5.5]:PrintStatsForThisPhase():nnet-training.cc:300) Average objective function for 'output' for minibatches ${i * 100}-${i * 100 + 99} is -${5 - i}.1 over 51200 frames.\n`,
      )
      .join(''),
    producer: 'kaldi-text',
    axis: ['minibatch', 99, 299],
    series: { 'output objective': [3, -5.1, -3.1, 'metric'] },
  },
  {
    program: 'icefall: running totals in a group of their own',
    log: [1, 2]
      .map(
        (
          epoch,
        ) => `2022-03-01 10:00:01,123 INFO [train.py:876] (0/4) Epoch ${epoch}, batch 0, loss[loss=7.${epoch}, simple_loss=6.1, over 7000.00 frames. ], tot_loss[loss=7.3, simple_loss=6.2, over 1400000.00 frames. ], batch size: 17, lr: 3.00e-03
2022-03-01 10:00:02,123 INFO [train.py:876] (0/4) Epoch ${epoch}, batch 50, loss[loss=6.${epoch}, simple_loss=5.1, over 7000.00 frames. ], tot_loss[loss=6.3, simple_loss=5.2, over 1400000.00 frames. ], batch size: 17, lr: 3.00e-03
2022-03-01 10:09:00,123 INFO [train.py:918] (0/4) Epoch ${epoch}, validation: loss=0.${3 - epoch}1, simple_loss=0.4, over 1234567.00 frames.
`,
      )
      .join(''),
    axis: ['batch', 0, 150],
    series: {
      loss: [4, 7.1, 6.2, 'train-loss'],
      'tot_loss/loss': [4, 7.3, 6.3, 'train-loss'],
      'validation loss': [2, 0.21, 0.11, 'validation-loss'],
    },
    without: ['over'],
  },
  {
    program: 'Tesseract: three counts of iterations, error rates in per cent',
    log: [0, 1]
      .map(
        (i) =>
          `At iteration ${i * 90 + 50}/${i * 100 + 100}/${i * 101 + 100}, mean rms=5.${i}%, delta=30.1%, BCER train=6${i}.5%, BWER train=80.1%, skip ratio=0.000%, New best BCER = 60.1 wrote checkpoint.\n`,
      )
      .join(''),
    producer: 'tesseract-text',
    axis: ['iteration', 100, 200],
    series: { 'BCER train': [2, 60.5, 61.5, 'metric'], 'mean rms': [2, 5, 5.1, 'other'] },
  },
  {
    program: 'llm.c’s main.log',
    log: 's:0 tel:8.1\ns:0 trl:8.2 lr:0.00000000 norm:1.20\ns:250 tel:6.1\ns:250 trl:6.2 lr:0.00010000 norm:1.10\n',
    producer: 'llm.c-text',
    axis: ['step', 0, 250],
    series: { tel: [2, 8.1, 6.1, 'validation-loss'], trl: [2, 8.2, 6.2, 'train-loss'] },
  },
  {
    program: 'a step that is a bare number: llama2.c',
    log: '0 | loss 10.1 | lr 1.0e-06 | 2521.22ms | mfu 5.12%\n1 | loss 9.5 | lr 2.0e-06 | 2521.22ms | mfu 5.12%\n2 | loss 9.1 | lr 3.0e-06 | 2521.22ms | mfu 5.12%\n',
    axis: ['step', 0, 2],
    series: { loss: [3, 10.1, 9.1, 'train-loss'] },
  },
  {
    program: 'clu’s LogWriter: a step in brackets',
    log: [100, 200]
      .map(
        (step) =>
          `I0301 10:00:00.123456 140123 logging_writer.py:48] [${step}] accuracy=0.${step / 100}, loss=${5 - step / 100}\n`,
      )
      .join(''),
    axis: ['step', 100, 200],
    series: { loss: [2, 4, 3, 'train-loss'], accuracy: [2, 0.1, 0.2, 'metric'] },
  },
  {
    program: 'PyTorch’s tutorial: [epoch, batch]',
    log: '[1,  2000] loss: 2.179\n[1,  4000] loss: 1.853\n[2,  2000] loss: 1.604\n[2,  4000] loss: 1.533\nFinished Training\n',
    axis: ['batch', 2000, 8000],
    series: { loss: [4, 2.179, 1.533, 'train-loss'] },
  },
  {
    program: 'PyTorch’s quickstart: a count at the end of the line, a heading above the test',
    log: [1, 2]
      .map(
        (epoch) =>
          `Epoch ${epoch}\n-------------------------------\nloss: 2.${4 - epoch}00000  [   64/ 6464]\nloss: 1.${9 - epoch}00000  [ 6464/ 6464]\nTest Error: \n Accuracy: ${40 + epoch}.0%, Avg loss: 1.${5 - epoch} \n\n`,
      )
      .join(''),
    axis: ['batch', 64, 19264],
    series: {
      loss: [4, 2.3, 1.7, 'train-loss'],
      'test Accuracy': [2, 41, 42, 'metric'],
      'test Avg loss': [2, 1.4, 1.3, 'test-loss'],
    },
  },
  {
    program: 'timm: values and means, and of a validation its last means',
    log: [0, 1]
      .map(
        (
          epoch,
        ) => `Train: ${epoch} [   0/1251 (  0%)]  Loss: 6.9${epoch} (6.95)  Time: 0.512s, 1000.12/s  (0.612s,  900.12/s)  LR: 1.000e-03  Data: 0.010 (0.012)
Train: ${epoch} [  50/1251 (  4%)]  Loss: 6.5${epoch} (6.70)  Time: 0.512s, 1000.12/s  (0.612s,  900.12/s)  LR: 1.000e-03  Data: 0.010 (0.012)
Test: [   0/195]  Time: 0.312 (0.412)  Loss:   6.100 ( 6.100)  Acc@1:  10.000 (10.000)  Acc@5:  30.000 (30.000)
Test: [ 195/195]  Time: 0.312 (0.412)  Loss:   5.100 ( 5.90${epoch})  Acc@1:  20.000 (1${epoch}.500)  Acc@5:  30.000 (31.000)
`,
      )
      .join(''),
    axis: ['batch', 0, 150],
    series: {
      'train Loss': [4, 6.9, 6.51, 'train-loss'],
      'train Loss (mean)': [4, 6.95, 6.7, 'other'],
      'test Loss': [2, 5.9, 5.901, 'test-loss'],
      'test Acc@1': [2, 10.5, 11.5, 'metric'],
    },
  },
  {
    program: 'names that come twice in a line are of the set named last',
    log: [0, 1]
      .map(
        (epoch) =>
          `Epoch ${epoch} |   Train Loss: 1${1 - epoch}.2 | Acc: 0.0${4 + epoch} |   Val Loss: 1${2 - epoch}.9 | Acc: 0.0${6 + epoch}\n`,
      )
      .join(''),
    axis: ['epoch', 0, 1],
    series: {
      'Train Loss': [2, 11.2, 10.2, 'train-loss'],
      Acc: [2, 0.04, 0.05, 'metric'],
      'Val Loss': [2, 12.9, 11.9, 'validation-loss'],
      'val Acc': [2, 0.06, 0.07, 'metric'],
    },
  },
  {
    program: 'Flux: the same names for two sets in a line',
    log: 'Epoch:    1   Train: (loss = 2.4, acc = 50.0)   Test: (loss = 2.5, acc = 49.0)\nEpoch:    2   Train: (loss = 2.1, acc = 53.0)   Test: (loss = 2.3, acc = 51.0)\n',
    axis: ['epoch', 1, 2],
    series: {
      'train loss': [2, 2.4, 2.1, 'train-loss'],
      'test loss': [2, 2.5, 2.3, 'test-loss'],
      'test acc': [2, 49, 51, 'metric'],
    },
  },
  {
    program: 'MATLAB’s trainlm: values and goals',
    log: 'TRAINLM, Epoch 0/100, MSE 4.61/0, Gradient 12.2/1e-10\nTRAINLM, Epoch 5/100, MSE 0.9/0, Gradient 1.5/1e-10\nTRAINLM, Maximum epoch reached, performance goal was not met.\n',
    axis: ['epoch', 0, 5],
    series: { MSE: [2, 4.61, 0.9, 'train-loss'], Gradient: [2, 12.2, 1.5, 'gradient-norm'] },
  },
  {
    program: 'MATLAB’s trainNetwork: a header of two lines between bars',
    log: `Training on single CPU.
|========================================================================|
|  Epoch  |  Iteration  |  Time Elapsed  |  Mini-batch  |  Mini-batch  |
|         |             |   (hh:mm:ss)   |   Accuracy   |     Loss     |
|========================================================================|
|       1 |           1 |       00:00:00 |       13.28% |       3.0845 |
|       2 |          50 |       00:00:04 |       75.00% |       0.7436 |
|========================================================================|
`,
    producer: 'grid-text',
    axis: ['Iteration', 1, 50],
    series: {
      'Mini-batch Loss': [2, 3.0845, 0.7436, 'train-loss'],
      'Mini-batch Accuracy': [2, 13.28, 75, 'metric'],
    },
  },
  {
    program: 'MATLAB’s trainnet: empty cells below a rule',
    log: `    Iteration    Epoch    TimeElapsed    LearnRate    TrainingLoss    ValidationLoss
    _________    _____    ___________    _________    ____________    ______________
            0        0       00:00:02         0.01                            2.5071
            1        1       00:00:02         0.01          2.4876                  
           50        2       00:00:09         0.01          1.4371            1.3222
`,
    producer: 'ruled-text',
    axis: ['Iteration', 0, 50],
    series: {
      TrainingLoss: [2, 2.4876, 1.4371, 'train-loss'],
      ValidationLoss: [2, 2.5071, 1.3222, 'validation-loss'],
    },
  },
  {
    program: 'R’s nnet and optim',
    log: '# weights:  19\ninitial  value 165.066405 \niter  10 value 77.115237\niter  20 value 53.516075\nfinal  value 53.1 \nconverged\n',
    producer: 'r-optim-text',
    axis: ['iter', 0, 20],
    series: { value: [3, 165.066405, 53.516075, 'train-loss'] },
  },
  {
    program: 'YOLOv7’s results.txt: columns without a header',
    log: [0, 1]
      .map(
        (i) =>
          `     ${i}/299     9.95G   0.0${5 - i}   0.02000   0.01000    0.08000       100       640    0.1    0.09   0.08   0.05   0.06   0.025   0.012\n`,
      )
      .join(''),
    producer: 'yolo-text',
    axis: ['epoch', 0, 1],
    series: {
      'train/box_loss': [2, 0.05, 0.04, 'train-loss'],
      'val/box_loss': [2, 0.06, 0.06, 'validation-loss'],
      'metrics/mAP_0.5': [2, 0.08, 0.08, 'metric'],
    },
  },
  {
    program: 'CMA-ES: a table of a solver among other lines',
    log: `(4_w,8)-aCMA-ES (mu_w=2.6,w_1=52%) in dimension 4 (seed=3)
Iterat #Fevals   function value  axis ratio  sigma  min&max std  t[m:s]
    1      8 1.681645375859975e+01 1.0e+00 2.72e-01  2e-01  3e-01 0:00.0
    2     16 2.308030333117205e+01 1.2e+00 2.72e-01  2e-01  3e-01 0:00.0
  100    800 4.490495682114059e-06 4.5e+01 1.00e-02  7e-04  5e-03 0:00.1
termination on {'tolfun': 1e-11}
`,
    producer: 'columns-text',
    axis: ['Iterat', 1, 100],
    series: {
      'function value': [3, 16.81645375859975, 4.490495682114059e-6, 'train-loss'],
      sigma: [3, 0.272, 0.01, 'other'],
      'max std': [3, 0.3, 0.005, 'other'],
    },
  },
  {
    program: 'SciPy’s least_squares: a first row without all cells',
    log: `   Iteration     Total nfev        Cost      Cost reduction    Step norm     Optimality
       0              1         2.0050e+02                                    8.01e+02
       1              2         5.0000e+01      1.50e+02       2.24e+00       2.00e+02
       2              3         9.8669e-30      5.00e+01       1.00e+00       8.89e-14
\`gtol\` termination condition is satisfied.
`,
    producer: 'columns-text',
    axis: ['Iteration', 0, 2],
    series: {
      Cost: [3, 200.5, 9.8669e-30, 'train-loss'],
      'Cost reduction': [2, 150, 50, 'other'],
      Optimality: [3, 801, 8.89e-14, 'other'],
    },
  },
  {
    program: 'Chainer’s PrintReport: what is not measured is left blank',
    log: `epoch       iteration   main/loss   validation/main/loss  elapsed_time
0           100         2.30152                           1.2
1           300         1.90152     1.8511                3.9
1           400         1.70152                           5.1
`,
    axis: ['iteration', 100, 400],
    series: {
      'main/loss': [3, 2.30152, 1.70152, 'train-loss'],
      'validation/main/loss': [1, 1.8511, 1.8511, 'validation-loss'],
      elapsed_time: [3, 1.2, 5.1, 'time'],
    },
  },
  {
    program: 'R’s write.table: no name above the names of the rows',
    log: '"epoch" "loss"\n"1" 1 0.9\n"2" 2 0.8\n"3" 3 0.7\n',
    axis: ['epoch', 1, 3],
    series: { loss: [3, 0.9, 0.7, 'train-loss'] },
  },
  {
    program: 'lines between bars are of the run that the bars are of',
    log: [1, 2]
      .map(
        (epoch) =>
          `Epoch ${epoch}/2:  50%|█████     | 1/2 [00:01<00:01, 1.00it/s, loss=0.${9 - epoch}]\nEpoch ${epoch}/2: 100%|██████████| 2/2 [00:02<00:00, 1.00it/s, loss=0.${8 - epoch}]\nEpoch ${epoch} - train_loss: 0.85${epoch} - val_loss: 0.91${epoch}\n`,
      )
      .join(''),
    axis: ['step', 1, 4],
    series: {
      loss: [4, 0.8, 0.6, 'train-loss'],
      val_loss: [2, 0.911, 0.912, 'validation-loss'],
    },
  },
  {
    program: 'numbers as PyTorch spells its own, commas in numbers, units in brackets',
    log: [1, 2]
      .map(
        (step) =>
          `step: ${step} loss: tensor(0.${5 - step}, device='cuda:0', grad_fn=<NllLossBackward0>) tokens/s: 1,069,123 iter time (s): 0.112\n`,
      )
      .join(''),
    axis: ['step', 1, 2],
    series: {
      loss: [2, 0.4, 0.3, 'train-loss'],
      'tokens/s': [2, 1069123, 1069123, 'time'],
      'iter time (s)': [2, 0.112, 0.112, 'time'],
    },
  },
  {
    program: 'lines that say nothing of where they are, in their order',
    log: 'loss:0.9, accuracy:0.5\nloss:0.8, accuracy:0.6\nloss:0.7, accuracy:0.7\n',
    axis: ['row', 0, 2],
    series: { loss: [3, 0.9, 0.7, 'train-loss'], accuracy: [3, 0.5, 0.7, 'metric'] },
  },
  {
    program: 'sets without a word for what was measured',
    log: 'step 500:   train 4.70, val 5.73\nstep 1000:  train 3.99, val 5.25\nstep 2000:  train 3.64, val 4.93\n',
    axis: ['step', 500, 2000],
    series: { train: [3, 4.7, 3.64, 'train-loss'], val: [3, 5.73, 4.93, 'validation-loss'] },
  },
  {
    program: 'the finer of two axes that both count up',
    log: [1, 2, 3, 4, 5, 6]
      .map(
        (i) =>
          `Epoch 1 | iter ${i} step ${Math.ceil(i / 3)} | loss train: 2.${9 - i}, val: n/a | iter time: 512.31 ms\n`,
      )
      .join(''),
    axis: ['iteration', 1, 6],
    series: { 'loss train': [6, 2.8, 2.3, 'train-loss'] },
  },
  {
    program: 'StyleGAN’s statistics: means over thousands of images',
    log: [0, 1]
      .map((i) =>
        JSON.stringify({
          'Loss/G/loss': { num: 64, mean: 2.5 - i, std: 0.1 },
          'Loss/scores/fake': { num: 64, mean: 0.1 * i, std: 0.1 },
          'Progress/kimg': { num: 1, mean: 4 * i, std: 0 },
          timestamp: 1.6e9 + i,
        }),
      )
      .join('\n'),
    producer: 'stylegan-stats',
    axis: ['Progress/kimg', 0, 4],
    series: { 'Loss/G/loss': [2, 2.5, 1.5, 'train-loss'], 'Loss/scores/fake': [2, 0, 0.1, 'other'] },
  },
  {
    program:
      'H2O: of its tables the scoring history; before the first score all scores are nan; the middle is left out',
    log: `Model Details
=============
Scoring History:
     timestamp            duration    training_speed    epochs    iterations    samples    training_rmse        training_logloss
---  -------------------  ----------  ----------------  --------  ------------  ---------  -------------------  -------------------
     2026-11-28 07:28:03  0.000 sec                     0.0       0             0.0        nan                  nan
     2026-11-28 07:28:04  0.537 sec   5460 obs/sec      1.0       1             415.0      0.6653613438797      1.487738949565869
     2026-11-28 07:28:04  0.782 sec   4009 obs/sec      2.0       2             830.0      0.47536013074268285  0.6550526679757733
---  ---                  ---         ---               ---       ---           ---        ---                  ---
     2026-11-28 07:28:06  2.728 sec   5506 obs/sec      11.0      11            4565.0     0.3490000510390379   0.3818273941137534

Variable Importances: 
variable    relative_importance
----------  ---------------------
c           106.527
`,
    producer: 'h2o-text',
    axis: ['epochs', 0, 11],
    series: {
      training_logloss: [3, 1.487738949565869, 0.3818273941137534, 'train-loss'],
    },
    without: ['relative_importance', 'timestamp'],
  },
  {
    program: 'R’s nls: no number of the iteration',
    log: `nls
24.12029    (2.73e+00): par = (1 0.1)
2.759838    (5.63e+00): par = (2.345197 0.6547702)
0.08979291  (2.52e-01): par = (2.999866 0.7043556)
0.08444373  (3.08e-03): par = (3.001492 0.6954089)
0.08444293  (1.10e-05): par = (3.001657 0.6955519)
0.08444293  (4.27e-08): par = (3.001656 0.6955514)
Nonlinear regression model
  model: y ~ a * exp(-b * x)
`,
    producer: 'r-optim-text',
    axis: ['iter', 0, 5],
    series: { 'residual sum of squares': [6, 24.12029, 0.08444293, 'train-loss'] },
  },
  {
    program: 'R’s nlminb',
    log: `  0:     24.200000: -1.20000  1.00000
  1:     11.298089: -0.916319  1.11579
  2:     3.6832723: -0.878970 0.811671
  3:     3.0264078: -0.738569 0.539330
`,
    producer: 'r-optim-text',
    axis: ['iter', 0, 3],
    series: { objective: [4, 24.2, 3.0264078, 'train-loss'] },
  },
  {
    program: 'R’s nlm: the value two lines below its iteration, among vectors',
    log: `iteration = 0
Step:
[1] 0 0
Parameter:
[1] 10 10
Function Value
[1] 7299
Gradient:
[1] 1714.001 1710.001

iteration = 1
Step:
[1] -10.71251 -10.68751
Parameter:
[1] -0.7125063 -0.6875063
Function Value
[1] 256.6748
Gradient:
`,
    producer: 'r-optim-text',
    axis: ['iter', 0, 1],
    series: { 'Function Value': [2, 7299, 256.6748, 'train-loss'] },
  },
  {
    program: 'R’s optim by conjugate gradients: no table, though it looks like one',
    log: `  Conjugate gradients function minimizer
Method: Fletcher Reeves
tolerance used in gradient test=3.63798e-12
0 1 24.200000
parameters   -1.20000    1.00000 
**** i< 1 7 4.132162
parameters   -1.02752    1.07040 
* i> 2 10 4.126910
parameters   -1.02855    1.06882 
**** i> 3 16 4.121408
parameters   -1.02924    1.06533 
 i> 4 18 4.106519
`,
    producer: 'r-optim-text',
    axis: ['iter', 0, 4],
    series: { value: [5, 24.2, 4.106519, 'train-loss'] },
  },
  {
    program: 'R’s optim by Nelder and Mead: by evaluations',
    log: `  Nelder-Mead direct search function minimizer
function value for initial parameters = 24.200000
  Scaled convergence tolerance is 3.60608e-07
Stepsize computed as 0.120000
BUILD              3 24.200000 7.095296
REFLECTION         5 15.080000 4.541696
REFLECTION         7 7.095296 4.456256
HI-REDUCTION       9 4.728125 4.456256
HI-REDUCTION      11 4.541696 4.210000
`,
    producer: 'r-optim-text',
    axis: ['evaluation', 3, 11],
    series: { value: [5, 7.095296, 4.21, 'train-loss'] },
  },
  {
    program: 'SentencePiece: its number begins again whenever pieces are taken away',
    log: `I0000 00:00:1795850829.180522   27702 unigram_model_trainer.cc:854] Using 2849 sentences for EM training
I0000 00:00:1795850829.192330   27702 unigram_model_trainer.cc:903] EM sub_iter=0 size=4089 obj=8.54229 num_tokens=109842 bytes/tok=6.73323
I0000 00:00:1795850829.204102   27702 unigram_model_trainer.cc:903] EM sub_iter=1 size=3391 obj=7.08017 num_tokens=109270 bytes/tok=6.76848
I0000 00:00:1795850829.228740   27702 unigram_model_trainer.cc:903] EM sub_iter=0 size=2543 obj=7.0824 num_tokens=110841 bytes/tok=6.67255
I0000 00:00:1795850829.239550   27702 unigram_model_trainer.cc:903] EM sub_iter=1 size=2543 obj=7.04045 num_tokens=110841 bytes/tok=6.67255
I0000 00:00:1795850829.260822   27702 unigram_model_trainer.cc:903] EM sub_iter=0 size=1907 obj=7.33352 num_tokens=117075 bytes/tok=6.31725
I0000 00:00:1795850829.320950   27702 unigram_model_trainer.cc:903] EM sub_iter=1 size=1907 obj=7.21924 num_tokens=117075 bytes/tok=6.31725
`,
    producer: 'sentencepiece-text',
    axis: ['EM step', 0, 5],
    series: { obj: [6, 8.54229, 7.21924, 'train-loss'], size: [6, 4089, 1907, 'other'] },
  },
  {
    program: 'openTSNE: iterations begin again in each stage, and a divergence below zero',
    log: `===> Running optimization with exaggeration=12.00, lr=25.00 for 100 iterations...
Iteration   50, KL divergence -1.4651, 50 iterations in 0.1892 sec
Iteration  100, KL divergence 2.1605, 50 iterations in 0.0652 sec
===> Running optimization with exaggeration=1.00, lr=300.00 for 250 iterations...
Iteration   50, KL divergence 1.0296, 50 iterations in 0.1608 sec
Iteration  100, KL divergence 1.0055, 50 iterations in 0.1513 sec
Iteration  150, KL divergence 0.9960, 50 iterations in 0.1685 sec
Iteration  200, KL divergence 0.9930, 50 iterations in 0.1345 sec
Iteration  250, KL divergence 0.9834, 50 iterations in 0.1323 sec
`,
    producer: 'opentsne-text',
    axis: ['iteration', 50, 350],
    series: {
      'KL divergence (exaggerated)': [2, -1.4651, 2.1605, 'other'],
      'KL divergence': [5, 1.0296, 0.9834, 'train-loss'],
    },
  },
  {
    program: 'hmmlearn: three numbers a line, the first gain nan',
    log: `         1   -2170.57990129             +nan
         2   -2101.65353677     +68.92636451
         3   -2096.73433869      +4.91919808
         4   -2094.80002107      +1.93431763
`,
    producer: 'hmmlearn-text',
    axis: ['iteration', 1, 4],
    series: { 'log likelihood': [4, -2170.57990129, -2094.80002107, 'metric'] },
  },
  {
    program: 'river: a comma at every thousand in the brackets is no batch',
    log: `[800] Accuracy: 88.50%
LogLoss: 0.3763128842659445
[900] Accuracy: 88.78%
LogLoss: 0.36108780172202903
[1,000] Accuracy: 89.10%
LogLoss: 0.3500302279074443
`,
    axis: ['step', 800, 1000],
    series: {
      Accuracy: [3, 88.5, 89.1, 'metric'],
      LogLoss: [3, 0.3763128842659445, 0.3500302279074443, 'train-loss'],
    },
    without: ['epoch', 'batch'],
  },
  {
    program: 'scikit-optimize: the value some lines below its iteration',
    log: `Iteration No: 1 started. Evaluating function at random point.
Iteration No: 1 ended. Evaluation done at random point.
Time taken: 0.0003
Function value obtained: 0.9776
Current minimum: 0.9776
Iteration No: 2 started. Evaluating function at random point.
Iteration No: 2 ended. Evaluation done at random point.
Time taken: 0.0001
Function value obtained: 0.5332
Current minimum: 0.5332
Iteration No: 3 started. Evaluating function at random point.
Iteration No: 3 ended. Evaluation done at random point.
Time taken: 1.2576
Function value obtained: 6.1877
Current minimum: 0.5332
`,
    axis: ['iteration', 1, 3],
    series: { 'Function value obtained': [3, 0.9776, 6.1877, 'train-loss'] },
  },
  {
    program: 'Stan’s optimizer, as Prophet shows it: its lines begin with their chain',
    log: `Chain [1] Initial log joint probability = -92.1901
Chain [1] Iter      log prob        ||dx||      ||grad||       alpha      alpha0  # evals  Notes
Chain [1] 99      -48.3509   1.31154e-05       95.0047      0.4994      0.4994      129
Chain [1] Iter      log prob        ||dx||      ||grad||       alpha      alpha0  # evals  Notes
Chain [1] 143      -48.3502   5.37871e-09        86.489    0.008889           1      187
Chain [1] Optimization terminated normally:
Chain [1] Convergence detected: absolute parameter change was below tolerance
`,
    producer: 'columns-text',
    axis: ['Iter', 99, 143],
    series: { 'log prob': [2, -48.3509, -48.3502, 'other'] },
  },
  {
    program: 'tqdm without the time: PySwarms',
    log: 'pyswarms.single.global_best:  25%|██      |1/4, best_cost=0.022\rpyswarms.single.global_best:  50%|████    |2/4, best_cost=0.0114\rpyswarms.single.global_best:  75%|██████  |3/4, best_cost=0.00521\rpyswarms.single.global_best: 100%|████████|4/4, best_cost=0.000521\n',
    producer: 'tqdm-text',
    axis: ['step', 1, 4],
    series: { best_cost: [4, 0.022, 0.000521, 'train-loss'] },
  },
];

describe('what programs print', () => {
  it.each(KEPT)('$program', async ({ log, producer, axis: [name, first, last], series, without = [] }) => {
    const told = await understood(log);
    expect(told.runs).toHaveLength(1);
    expect(told.runs[0]?.axis).toMatchObject({ name, first, last });
    if (producer !== undefined) expect(told.runs[0]?.producer).toBe(producer);
    const found = Object.fromEntries(
      Object.keys(series).map((key) => {
        const [one] = seriesNamed(told, key);
        return [key, one === undefined ? undefined : [one.points, one.first, one.last, one.role]];
      }),
    );
    expect(found).toEqual(series);
    const names = told.runs.flatMap((run) => run.series.map((one) => one.name));
    for (const absent of without) expect(names).not.toContain(absent);
  });

  it('AllenNLP’s folder: a file for each epoch, in the order of the epochs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lossreel-allennlp-'));
    try {
      for (const epoch of [0, 1, 2, 10])
        writeFileSync(
          join(folder, `metrics_epoch_${epoch}.json`),
          JSON.stringify({
            best_epoch: 1,
            training_duration: '0:01:22.1',
            epoch,
            training_loss: 2 - epoch / 10,
            validation_loss: 2.5 - epoch / 10,
            best_validation_loss: 1.5,
          }),
        );
      const told = await understoodAt([folder]);
      expect(told.runs).toHaveLength(1);
      expect(told.runs[0]?.axis).toMatchObject({ unit: 'epoch', first: 0, last: 10 });
      expect(pointsOf(told)).toEqual({ training_loss: 4, validation_loss: 4 });
      expect(seriesNamed(told, 'training_loss')[0]).toMatchObject({ first: 2, last: 1 });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('Burn’s folder: a file for each set, epoch and metric, a line for each batch', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lossreel-burn-'));
    try {
      for (const epoch of [1, 2, 10])
        for (const [set, lines] of [
          ['train', [`${1 / epoch},32`, `${0.5 / epoch},32`, `${0.25 / epoch},20`]],
          ['valid', [`${2 / epoch},32`, `${1.5 / epoch},32`]],
        ] as const) {
          const own = join(folder, set, `epoch-${epoch}`);
          mkdirSync(own, { recursive: true });
          writeFileSync(join(own, 'Loss.log'), `${lines.join('\n')}\n`);
        }
      const told = await understoodAt([folder]);
      expect(told.runs).toHaveLength(1);
      expect(told.runs[0]).toMatchObject({ producer: 'burn', axis: { unit: 'epoch' } });
      expect(pointsOf(told)).toEqual({ 'train/Loss': 9, 'valid/Loss': 6 });
      expect(seriesNamed(told, 'train/Loss')[0]).toMatchObject({ first: 1, last: 0.025, role: 'train-loss' });
      expect(seriesNamed(told, 'valid/Loss')[0]).toMatchObject({ last: 0.15, role: 'validation-loss' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a solver that prints only its result is no log', async () => {
    await expect(
      understood(
        '*\noptimization finished, #iter = 87\nnu = 0.384726\nobj = -71.003815, rho = 0.023059\n*\noptimization finished, #iter = 120\nobj = -80.1, rho = 0.02\nTotal nSV = 84\n',
      ),
    ).rejects.toThrow(/no numbers over time/);
  });
});
