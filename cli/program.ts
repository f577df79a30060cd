import { tmpdir } from 'node:os';
import { Command, CommanderError } from 'commander';
import { readPackage } from '../src/film/sources/project.ts';
import { addCommands } from './commands.ts';
import { exitCodeOf } from './errors.ts';
import { EXIT } from './exit.ts';

/** The command line, with everything that can be called. */
function createProgram(): Command {
  const program = new Command('lossreel')
    .description(
      "Turns machine-learning training dynamics into films. For details: 'lossreel <command> --help'.",
    )
    .version(readPackage().version)
    .option('--debug', 'show stack traces');
  addCommands(program);
  // What a killed command has left: in the temporary folder here, beside films where they are written.
  program.hook('preAction', async () => (await import('../src/cache/remains.ts')).sweepOnce(tmpdir()));
  for (const command of program.commands) command.option('--debug', 'show stack traces');
  for (const command of [program, ...program.commands])
    command
      .exitOverride()
      .showSuggestionAfterError(false)
      .configureOutput({ outputError: () => {} });
  return program;
}

/** Commander's own errors are usage errors; help and version are not errors. */
const codeOf = (error: unknown): number =>
  error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : exitCodeOf(error);

/** Reports an error in one line, as JSON where that was asked for. What that takes is loaded only then. */
async function report(program: Command, args: readonly string[], error: unknown, code: number) {
  const [{ coloursOf }, { complaint }] = await Promise.all([
    import('./colours.ts'),
    import('./complaint.ts'),
  ]);
  const stack = args.includes('--debug') && error instanceof Error ? error.stack : undefined;
  const message = stack ?? (await complaint(program, args, error));
  if (args.includes('--json')) process.stderr.write(`${JSON.stringify({ error: { message, code } })}\n`);
  else process.stderr.write(`${coloursOf(process.stderr).red('lossreel:')} ${message}\n`);
}

/** `help rendr` would show the help of all commands, as if that were it. */
function checkHelp(program: Command, [first, second]: readonly string[]): void {
  if (first !== 'help' || second === undefined || second.startsWith('-')) return;
  if (program.commands.some((command) => command.name() === second)) return;
  throw new CommanderError(EXIT.usage, 'commander.unknownCommand', `error: unknown command '${second}'`);
}

/**
 * Runs a command line and reports errors in one line.
 *
 * @param args without the program's own name
 * @returns the exit code
 */
export async function run(args: readonly string[]): Promise<number> {
  const program = createProgram();
  try {
    if (args[0] === 'complete' && args[1] === '--') {
      await (await import('./completion.ts')).complete(program, args.slice(2));
      return EXIT.done;
    }
    checkHelp(program, args);
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    const code = codeOf(error);
    // Without a command, commander has already shown its help.
    const helpShown = error instanceof CommanderError && error.code === 'commander.help';
    if (code !== EXIT.done && !helpShown) await report(program, args, error, code);
    return code;
  }
}
