import { fixed } from './numbers.ts';

/** A product of a sum as written: its factors, and what they come to. */
export interface WrittenTerm {
  readonly factors: readonly string[];
  readonly product: string;
}

/** A sum of products as written. */
export interface WrittenSum {
  readonly terms: readonly WrittenTerm[];
  readonly total: string;
  /** What follows from the total; empty if nothing does. */
  readonly result: string;
  /** Whether it multiplies and adds up as it stands; if no number of decimals up to seven does that, it is only about right. */
  readonly exact: boolean;
}

/** What follows from a total: how, and what it comes to. */
export interface Following {
  readonly of: (total: number) => number;
  readonly value: number;
}

/** Decimals at most, of sums and of factors; and what is no more than a rounding error of a sum that comes to 0. */
const MOST = 7;
const FACTORS = 10;
const NOTHING = 1e-13;

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));
/** Without zeros at its end. */
const short = (value: number, decimals: number): string => {
  const written = fixed(value, decimals);
  return written.includes('.') ? written.replace(/\.?0+$/, '') : written;
};
/** Equal as written, although sums of decimals may differ from them in the last bit. */
const same = (a: number, b: number, decimals: number): boolean =>
  rounded(a, decimals) === rounded(b, decimals) + 0;
const productOf = (factors: readonly number[]): number => factors.reduce((all, factor) => all * factor, 1);

/** The decimals that a value takes to have two digits that count, at least `least`. */
function decimalsFor(value: number, least: number): number {
  let decimals = least;
  while (
    decimals < MOST &&
    Math.abs(value) > NOTHING &&
    Math.abs(rounded(value, decimals)) < 9.5 * Number(`1e-${decimals}`)
  )
    decimals += 1;
  return decimals;
}

/** The fewest decimals of factors that multiply to a product as written; a single factor is its product. */
function factorsAsWritten(factors: readonly number[], decimals: number): readonly string[] | null {
  const product = rounded(productOf(factors), decimals);
  for (let d = 2; d <= FACTORS; d += 1) {
    const written = factors.map((factor) => rounded(factor, d));
    if (same(productOf(written), product, decimals)) return written.map((factor) => short(factor, d));
  }
  return null;
}

/**
 * A sum of products with as many decimals as it takes to multiply and add up as written: each product is that of its factors
 * as they stand, the total that of the products, and each is the true number rounded.
 *
 * @param terms the factors of each
 * @param following what is made of the total next, which has to follow from it as written, too
 * @param least decimals at least
 */
export function writtenSum(
  terms: readonly (readonly number[])[],
  following: Following | null = null,
  least = 3,
): WrittenSum {
  const products = terms.map(productOf);
  const total = products.reduce((sum, product) => sum + product, 0);
  const ends = following === null ? 0 : decimalsFor(following.value, least);
  const result = following === null ? '' : fixed(following.value, ends);
  let last: WrittenSum | null = null;
  for (let decimals = decimalsFor(total, least); decimals <= MOST; decimals += 1) {
    const sum = products.reduce((all, product) => all + rounded(product, decimals), 0);
    const factors = terms.map((term) => factorsAsWritten(term, decimals));
    const follows = following === null || same(following.of(rounded(total, decimals)), following.value, ends);
    last = {
      terms: terms.map((term, i) => ({
        factors: factors[i] ?? term.map((factor) => short(factor, FACTORS)),
        product: fixed(products[i] ?? 0, decimals),
      })),
      total: fixed(total, decimals),
      result,
      exact: same(sum, total, decimals) && follows && factors.every((one) => one !== null),
    };
    if (last.exact) return last;
  }
  return last ?? { terms: [], total: fixed(total, MOST), result, exact: false };
}

/** A factor as it stands behind a sign: in brackets if it is negative. */
export const bracketed = (number: string): string => (number.startsWith('−') ? `(${number})` : number);
