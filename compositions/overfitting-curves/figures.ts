/** Numbers as this film writes them, before they get the decimal mark of a language. */
import { fixed, plain } from '../../src/story/numbers.ts';

/** A loss, to two decimals. */
export const lossText = (loss: number): string => fixed(loss, 2);

/** A share in hundredths, the number before a percent sign. */
export const hundredths = (share: number): string => plain(Number((100 * share).toFixed(1)));
