import { distance } from 'fastest-levenshtein';

/** Spelling that nobody means anything by: case, dashes and underscores. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
const letters = (name: string): string => [...plain(name)].sort().join('');

/** Shortest beginning of a name that is taken for the name. */
const SHORTEST_BEGINNING = 4;

/** What is longer is no slip of any name. */
const LONGEST_NAME = 1000;

/** Edits between two names; swapped letters are one slip, and a beginning stands for the whole. */
function slips(given: string, name: string): number {
  const [a, b] = [plain(given), plain(name)];
  if (a.length >= SHORTEST_BEGINNING && b.startsWith(a)) return 0;
  const edits = distance(a, b);
  return edits === 2 && letters(given) === letters(name) ? 1 : edits;
}

/**
 * The known name that was probably meant by an unknown one: at most one slip in every four letters away.
 *
 * @returns `undefined` if none is that near
 */
export function nearest(given: string, known: readonly string[]): string | undefined {
  if (given.length > LONGEST_NAME) return undefined;
  const near = known
    .map((name) => ({ name, slips: slips(given, name) }))
    .filter(
      (one) => one.slips <= Math.floor((Math.max(plain(given).length, plain(one.name).length) + 1) / 4),
    );
  return near.sort((a, b) => a.slips - b.slips)[0]?.name;
}

/** What to say of an unknown name: the one that was probably meant, else all that there are. */
export function insteadOf(given: string, known: readonly string[]): string {
  const near = nearest(given, known);
  if (near !== undefined) return `did you mean '${near}'?`;
  return known.length === 0
    ? 'there is none'
    : `there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`;
}
