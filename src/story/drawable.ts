/** Letters, digits and signs that all of the shipped fonts, or those that stand in for them, have. */
const KNOWN =
  /[ -~\u00a0-\u00ac\u00ae-\u00ff\u0152\u0153\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u0410-\u044f\u2010\u2013-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2032\u2033]/;
/** Stands for a character that no font has. */
const UNKNOWN = '□';

/** Words from elsewhere with the characters that can be drawn: letters without accents that no font has, and □ for others. */
export const drawable = (words: string): string =>
  [...words.normalize('NFC')]
    .map((letter) => (KNOWN.test(letter) ? letter : ([...letter.normalize('NFD')][0] ?? '')))
    .map((letter) => (KNOWN.test(letter) ? letter : UNKNOWN))
    .join('');
