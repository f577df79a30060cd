import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as JsoncParser from 'jsonc-parser';
import { readRegular } from '../cache/regular-file.ts';
import { UsageError } from './errors.ts';

/** `ValueExpected` as `value expected`. */
const inWords = (name: string): string =>
  name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

/** The first error in a JSON text as one phrase with line and column, from 1; empty if there is none. */
function firstFault(text: string): string {
  // Loaded only where there is something to complain of.
  const { printParseErrorCode, visit }: typeof JsoncParser = createRequire(import.meta.url)('jsonc-parser');
  let fault = '';
  const onError = (
    code: JsoncParser.ParseErrorCode,
    _offset: number,
    _length: number,
    line: number,
    column: number,
  ) => {
    fault ||= `line ${line + 1}, column ${column + 1}: ${inWords(printParseErrorCode(code))}`;
  };
  visit(text, { onError }, { disallowComments: true });
  return fault;
}

/** The path of a field with a name that stands for something else in an object, and so would be lost. */
function misnamed(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const place = Array.isArray(value) ? `${path}[${key}]` : `${path}${path === '' ? '' : '.'}${key}`;
    const found = key === '__proto__' ? place : misnamed(inner, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Parses JSON text.
 *
 * @param source of the text, for error messages
 * @throws UsageError with line and column, or with the path of a field that can be none
 */
export function parseJson(source: string, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${source}: invalid JSON: ${firstFault(text)}`);
  }
  const wrong = text.includes('__proto__') || text.includes('\\u') ? misnamed(value) : undefined;
  if (wrong !== undefined) throw new UsageError(`${source}: ${wrong}: no field can have this name`);
  return value;
}

/** Reads a JSON file. @throws UsageError */
export function readJson(path: string): unknown {
  if (!existsSync(path)) throw new UsageError(`there is no file '${path}'`);
  if (!statSync(path).isFile()) throw new UsageError(`'${path}' is not a file`);
  // Some editors start a file with a byte order mark.
  return parseJson(
    path,
    readRegular(path)
      .toString()
      .replace(/^\uFEFF/, ''),
  );
}
