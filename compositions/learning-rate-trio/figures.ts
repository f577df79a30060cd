/** Numbers as this film writes them, before they get the decimal mark of a language. */
import { plain } from '../../src/story/numbers.ts';

/** A learning rate as written on screen: at most five significant digits, three of very small ones. */
export const rateText = (rate: number): string => plain(Number(rate.toPrecision(rate < 1e-3 ? 3 : 5)));

/** How many times as large: whole numbers from ten on. */
export const times = (ratio: number): string =>
  ratio >= 10 ? plain(Math.round(ratio)) : plain(Number(ratio.toFixed(1)));
