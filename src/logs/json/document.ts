import { type Head, type Reader, whole } from '../reader.ts';
import { LogError, type Reading } from '../series.ts';
import { catboost } from './catboost.ts';
import { generic } from './generic.ts';
import { history } from './history.ts';
import { isObject, parseJson } from './parse.ts';
import type { DocumentShape } from './producer.ts';
import { repaired } from './repair.ts';
import { rounds } from './rounds.ts';
import { sacred } from './sacred.ts';
import { sklearn } from './sklearn.ts';
import { skorch } from './skorch.ts';
import { tensorboardJson } from './tensorboard.ts';
import { trainer } from './trainer.ts';

/** Programs whose log is one JSON document, the more particular first. */
const SHAPES: readonly DocumentShape[] = [
  trainer,
  catboost,
  skorch,
  sacred,
  tensorboardJson,
  rounds,
  sklearn,
  history,
  generic,
];

/** What a document is that is no log, in a few words. */
function seen(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length} entries`;
  if (!isObject(value)) return `a single ${typeof value}`;
  const keys = Object.keys(value);
  return keys.length === 0
    ? 'an empty object'
    : `an object with ${keys.slice(0, 4).join(', ')}${keys.length > 4 ? ', …' : ''}`;
}

/** A text that begins as JSON does, and not as a console line like `[0] train-logloss:…` or `{'loss': …`. */
const BEGINS =
  /^\uFEFF?\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|-?[\d.]+(?:e[+-]?\d+)?\s*,|$|(?:NaN|-?Infinity)\b))/i;

/** A console line that begins with where it is: `[1,  2000] loss: 2.1`. */
const COUNTED = /^\s*\[[\d\s,/]+\]\s*[A-Za-z]/;

/** Whether a text, or its beginning, is one JSON document. */
function isDocument({ text, complete }: Head): boolean {
  if (!BEGINS.test(text) || COUNTED.test(text)) return false;
  if (complete && parseJson(text.replace(/^\uFEFF/, '')) !== undefined) return true;
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  // JSON lines: the first line is whole by itself.
  return text.trim() === line.trim() || parseJson(line.replace(/^\uFEFF/, '')) === undefined;
}

/** JavaScript holds no longer text. */
const TEXT_AT_MOST = 5e8;

/** JSON documents of any program. */
export const document: Reader = {
  family: 'json-document',
  knows: isDocument,
  begin: whole((bytes, source): Reading => {
    if (bytes.length > TEXT_AT_MOST)
      throw new LogError(
        `${source.name}: a JSON document of more than 500 MB, which cannot be held; JSON lines can be read in pieces`,
      );
    const text = new TextDecoder().decode(bytes);
    const parsed = parseJson(text);
    const mended = parsed === undefined ? repaired(text) : undefined;
    const value = parsed ?? (mended === undefined ? undefined : parseJson(mended));
    if (value === undefined) throw new LogError(`${source.name}: begins like JSON, but is none`);
    const warnings =
      parsed === undefined
        ? [`${source.name}: unfinished JSON: the file ends in the middle; what is whole is used`]
        : [];
    for (const shape of SHAPES) {
      const reading = shape.read(value, source);
      if (reading !== undefined) return { ...reading, warnings: [...warnings, ...reading.warnings] };
    }
    throw new LogError(`${source.name}: no numbers over time in it: ${seen(value)}`);
  }),
};
