import { Argument, type Command } from 'commander';
import { withCacheOptions, withFfmpegOption } from './run-flags.ts';
import { SHELLS } from './shells.ts';

const addEquations = (program: Command): Command =>
  program
    .command('equations')
    .description(
      'typesets the formulas of each equations.json into equations.typeset.json beside it, which a film imports for <Equation>',
    )
    .argument('<paths...>', 'folders to look through, or files')
    .option('--check', 'only tell whether the formulas are as they were typeset: exit code 1 if not')
    .action(async (paths, flags) => (await import('./equations.ts')).typesetAll(paths, flags));

const addCache = (program: Command): Command =>
  withCacheOptions(program.command('cache'))
    .description('what is kept between renders: segments, sound, traces')
    .option('--prune', 'remove what is longest unused, down to the limit')
    .option('--clear', 'remove everything')
    .option('--json', 'as JSON')
    .action(async (flags) => (await import('./cache.ts')).showCache(flags));

const addStudio = (program: Command): Command =>
  program
    .command('studio')
    .description('Remotion Studio on the films')
    .argument(
      '[arguments...]',
      "the path of your own film, to see it alone; the rest is passed on to 'remotion studio'",
    )
    .option(
      '--keep <folder>',
      'folder for the props that you tune, a file a composition (default: out/props)',
    )
    .allowUnknownOption()
    .action(async (passed, flags) => (await import('./studio.ts')).studio(passed, flags));

const addDoctor = (program: Command): Command =>
  withFfmpegOption(program.command('doctor'))
    .description('what this machine has and lacks, and the command that mends it')
    .option('--json', 'as JSON')
    .action(async (flags) => (await import('./doctor.ts')).doctor(flags));

function ofShell(): Argument {
  const argument = new Argument('<shell>', 'whose script');
  argument.argChoices = [...SHELLS];
  return argument;
}

const addCompletion = (program: Command): Command =>
  program
    .command('completion')
    .description('a script that lets a shell complete commands, options and films')
    .addArgument(ofShell())
    .addHelpText('after', '\nFor example, in ~/.bashrc: eval "$(lossreel completion bash)"')
    .action(async (shell) => (await import('./completion.ts')).printScript(shell));

/** Commands about what surrounds films, in the order of the help. */
export const TOOLS: readonly ((program: Command) => Command)[] = [
  addEquations,
  addCache,
  addStudio,
  addDoctor,
  addCompletion,
];
