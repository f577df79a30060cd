import { createColors } from 'picocolors';

/** What a stream of this process shows about itself. */
type Shown = Pick<NodeJS.WriteStream, 'isTTY'> & Partial<Pick<NodeJS.WriteStream, 'hasColors'>>;

const isSet = (name: string): boolean => !['', '0', 'false'].includes(process.env[name] ?? '');

/** Whether a person watches a stream: not on a CI server, nor where a line cannot be written over. */
export const isWatched = ({ isTTY }: Pick<Shown, 'isTTY'>): boolean =>
  isTTY === true && !isSet('CI') && process.env.TERM !== 'dumb';

/**
 * Whether to write colours to a stream. NO_COLOR forbids them, FORCE_COLOR demands them, also of a file; else Node knows
 * what the terminal can do. The library's own answer colours files on a CI server.
 */
function coloured(stream: Shown): boolean {
  if ((process.env.NO_COLOR ?? '') !== '') return false;
  if (process.env.FORCE_COLOR !== undefined) return isSet('FORCE_COLOR') || process.env.FORCE_COLOR === '';
  return stream.isTTY === true && (stream.hasColors?.() ?? false);
}

/** Colours for a stream, or functions that leave text as it is. */
export const coloursOf = (stream: Shown) => createColors(coloured(stream));
