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
  /\b(time|runtime|timestamp|seconds|secs|sec|per second|steps per second|samples per second|fps|it s|sps|tps|throughput|speed|eta|mfu|elapsed|remaining|passed|dur|duration|wps|ups|ms|tokens per sec(ond)?|wall|latency|words sec thread|train wall|tflops|ips|timing|(reader|batch|data) cost|(steps|words|tokens?|tok|samples|images|imgs?|sents|frames|batches|iters?) (s|sec|second))\b|^((train|test|val|valid|validation|eval) )?data( time)?( mean)?$/;
const COUNTER =
  /\b(num tokens|num input tokens seen|num updates|total flos|n updates|batch count|batch size|consumed samples|consumed tokens|images|instances|size|number of|num|count|memory|mem|max mem|gpu mem|bsz|counter|total|samples|tokens|n)\b|\bprocess duration\b/;
const RATE = /\b(lr|lrs|learning rate|lr \w+|rate|eps|epsilon|l r)\b/;
const GRADIENT =
  /\b(grad|gradient|grads)\b.*\b(norm|l2)\b|\b(norm|l2)\b.*\bgrad|\b(grad|grads|gradients?)$|\bgnorm\b|^norm$|^(proj )?g$/;
const LOSS =
  /\b(loss|losses|nll|neg(ative)? log lik(elihood)?|logloss|cross entropy|crossentropy|ce mean words|xent|mlogloss|binary logloss|multi logloss|multi ?class|log ?loss|rmse|mse|mae|rmsle|mape|multiclass|cost|objective|deviance|inertia|perplexity|ppl|bpb|bpc|elbo|error|err|merror|l1|l2)\b|loss$|loss\d*$|\bloss_|\bloss(v|q\d?|pi)$|^(f|f x|fx|fun|fval|obj|obj func?|objfun|function value( obtained)?|xent|kl divergence)$/;
/** The same in other languages, whose letters a `\b` does not know. */
const FOREIGN_LOSS = /verlust|pérdida|perdida|perte|потер[яи]|损失|損失/;
const FOREIGN_SCORE = /genauigkeit|precisión|précision|точность|准确率|準確率|精度/;
const NOT_A_LOSS =
  /\bstdv?$|\bloss scale\b|\b(best|min|max)\b.*\bloss\b|\bloss (best|scale|weight)\b|\bdelta loss|\breduction\b|\berror norm\b|^config\b|\bl[12] (reg|penalty|norm)\b/;
const METRIC =
  /^train(ing)?$|\b(acc|accuracy|auc|f1|f1 score|precision|recall|map\d*|bleu|rouge\w*|wer|cer|iou|miou|dice|reward|return|rew|ret|log ?lik(elihood)?|pseudo likelihood|lower bound|fitness|score|scores|r2|kappa|mcc|ndcg\w*|hit\w*|mrr|top\w*|bcer|bwer|psnr|ssim|fid|exact match|em|success|win|wins|win rate|ap\d*|spearman\w*|pearson|entropy|ep len mean|ep rew mean|ep length|length)\b|accuracy$|acc$|@\d/;
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
  const isLoss = LOSS.test(words) || FOREIGN_LOSS.test(words);
  if (GRADIENT.test(words) && !isLoss) return 'gradient-norm';
  if (RATE.test(words) && !isLoss && !/\b(error|win|success|hit) rate\b/.test(words)) return 'rate';
  if (!isLoss && (unitOf(name) !== undefined || unitOf(name.split('/').at(-1) ?? '') !== undefined))
    return 'other';
  if (isLoss && !/\b(acc|accuracy|auc)\b/.test(words)) {
    if (TEST.test(words) && !/\bvalid/.test(words)) return 'test-loss';
    if (VALIDATION.test(words) && !/^train(ing)?\b/.test(words)) return 'validation-loss';
    return 'train-loss';
  }
  if (METRIC.test(words) || FOREIGN_SCORE.test(words)) return 'metric';
  if (COUNTER.test(words)) return 'other';
  return VALIDATION.test(words) || TEST.test(words) || /^metrics\b/.test(words) ? 'metric' : 'other';
}

const HIGHER = METRIC;
const LOWER = /\b(wer|cer|bwer|bcer|fid)\b/;

/** Which direction is better, as far as a name tells. */
export function betterOf(name: string, role: Role): 'lower' | 'higher' | undefined {
  const words = wordsOf(name);
  if (LOWER.test(words)) return 'lower';
  if (role === 'metric')
    return HIGHER.test(words) && !/\b(entropy|length|len|fitness)\b/.test(words) ? 'higher' : undefined;
  return role.endsWith('-loss') ? 'lower' : undefined;
}
