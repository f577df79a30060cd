import { existsSync, readFileSync, statSync } from 'node:fs';
import { UsageError } from './errors.ts';

const complaintOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the engine says against a JSON text, or `undefined` where it is one. */
function jsonComplaint(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return complaintOf(error);
  }
}

const UNEXPECTED = 'Unexpected token';

/**
 * Where a JSON text goes wrong. Engines name the position or, of a token that they did not expect, only the token: then
 * it ends the shortest beginning of the text with that complaint.
 */
function errorPosition(text: string, complaint: string): number | undefined {
  const named = /at position (\d+)/.exec(complaint)?.[1];
  if (named !== undefined) return Number(named);
  if (!complaint.startsWith(UNEXPECTED)) return undefined;
  let [before, beyond] = [0, text.length];
  while (before + 1 < beyond) {
    const middle = Math.floor((before + beyond) / 2);
    if (jsonComplaint(text.slice(0, middle))?.startsWith(UNEXPECTED)) beyond = middle;
    else before = middle;
  }
  return beyond - 1;
}

/** A JSON text's fault as one phrase with line and column, from 1. */
function describeFault(text: string, complaint: string): string {
  const what = complaint.replace(/,? (at position|\.\.\.|").*$/s, '').replace(/\s+/g, ' ');
  const position = errorPosition(text, complaint);
  if (position === undefined) return what;
  const lines = text.slice(0, position).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}: ${what}`;
}

/** Reads a JSON text. @param source where it stands, for the complaint @throws UsageError with line and column */
export function parseJson(source: string, text: string): unknown {
  const complaint = jsonComplaint(text);
  if (complaint !== undefined) throw new UsageError(`${source}: not JSON: ${describeFault(text, complaint)}`);
  return JSON.parse(text);
}

/** Reads a JSON file. @throws UsageError */
export function readJson(path: string): unknown {
  if (!existsSync(path)) throw new UsageError(`there is no file '${path}'`);
  if (!statSync(path).isFile()) throw new UsageError(`'${path}' is not a file`);
  // Some editors begin a file with a byte order mark.
  return parseJson(path, readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
}
