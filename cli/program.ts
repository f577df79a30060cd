import { Command, CommanderError } from 'commander';
import { EXIT, exitCodeOf, oneLine } from './errors.ts';
import { readPackage } from './paths.ts';

/** Each command brings its own part of the house along, so only the one that is called is loaded. */
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

/** The program with the command that is called, or with all where none is. */
async function programFor(args: readonly string[]): Promise<Command> {
  const program = new Command('lossreel')
    .description(
      "Turns machine-learning training dynamics into films. 'lossreel <command> --help' says more.",
    )
    .version(readPackage().version)
    .option('--debug', 'show the stack of an error')
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const named = COMMANDS[args.find((argument) => !argument.startsWith('-')) ?? ''];
  for (const load of named === undefined ? Object.values(COMMANDS) : [named]) (await load())(program);
  for (const command of program.commands) {
    command
      .exitOverride()
      .configureOutput({ outputError: () => {} })
      .showHelpAfterError(false);
    command.option('--debug', 'show the stack of an error');
  }
  return program;
}

/** Commander's own complaints are about usage; help and version are no error. */
const codeOf = (error: unknown): number =>
  error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : exitCodeOf(error);

/**
 * Does what a command line asks for and tells errors in one line.
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
    // Without a command commander has shown its help already.
    const told = error instanceof CommanderError && error.code === 'commander.help';
    if (code !== EXIT.done && !told) {
      const text =
        args.includes('--debug') && error instanceof Error
          ? (error.stack ?? error.message)
          : oneLine(error).replace(/^error: /, '');
      process.stderr.write(`lossreel: ${text}\n`);
    }
    return code;
  }
}
