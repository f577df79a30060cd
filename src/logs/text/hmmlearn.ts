import { cell, lineFormat } from './format.ts';

/** A first line like this, without a name for anything, is of no table of one's own. */
export const HMMLEARN = /^\s+1\s+-?\d+\.\d{8}\s+\+nan\s*$/m;

const ROW = /^\s+(\d+)\s+(-?\d+\.\d{8}|nan)\s+[+-](?:\d+\.\d{8}|nan)\s*$/;

/** hmmlearn's monitor: iteration, log likelihood, and how much it has grown. */
export const hmmlearn = lineFormat('hmmlearn-text', (text) => {
  const [whole, iteration, likelihood] = ROW.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : [...cell('iteration', iteration), ...cell('log likelihood', likelihood)];
});
