const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  '-nan': Number.NaN,
  '+nan': Number.NaN,
  'nan(ind)': Number.NaN,
  '-nan(ind)': Number.NaN,
  '1.#qnan': Number.NaN,
  '-1.#ind': Number.NaN,
  '1.#inf': Number.POSITIVE_INFINITY,
  '-1.#inf': Number.NEGATIVE_INFINITY,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '+infinity': Number.POSITIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
  '∞': Number.POSITIVE_INFINITY,
  '-∞': Number.NEGATIVE_INFINITY,
};

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Double precision as Fortran prints it: `6.9D-01`. */
const FORTRAN = /^([+-]?(?:\d+\.?\d*|\.\d+))[dD]([+-]\d+)$/;

/** A number, finite or not, as the source of a regular expression. */
export const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|[dD][+-]\d+)?|[+-]?(?:nan|inf(?:inity)?)\b`;

const QUOTED = /^(['"])(.*)\1$/s;
const WRAPPED = /^(?:np\.float\d*|tensor|array)\((.*?)(?:, .*)?\)$/;

/**
 * The number that a text spells, as programs write them: `nan`, `-nan`, `inf`, `Infinity` in any case, numbers in quotes.
 *
 * @returns undefined if it spells none; an empty cell, `NA` and `None` are none
 */
export function numberOf(text: string): number | undefined {
  const bare = text.trim();
  if (DECIMAL.test(bare)) return Number(bare);
  const known = NOT_FINITE[bare.toLowerCase()];
  if (known !== undefined) return known;
  if (FORTRAN.test(bare)) return Number(bare.replace(FORTRAN, '$1e$2'));
  const inner = QUOTED.exec(bare)?.[2] ?? WRAPPED.exec(bare)?.[1];
  return inner === undefined ? undefined : numberOf(inner);
}

/** A number as it stands in JSON: a number, or one spelt as a string. Booleans and words are none. */
export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value) : undefined;

/** A number in JSON, which has none that are not finite. */
export const spelled = (value: number): number | 'NaN' | 'Infinity' | '-Infinity' =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
