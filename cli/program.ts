import { Command, CommanderError } from 'commander';
import { oneLine } from '../src/film/errors.ts';
import { readPackage } from '../src/film/project.ts';
import { EXIT, exitCodeOf } from './errors.ts';

/** Each command pulls in its own share of the code, so only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => Command>>> = {
  list: async () => (await import('./list.ts')).addList,
  render: async () => (await import('./render.ts')).addRender,
  still: async () => (await import('./still.ts')).addStill,
  trace: async () => (await import('./trace.ts')).addTrace,
  score: async () => (await import('./score.ts')).addScore,
  frames: async () => (await import('./frames.ts')).addFrames,
  verify: async () => (await import('./verify.ts')).addVerify,
  series: async () => (await import('./series.ts')).addSeries,
  cache: async () => (await import('./cache.ts')).addCache,
  studio: async () => (await import('./studio.ts')).addStudio,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
};

/** The program with the command being called, or with all commands if there is none. */
async function programFor(args: readonly string[]): Promise<Command> {
  const program = new Command('lossreel')
    .description(
      "Turns machine-learning training dynamics into films. For details: 'lossreel <command> --help'.",
    )
    .version(readPackage().version)
    .option('--debug', 'show stack traces')
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const named = COMMANDS[args.find((argument) => !argument.startsWith('-')) ?? ''];
  for (const load of named === undefined ? Object.values(COMMANDS) : [named]) (await load())(program);
  for (const command of program.commands) {
    command
      .exitOverride()
      .configureOutput({ outputError: () => {} })
      .showHelpAfterError(false);
    command.option('--debug', 'show stack traces');
  }
  return program;
}

/** Commander's own errors are usage errors; help and version are not errors. */
const codeOf = (error: unknown): number =>
  error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : exitCodeOf(error);

/**
 * Runs a command line and reports errors in one line.
 *
 * @param args without the program's own name
 * @returns the exit code
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const program = await programFor(args);
    await program.parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    const code = codeOf(error);
    // Without a command, commander has already shown its help.
    const helpShown = error instanceof CommanderError && error.code === 'commander.help';
    if (code !== EXIT.done && !helpShown) {
      const text =
        args.includes('--debug') && error instanceof Error
          ? (error.stack ?? error.message)
          : oneLine(error).replace(/^error: /, '');
      process.stderr.write(`lossreel: ${text}\n`);
    }
    return code;
  }
}
