import { type Content, type FunctionArg, type PlainArg, parse, type Select } from '@messageformat/parser';

/** A parsed ICU message. */
export type Pattern = readonly Token[];
type Token = Content | PlainArg | FunctionArg | Select | { readonly type: 'octothorpe' };

/** What filling in a pattern needs to know about a language. */
export interface Filling<Value> {
  /** The value of a placeholder without a style. */
  readonly plain: (value: Value) => string;
  /** The value of `{name, style, parameter}`. @throws Error for an unknown style */
  readonly styled: (value: Value, style: string, parameter: string) => string;
  readonly plural: (n: number, ordinal: boolean) => string;
}

/**
 * Parses an ICU message: placeholders, `{name, style}`, plural, selectordinal and select.
 *
 * @throws Error, one line: what is wrong and where in the text
 */
export function parseMessage(text: string): Pattern {
  try {
    return parse(text) as Pattern;
  } catch (error) {
    const [line] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Error(`${line}: "${text}"`);
  }
}

/** The names of the values that a pattern needs. */
export function namesIn(pattern: Pattern): readonly string[] {
  const names = pattern.flatMap((token): readonly string[] => {
    if (token.type === 'content' || token.type === 'octothorpe') return [];
    if (!('cases' in token)) return [token.arg];
    return [token.arg, ...token.cases.flatMap(({ tokens }) => namesIn(tokens as Pattern))];
  });
  return [...new Set(names)];
}

/** The plural or select case for a value: an exact match, its plural category, or `other`. */
function caseOf<Value>(token: Select, value: Value, { plural }: Filling<Value>): Pattern {
  const { type, cases } = token;
  const keys =
    type === 'select'
      ? [String(value)]
      : [`=${value}`, plural(Number(value) - (token.pluralOffset ?? 0), type === 'selectordinal')];
  const found = [...keys, 'other'].map((key) => cases.find((one) => one.key === key)).find(Boolean);
  if (found === undefined) throw new Error(`{${token.arg}} is ${String(value)}, which has no case`);
  return found.tokens as Pattern;
}

/**
 * Fills in a pattern's values.
 *
 * @param count the number that `#` stands for
 * @throws Error naming a value that is missing or has no case
 */
export function fillMessage<Value>(
  pattern: Pattern,
  values: Readonly<Record<string, Value>>,
  filling: Filling<Value>,
  count = '',
): string {
  return pattern
    .map((token) => {
      if (token.type === 'content') return token.value;
      if (token.type === 'octothorpe') return count;
      const value = values[token.arg];
      if (value === undefined) throw new Error(`{${token.arg}} has no value`);
      if (token.type === 'argument') return filling.plain(value);
      if (token.type === 'function') {
        const [parameter] = token.param ?? [];
        const words = parameter?.type === 'content' ? parameter.value.trim() : '';
        return filling.styled(value, token.key, words);
      }
      const number = token.type === 'select' ? count : filling.plain(value);
      return fillMessage(caseOf(token, value, filling), values, filling, number);
    })
    .join('');
}
