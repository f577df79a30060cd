import { existsSync, readdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../cache/write-whole.ts';
import type { Typeset } from '../scene/equation.ts';
import { describeIssues, UsageError } from './errors.ts';
import { readJson } from './json-file.ts';
import { type EquationSource, equationSource, typesetEquation } from './typeset-equation.ts';

/** The file in which a film's formulas are written, and the file beside it that they are typeset into. */
const SOURCE = 'equations.json';
const TYPESET = 'equations.typeset.json';

const sources = z.record(z.string().min(1), equationSource);
const known = z.record(z.string(), z.looseObject({ tex: z.string(), words: z.string() }));

/** Formulas that are written in a file, and where they go typeset. */
export interface EquationFile {
  readonly path: string;
  readonly typeset: string;
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return /^\.|^node_modules$/.test(entry.name) ? [] : sourcesBelow(path);
      return entry.name === SOURCE ? [path] : [];
    });
}

/**
 * Files of formulas: one that is named, or all below a folder that are called `equations.json`.
 *
 * @throws UsageError if there is none
 */
export function equationFiles(path: string): readonly EquationFile[] {
  if (!existsSync(path)) throw new UsageError(`'${path}': no such file or folder`);
  const isFolder = statSync(path).isDirectory();
  if (!isFolder && basename(path) !== SOURCE)
    throw new UsageError(`'${path}': formulas are written in ${SOURCE}`);
  const paths = isFolder ? sourcesBelow(path) : [path];
  if (paths.length === 0) throw new UsageError(`'${path}': no ${SOURCE} in or below this folder`);
  return paths.map((one) => ({ path: one, typeset: join(dirname(one), TYPESET) }));
}

/** The formulas in a file, by name. @throws UsageError naming file and formula */
function readEquations({ path }: EquationFile): Readonly<Record<string, EquationSource>> {
  const parsed = sources.safeParse(readJson(path), { reportInput: true });
  if (!parsed.success) throw new UsageError(`${path}: ${describeIssues(parsed.error)}`);
  return parsed.data;
}

/** Typesets the formulas of a file. @throws UsageError naming file and formula */
export async function typesetFile(file: EquationFile): Promise<Readonly<Record<string, Typeset>>> {
  const typeset: Record<string, Typeset> = {};
  for (const [name, source] of Object.entries(readEquations(file))) {
    typeset[name] = await typesetEquation(source).catch((error: unknown) => {
      throw error instanceof UsageError ? new UsageError(`${file.path}: ${name}: ${error.message}`) : error;
    });
  }
  return typeset;
}

/** Typesets the formulas of a file into the file beside it. @returns how many there are */
export async function writeTypeset(file: EquationFile): Promise<number> {
  const typeset = await typesetFile(file);
  await writeWhole(file.typeset, (path) => writeFile(path, `${JSON.stringify(typeset, null, 2)}\n`));
  return Object.keys(typeset).length;
}

/** Names of the formulas that have changed since they were typeset, came or went. Needs no MathJax. */
export function changedEquations(file: EquationFile): readonly string[] {
  const written = readEquations(file);
  const typeset = existsSync(file.typeset) ? known.safeParse(readJson(file.typeset)).data : undefined;
  const names = [...new Set([...Object.keys(written), ...Object.keys(typeset ?? {})])];
  return names.filter(
    (name) => written[name]?.tex !== typeset?.[name]?.tex || written[name]?.words !== typeset?.[name]?.words,
  );
}
