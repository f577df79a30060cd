import { NUMBER, numberOf } from '../numbers.ts';
import { roleOf } from '../roles.ts';
import type { Cells } from './format.ts';

/** A word of a name, which may hold what it is of in brackets: `D(G(z))`, `mAP50(B)`. */
const WORD = String.raw`[\p{L}_][\p{L}\d_./@¦-]*(?:\([^()\s]*(?:\([^()\s]*\))?[^()\s]*\))?`;
/** What a name is measured in or of: `time (sec)`, `Learning rate (eta)`. */
const OF = String.raw`(?: ?\(\p{L}[\p{L}\d .%/-]{0,15}\))?`;
/** Numbers as people write them, with a comma at every thousand or in place of the point. */
const DIGITS = String.raw`[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?![\d,])|[+-]?\d+,\d+(?![\d,.])|${NUMBER}`;
const ENDS = String.raw`(?![\p{L}\d_:/]|[.,-]\d|\s*\/\s*[\d.]|\s*(?:ms|s|secs?|seconds?|minutes?|hours?|days?)\b)`;

const PAIR = new RegExp(
  String.raw`(?<![\p{L}\d_.])(${WORD}(?: ${WORD}){0,4}${OF})\s*[:=]\s*(?:\[\s*(${DIGITS})\s*\]|(${DIGITS})(\s?%)?${ENDS})`,
  'giu',
);
const WORD_AND_NUMBER = new RegExp(
  String.raw`(?:^|(?<=[\s,;|]))(${WORD}(?: ${WORD}){0,2}${OF})\s+(${DIGITS})(%)?(?:\/(${NUMBER}))?(?:\s*\([^()]*\))?(?=$|[\s,;|)\]]|\.(?:$|\s))`,
  'giu',
);
const WITH_MEAN = new RegExp(
  String.raw`(?<![\p{L}\d_.])(${WORD}(?: ${WORD}){0,2})\s*[:=]?\s+(?:${NUMBER})\s*\(\s*(?!\+)(${NUMBER})\s*\)`,
  'giu',
);
/** `165 / 180 (0.9167)`: so many of so many, and the share. */
const SHARE = /\d+\s*\/\s*\d+\s*\(\s*([\d.]+)\s*(%?)\s*\)/g;
/** `loss: [2.1, 2.1]`: the same for each group of parameters. */
const EQUAL_LIST = /\[\s*([\d.e+-]+)(?:,\s*\1)+\s*\]/gi;

/** Numbers as PyTorch and NumPy spell their own: `tensor(0.5, device='cuda:0')`, `np.float64(0.5)`. */
const WRAPPED = /\b(?:np\.float\d+|tensor|array)\(\s*([-+.\de]+|[-+]?nan|[-+]?inf)\s*(?:,[^()]*)?\)/gi;
const QUOTED_NAME = /(['"])([\w./ -]+)\1\s*:/g;

/** Words before a number that make no name of it, and files with their line. */
const NO_NAME =
  /^of\s|(?:^|\s)(?:over|after|in|at|of|on|for|with|from|to|by|than|took|last|first|the|a|and|or|is|was)$|^eta$|\.(?:py|cc|cpp|cu|rs|go|jl|lua|java)$/i;

/** The number that digits spell, with a comma at every thousand or in place of the point. */
const written = (digits: string): number | undefined =>
  numberOf(digits) ??
  (/^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(digits)
    ? Number(digits.replaceAll(',', ''))
    : numberOf(digits.replace(',', '.')));

/** A name without the sentence before it, and without `is` at its end. */
const named = (name: string): string =>
  name
    .trim()
    .replace(/^.*\.\s+/, '')
    .replace(/ (?:is|was|value)$/, '');

/** A text with numbers and names as such: what surrounds them left out. */
export const plain = (text: string): string =>
  text.replace(WRAPPED, '$1').replace(QUOTED_NAME, '$2:').replace(SHARE, '$1$2').replace(EQUAL_LIST, '$1');

/** Per cent are a value of a score or a loss only: else they say how far something is. */
const isMeant = (name: string, percent: string | undefined): boolean =>
  !NO_NAME.test(name) && (percent === undefined || !['other', 'time', 'rate'].includes(roleOf(name)));

/** Pairs of a text that is plain already. */
export const plainPairs = (text: string): Cells =>
  [...text.matchAll(PAIR)].flatMap(([, raw = '', alone, digits = '', percent]): Cells => {
    const [name, value] = [named(raw), written(alone ?? digits)];
    return value === undefined || !isMeant(name, percent) ? [] : [[name, value]];
  });

/** Pairs like `name: number` and `name=number`, with a whole number after them. */
export const pairsOf = (text: string): Cells => plainPairs(plain(text));

/** Names with a number right after them: `loss 2.3 acc 0.5`. Of `MSE 4.61/0`, a value and its goal, the value. */
export const wordsAndNumbers = (text: string): Cells =>
  [...text.matchAll(WORD_AND_NUMBER)].flatMap(([, raw = '', digits = '', percent, goal]): Cells => {
    const [name, value] = [named(raw), written(digits)];
    const isCount = goal !== undefined && /^\d+$/.test(digits) && /^[1-9]\d*$/.test(goal);
    return value === undefined || isCount || !isMeant(name, percent) ? [] : [[name, value]];
  });

/** Means in brackets after values, as meters print them: `Loss 6.9 (6.95)  Acc@1 0.39 (0.20)`. One alone may be anything. */
export function meansOf(text: string): Cells {
  const found = [...text.matchAll(WITH_MEAN)].flatMap(([, name = '', digits = '']): Cells => {
    const value = numberOf(digits);
    return value === undefined ? [] : [[name.trim(), value]];
  });
  if (found.length < 2 && !/^\s*\| > /.test(text)) return [];
  return found.filter(([name]) => roleOf(name) !== 'time' && !/^avg/i.test(name));
}
