import { unitOf } from '../axes.ts';
import type { Cells } from './format.ts';
import { meansOf, plain, plainPairs, wordsAndNumbers } from './pairs.ts';

/** The set that a line begins with. */
const SET = /^\s*\W{0,3}(train(?:ing)?|val(?:id(?:ation)?)?|test|eval(?:uation)?|dev|cur(?:rent)? metric)\b/i;
/** A set within a line that what follows is of: `[valid] loss 2.1`, `Test: (loss = 0.5, acc = 90)`. */
const MARK =
  /(?:^|(?<=[\s|,;]))[[(]?(train(?:ing)?|val(?:id(?:ation)?)?|test(?:ing)?|eval(?:uation)?|dev|cv)\b(?:\s+(?:set|results?|metrics?|info))?\s*(?:[\])]\s*:?|:\s*\(?|\()\s*(?=\p{L}|\|)/giu;
/** Groups of icefall's: `tot_loss[loss=0.5, simple_loss=0.6]`. */
const GROUP = /(\w+)\[(\w+=[^[\]]*)\]/g;
const BARRED = /(^|\s)\|(\p{L}[\p{L} ]{0,8})\|(?=\s*[=:]?\s*[-+.\d])/gu;
const SPOKEN: Readonly<Record<string, string>> = { 'cur metric': 'eval', 'current metric': 'eval' };

const ungrouped = (text: string): string =>
  text.replace(GROUP, (_, group: string, inner: string) =>
    inner.startsWith(`${group}=`) ? inner : inner.replace(/(\w+)=/g, `${group}/$1=`),
  );

/** The named numbers of a part of a line: pairs with `:` or `=`, else a name with a number after it. */
function cellsIn(text: string): Cells {
  const cells: [string, number][] = [];
  // Numbers that are set flush right stand apart from their names.
  const even = text.replace(/[ \t]+(?=[:=])/g, ' ').replace(/([\p{L}\d_@):=¦])[ ]{2,}(?=[-+.\d])/gu, '$1 ');
  for (const part of even.split(/\t|\s{2,}|[|;]|,(?=\s|[A-Za-z])|\s-\s/)) {
    const pairs = plainPairs(part);
    for (const [name, value] of pairs.length > 0 ? pairs : wordsAndNumbers(part.trim()))
      cells.push([name, value]);
  }
  return cells;
}

const prefixed = (cells: Cells, set: string | undefined): Cells =>
  set === undefined
    ? cells
    : cells
        .filter(([name]) => unitOf(name) === undefined)
        .map(([name, value]) => [SET.test(name) ? name : `${set} ${name}`, value] as const);

/** A name that comes a second time in a line is of the set that was named last: `Train Loss: 2 | Acc: 0.5 | Val Loss: 3 | Acc: 0.4`. */
function told(cells: Cells): Cells {
  const seen = new Set<string>();
  let set: string | undefined;
  return cells.flatMap(([name, value]): Cells => {
    set = SET.exec(name)?.[1]?.toLowerCase() ?? set;
    const own = seen.has(name) && set !== undefined ? `${set} ${name}` : name;
    if (seen.has(own)) return [];
    seen.add(own);
    return [[own, value]];
  });
}

/**
 * The named numbers of a line, each with the set that it is of, if the line says: `train Loss: 0.6 Acc: 0.7`.
 *
 * @param message the whole line
 * @param rest the line without where it is
 * @param section the set that a line above said all that follows is of
 */
export function cellsOf(message: string, rest: string, section?: string): Cells {
  const text = ungrouped(plain(rest)).replace(BARRED, '$1gradient¦$2¦');
  const marks = [...text.matchAll(MARK)];
  const begins = SET.exec(message)?.[1]?.toLowerCase();
  const set = begins === undefined ? section : (SPOKEN[begins] ?? begins);
  const starts = [0, ...marks.map(({ index, 0: mark }) => index + mark.length)];
  const ends = [...marks.map(({ index }) => index), text.length];
  const read = (part: string): Cells => {
    const means = meansOf(part);
    return [...cellsIn(part), ...means.map(([name, value]) => [`${name} (mean)`, value] as const)];
  };
  const cells = starts
    .flatMap((start, i) =>
      prefixed(read(text.slice(start, ends[i])), marks[i - 1]?.[1]?.toLowerCase() ?? set),
    )
    .map(([name, value]) => [name.replace(/gradient¦(.*?)¦/, '|$1|'), value] as const);
  return told(cells);
}
