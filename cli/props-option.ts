import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../src/film/errors.ts';
import { parseJson, readJson } from '../src/film/json-file.ts';
import { LOOK_FIELDS } from '../src/film/look-fields.ts';

/** What Remotion's props hold beside params, and options of the same names say. */
const VIEW = ['seed', 'fps', ...Object.values(LOOK_FIELDS).map(({ option }) => option)];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an option is JSON itself, not the path of a file of it. */
export const isInline = (given: string): boolean => /^\s*[{["]/.test(given);

/** Reads an option that is JSON, or a JSON file; an empty object without it. @throws UsageError */
export function readData(option: string, given: string | undefined): unknown {
  if (given === undefined) return {};
  if (isInline(given)) return parseJson(`--${option}`, given);
  if (!existsSync(given) || !statSync(given).isFile())
    throw new UsageError(`--${option}: '${given}' is neither a JSON object nor an existing file`);
  return readJson(given);
}

const readProps = (given: string | undefined): unknown => readData('props', given);

/** The params in `--props`, unchecked. @throws UsageError */
export function readParams(given: string | undefined): unknown {
  const props = readProps(given);
  return isObject(props)
    ? Object.fromEntries(Object.entries(props).filter(([key]) => !VIEW.includes(key)))
    : props;
}

const optionText = (value: unknown): string => (isObject(value) ? JSON.stringify(value) : String(value));

/** Has `--props` say seed, fps and look as well, as in a file that the Studio has kept; options come first. */
export const withViewInProps = (command: Command): Command =>
  command.hook('preAction', (_, action) => {
    const props = readProps(action.opts<{ readonly props?: string }>().props);
    if (!isObject(props)) return;
    const said = (key: string): boolean => ![undefined, null, ''].some((nothing) => props[key] === nothing);
    for (const name of VIEW.filter(said))
      if (action.getOptionValueSource(name) !== 'cli')
        action.setOptionValueWithSource(name, optionText(props[name]), 'props');
  });
