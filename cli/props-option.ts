import { existsSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../src/film/errors.ts';
import { parseJson, readJson } from '../src/film/json-file.ts';
import { LOOK_FIELDS } from '../src/film/look-fields.ts';

/** What Remotion's props hold beside params, and options of the same names say. */
const VIEW = ['seed', 'fps', ...Object.values(LOOK_FIELDS).map(({ option }) => option)];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `--props`: inline JSON, or a JSON file. */
function readProps(given: string | undefined): unknown {
  if (given === undefined) return {};
  const inline = /^\s*[{["]/.test(given);
  if (!inline && (!existsSync(given) || !statSync(given).isFile())) {
    throw new UsageError(`--props: '${given}' is neither a JSON object nor an existing file`);
  }
  return inline ? parseJson('--props', given) : readJson(given);
}

/** The params in `--props`, unchecked. @throws UsageError */
export function readParams(given: string | undefined): unknown {
  const props = readProps(given);
  return isObject(props)
    ? Object.fromEntries(Object.entries(props).filter(([key]) => !VIEW.includes(key)))
    : props;
}

/** Has `--props` say seed, fps and look as well, as in a file that the Studio has kept; options come first. */
export const withViewInProps = (command: Command): Command =>
  command.hook('preAction', (_, action) => {
    const props = readProps(action.opts<{ readonly props?: string }>().props);
    if (!isObject(props)) return;
    for (const name of VIEW.filter((key) => Object.hasOwn(props, key)))
      if (action.getOptionValueSource(name) !== 'cli')
        action.setOptionValueWithSource(name, String(props[name]), 'props');
  });
