import { unitOf } from './axes.ts';
import type { Role } from './series.ts';

/** A name as its words: `trainLoss`, `train/loss`, `Train Loss` are `train loss`. */
export const wordsOf = (name: string): string =>
  name
    .replace(/(?<=[a-z\d])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\d@]+/gu, ' ')
    .trim();

const TIME =
  /\b(time|runtime|timestamp|seconds|secs|sec|per second|steps per second|samples per second|fps|it s|sps|tps|throughput|speed|eta|mfu|elapsed|remaining|passed|dur|duration|wps|ups|ms|tokens per sec(ond)?|tok s|wall|latency|words sec thread|train wall|tflops)\b/;
const COUNTER =
  /\b(num tokens|num input tokens seen|num updates|total flos|n updates|batch count|batch size|consumed samples|consumed tokens|images|instances|size|number of|num|count|memory|mem|max mem|gpu mem|bsz|counter|total|samples|tokens|n)\b|\bprocess duration\b/;
const RATE = /\b(lr|lrs|learning rate|lr \w+|rate|eps|epsilon)\b/;
const GRADIENT = /\b(grad|gradient|gnorm|grads)\b.*\b(norm|l2)?\b|\bgnorm\b|^norm$/;
const LOSS =
  /\b(loss|losses|nll|logloss|cross entropy|crossentropy|xent|mlogloss|binary logloss|multi logloss|multi ?class|log ?loss|rmse|mse|mae|rmsle|mape|multiclass|cost|objective|deviance|perplexity|ppl|bpb|bpc|elbo|error|err|merror|l1|l2)\b|loss$|loss\d*$|\bloss_/;
const NOT_A_LOSS =
  /\bstdv?$|\bloss scale\b|\b(best|min|max)\b.*\bloss\b|\bloss (best|scale|weight)\b|\bl[12] (reg|penalty|norm)\b/;
const METRIC =
  /\b(acc|accuracy|auc|f1|f1 score|precision|recall|map\d*|bleu|rouge\w*|wer|cer|iou|miou|dice|reward|return|rew|score|scores|r2|kappa|mcc|ndcg\w*|hit\w*|mrr|top\w*|psnr|ssim|fid|exact match|em|success|win|wins|win rate|ap\d*|spearman\w*|pearson|entropy|ep len mean|ep rew mean|ep length|length)\b|accuracy$|acc$|@\d/;
const VALIDATION =
  /\b(val|valid|validation|eval|evaluation|dev|heldout|holdout|va)\d*\b|^(val|valid|eval)_|^valid \d+|validation \d+/;
const TEST = /\b(test|tst)\d*\b/;

/**
 * What a series is, from its name: losses have `loss` as a part of a word, and times, counters, schedules and scores are
 * never taken for one.
 */
export function roleOf(name: string): Role {
  const words = wordsOf(name);
  if (TIME.test(words) && !/\bloss\b/.test(words)) return 'time';
  if (NOT_A_LOSS.test(words)) return 'other';
  const isLoss = LOSS.test(words);
  if (GRADIENT.test(words) && !isLoss) return 'gradient-norm';
  if (RATE.test(words) && !isLoss && !/\b(error|win|success|hit) rate\b/.test(words)) return 'rate';
  if (!isLoss && (unitOf(name) !== undefined || unitOf(name.split('/').at(-1) ?? '') !== undefined))
    return 'other';
  if (isLoss && !/\b(acc|accuracy|auc)\b/.test(words)) {
    if (TEST.test(words) && !/\bvalid/.test(words)) return 'test-loss';
    if (VALIDATION.test(words)) return 'validation-loss';
    return 'train-loss';
  }
  if (METRIC.test(words)) return 'metric';
  if (COUNTER.test(words)) return 'other';
  return VALIDATION.test(words) || TEST.test(words) || /^metrics\b/.test(words) ? 'metric' : 'other';
}

const HIGHER = METRIC;
const LOWER = /\b(wer|cer|fid)\b/;

/** Which direction is better, as far as a name tells. */
export function betterOf(name: string, role: Role): 'lower' | 'higher' | undefined {
  const words = wordsOf(name);
  if (LOWER.test(words)) return 'lower';
  if (role === 'metric')
    return HIGHER.test(words) && !/\b(entropy|length|len)\b/.test(words) ? 'higher' : undefined;
  return role.endsWith('-loss') ? 'lower' : undefined;
}
