import { Command, CommanderError } from 'commander';
import { addDoctor } from './doctor.ts';
import { EXIT, exitCodeOf, oneLine } from './errors.ts';
import { addFrames } from './frames.ts';
import { addList } from './list.ts';
import { readPackage } from './paths.ts';
import { addRender } from './render.ts';
import { addScore } from './score.ts';
import { addSeries } from './series.ts';
import { addStill } from './still.ts';
import { addStudio } from './studio.ts';
import { addTrace } from './trace.ts';

const program = new Command('lossreel')
  .description("Turns machine-learning training dynamics into films. 'lossreel <command> --help' says more.")
  .version(readPackage().version)
  .option('--debug', 'show the stack of an error')
  .exitOverride()
  .configureOutput({ outputError: () => {} });

for (const add of [
  addList,
  addRender,
  addStill,
  addTrace,
  addScore,
  addFrames,
  addSeries,
  addStudio,
  addDoctor,
])
  add(program);
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
