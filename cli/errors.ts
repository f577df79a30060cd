import { UsageError } from '../src/film/errors.ts';
import { oneLine } from '../src/film/one-line.ts';
import { readPackage } from '../src/film/sources/project.ts';
import { InputError } from '../src/sim/data/idx.ts';
import { EXIT } from './exit.ts';

/** Stopped by the user: exit code 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

/** An error in one line; of a package that is not there, with the command that installs it. */
export function explained(error: unknown): string {
  const missing = /^Cannot find (?:package|module) '((?:@[^/']+\/)?[^./'][^/']*)/.exec(oneLine(error))?.[1];
  if (missing === undefined) return oneLine(error);
  const { devDependencies, dependencies } = readPackage();
  // React comes in two packages, of one version.
  const names = missing.startsWith('react') ? ['react', 'react-dom'] : [missing];
  const wanted = names.map((name) => `${name}@${dependencies[name] ?? devDependencies[name] ?? 'latest'}`);
  return `${names.join(', ')}: not installed, or only in part: run 'npm install ${wanted.join(' ')}'`;
}

/** The exit code that an error stands for. */
export function exitCodeOf(error: unknown): number {
  // A malformed input file named in the params is bad usage like any other.
  if (error instanceof UsageError || error instanceof InputError) return EXIT.usage;
  if (error instanceof Interrupted) return EXIT.interrupted;
  return EXIT.failed;
}
