import { type Command, CommanderError } from 'commander';
import { cut } from '../src/film/errors.ts';
import { nearest } from '../src/film/nearest.ts';
import { explained } from './errors.ts';
import { filmIds } from './film-ids.ts';

/** The first of some words that is a command. */
const commandOf = ({ commands }: Command, args: readonly string[]): Command | undefined =>
  commands.find((command) => command.name() === args.find((argument) => !argument.startsWith('-')));

const longNames = ({ options }: Command): readonly string[] =>
  options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []));

/** Names in a sentence: `still, frames and render`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** What to do about an option that a command does not have. */
function aboutOption(root: Command, args: readonly string[], option: string): string {
  const command = commandOf(root, args);
  const owners = root.commands.filter((one) => one !== command && longNames(one).includes(option));
  if (command !== undefined && owners.length > 0) {
    const names = listed(owners.map((one) => one.name()));
    return `'${command.name()}' has no option '${option}', which is for ${names}`;
  }
  const near = nearest(option, [...longNames(command ?? root), '--help', '--version']);
  const hint = near === undefined ? '' : `: did you mean '${near}'?`;
  const more = command === undefined || near !== undefined ? '' : `; see 'lossreel ${command.name()} --help'`;
  return `unknown option '${option}'${hint}${more}`;
}

/** What to do about a command that there is not. */
async function aboutCommand(root: Command, given: string): Promise<string> {
  if ((await filmIds()).includes(given))
    return `'${given}' is a film, not a command: 'lossreel render ${given}' renders it`;
  const near = nearest(
    given,
    root.commands.map((command) => command.name()),
  );
  const hint = near === undefined ? "see 'lossreel --help'" : `did you mean '${near}'?`;
  return `unknown command '${given}': ${hint}`;
}

/** What to do about an argument that is not given. */
async function aboutArgument(root: Command, args: readonly string[], argument: string): Promise<string> {
  if (argument === 'film') return `missing argument 'film': name one of ${(await filmIds()).join(', ')}`;
  const about = commandOf(root, args)?.registeredArguments.find((one) => one.name() === argument);
  return `missing argument '${argument}'${about?.description ? `: ${about.description}` : ''}`;
}

/** The name that a message of commander quotes. */
const quotedIn = ({ message }: Error): string => cut(/'([^']+)'/.exec(message)?.[1] ?? '');

/**
 * An error of a call in one line, with what to do about it.
 *
 * @param args of the call
 */
export async function complaint(root: Command, args: readonly string[], error: unknown): Promise<string> {
  if (error instanceof CommanderError) {
    const name = quotedIn(error);
    if (error.code === 'commander.unknownOption') return aboutOption(root, args, name);
    if (error.code === 'commander.unknownCommand') return aboutCommand(root, name);
    if (error.code === 'commander.missingArgument') return aboutArgument(root, args, name);
  }
  return explained(error).replace(/^error: /, '');
}
