/** Where a line says that it is: an epoch, a step, or both. */
export type Place = readonly (readonly [name: string, value: number])[];

const AXIS =
  /(?<![\w/])(?:(?:global|train(?:ing)?|learning|val(?:id(?:ation)?)?|test)[ _])?(epochs?|[ée]pocas?|epoche|[ée]poques?|эпоха|steps?|iter(?:ation)?s?|iterate|round|episode|updates?|(?:mini-?)?batch|ep|generation|gen)\b(?:\s+i(?:dx)?(?=:)|\s+no(?:\.|(?=:)))?\s*(?:[:=#]\s*|\s)?[[(]?\s*(\d+(?:\.\d+)?)(?:\s*-\s*(\d+)(?=[^\][]*\]))?(?![\d.,]*\s*(?:ms|s|sec|it)\b)(?:\s*(?:\/|of)\s*(\d+))?(?:[,\s]*[\d.]+%)?\s*[\])]?(?:\s*\[\s*(\d+)\s*\/\s*(\d+)[^\]]*\])?/gi;
/** timm's `Train: 0 [  50/100 ( 50%)]`. */
const EPOCH_AND_BATCH = /^\s*Train(?:ing)?:\s*(\d+)\s*\[\s*(\d+)\s*\/\s*\d+[^\]]*\]/i;
/** `[1,  2000] loss: 2.1` of PyTorch's tutorial, but not river's `[1,000] Accuracy: 89.1`; `[0/25][50/782] Loss_D: 1.2` of its DCGAN. */
const BRACKETS = /^\s*\[\s*(\d+)(?!,\d{3}\])\s*(?:\/\s*\d+\s*\]\s*\[|,)\s*(\d+)\s*(?:\/\s*\d+\s*)?\]/;
/** A number alone before names: `100 | loss 2.1`, `[100] accuracy=0.5`, `3/10, train_loss: 0.7`. */
const LEADING =
  /^\s*(?:[[<]\s*(\d+(?:,\d{3})*)\s*[\]>]|(\d+)(\s*\/\s*\d+)?(?:\s*[:|,\t]|\s(?=\s*\[?\p{L})))\s*(?=[[(]?\p{L})/u;
/** `loss: 2.1  [ 6400/60000]`. */
const TRAILING = /\[\s*(\d+)\s*\/\s*\d+\s*\]\s*$/;
/** What is counted here is something else, or a whole number of the run. */
const OF_SOMETHING =
  /\b(?:this|per|each|every|max|maximum|skipped|nan|feature|search|number of|undiscounted)\s+(?:train\w*\s+)?$/i;

/** `epoch` as it is in other languages. */
const EPOCH = /^([ée]poca|epoche|[ée]poque|эпоха)$/;
/** 第3轮 */
const ORDINAL = /第\s*(\d+)\s*(?:\/\s*\d+\s*)?[轮輪]/g;

const singular = (name: string): string =>
  name
    .toLowerCase()
    .replace(EPOCH, 'epoch')
    .replace(/s$/, '')
    .replace(/^iter(ate)?$/, 'iteration')
    .replace(/^mini-?batch$/, 'batch')
    .replace(/^ep$/, 'epoch')
    .replace(/^gen$/, 'generation');

export interface Placed {
  readonly place: Place;
  /** The line without it. */
  readonly rest: string;
  /** Whether it is a number that nothing names. */
  readonly unnamed?: boolean;
}

const without = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} | ${text.slice(match.index + match[0].length)}`;

/** Where a line is: `Epoch: [0][10/5005]`, `step 250`, `Train Epoch: 1 [640/60000 (1%)]`, `Epoch[ 1 of 5]-Minibatch[ 1- 100]`. */
export function placeOf(line: string): Placed {
  const text = line.replace(ORDINAL, 'epoch $1 ');
  const both = EPOCH_AND_BATCH.exec(text) ?? BRACKETS.exec(text);
  if (both !== null)
    return {
      place: [
        ['epoch', Number(both[1])],
        ['batch', Number(both[2])],
      ],
      rest: without(text, both),
    };
  const place: [string, number][] = [];
  const rest = text.replace(AXIS, (whole, name: string, value: string, end, _total, inner, _of, at) => {
    const key = singular(name);
    const isWhole = key === 'epoch' || !value.includes('.');
    if (!isWhole || OF_SOMETHING.test(text.slice(0, at)) || place.some(([known]) => known === key))
      return whole;
    place.push([key, Number(end ?? value)]);
    if (inner !== undefined) place.push(['batch', Number(inner)]);
    return ' | ';
  });
  return { place, rest };
}

/**
 * Where a line is that names no axis: by the number that it begins with, or by the count at its end.
 *
 * @param within whether an epoch was named above it
 */
export function unnamedPlace(text: string, within: boolean): Placed | undefined {
  const leading = LEADING.exec(text);
  if (leading !== null) {
    const [, boxed, bare, total] = leading;
    const name = within || total !== undefined ? 'batch' : 'step';
    return {
      place: [[name, Number((boxed ?? bare)?.replaceAll(',', ''))]],
      rest: without(text, leading),
      unnamed: true,
    };
  }
  const trailing = within ? TRAILING.exec(text) : null;
  if (trailing === null) return undefined;
  return { place: [['batch', Number(trailing[1])]], rest: without(text, trailing), unnamed: true };
}
