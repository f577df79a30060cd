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

const program = new Command('lossreel')
  .description("Turns machine-learning training dynamics into films. 'lossreel <command> --help' says more.")
  .version(readPackage().version)
  .option('--debug', 'show the stack of an error')
  .exitOverride()
  .configureOutput({ outputError: () => {} });

const named = COMMANDS[process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? ''];
for (const load of named === undefined ? Object.values(COMMANDS) : [named]) (await load())(program);
for (const command of program.commands) {
  command
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .showHelpAfterError(false);
  command.option('--debug', 'show the stack of an error');
}

/** Commander's own complaints are about usage; help and version are no error. */
const codeOf = (error: unknown): number =>
  error instanceof CommanderError ? (error.exitCode === 0 ? EXIT.done : EXIT.usage) : exitCodeOf(error);

// A reader that goes away (`lossreel frames … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  const code = codeOf(error);
  // Without a command commander has shown its help already.
  const told = error instanceof CommanderError && error.code === 'commander.help';
  if (code !== EXIT.done && !told) {
    const debug = process.argv.includes('--debug');
    const text =
      debug && error instanceof Error
        ? (error.stack ?? error.message)
        : oneLine(error).replace(/^error: /, '');
    process.stderr.write(`lossreel: ${text}\n`);
  }
  process.exitCode = code;
}
