import { Command, CommanderError } from 'commander';
import { readPackage } from '../src/film/project.ts';
import { EXIT, exitCodeOf, explained } from './errors.ts';

/** A command as the program's own help tells of it, and what makes it one. */
interface Entry {
  readonly says: string;
  readonly takes: string;
  readonly load: () => Promise<(program: Command) => Command>;
}

/** Each command brings its own part of the house along, so only the one that is called is loaded. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  init: {
    says: 'a new film of your own, in a folder',
    takes: '<folder>',
    load: async () => (await import('./init.ts')).addInit,
  },
  list: {
    says: 'films: id, title, duration, formats, params',
    takes: '[films...]',
    load: async () => (await import('./list.ts')).addList,
  },
  render: {
    says: 'MP4 with sound, captions, chapters, poster and provenance',
    takes: '[films...]',
    load: async () => (await import('./render.ts')).addRender,
  },
  still: {
    says: 'one frame as PNG',
    takes: '<film>',
    load: async () => (await import('./still.ts')).addStill,
  },
  trace: {
    says: 'the simulation on standard output, as JSON or CSV',
    takes: '<film>',
    load: async () => (await import('./trace.ts')).addTrace,
  },
  score: {
    says: 'the cue sheet as JSON, or the sound alone',
    takes: '<film>',
    load: async () => (await import('./score.ts')).addScore,
  },
  frames: {
    says: "SHA-256 of each frame's markup, one a line",
    takes: '<film>',
    load: async () => (await import('./frames.ts')).addFrames,
  },
  verify: {
    says: 'makes films anew from their provenance and checks every file against it',
    takes: '<paths...>',
    load: async () => (await import('./verify.ts')).addVerify,
  },
  series: {
    says: 'all films of a manifest, one report; what has not changed comes from the cache',
    takes: '[file]',
    load: async () => (await import('./series.ts')).addSeries,
  },
  cache: {
    says: 'what is kept between renders: segments, sound, traces',
    takes: '',
    load: async () => (await import('./cache.ts')).addCache,
  },
  studio: {
    says: 'Remotion Studio on the films',
    takes: '[arguments...]',
    load: async () => (await import('./studio.ts')).addStudio,
  },
  doctor: {
    says: 'what this machine has and lacks, and the command that mends it',
    takes: '',
    load: async () => (await import('./doctor.ts')).addDoctor,
  },
};

/** The program with the command that is called, or where none is, with the names of all. */
async function programFor(args: readonly string[]): Promise<Command> {
  const program = new Command('lossreel')
    .description(
      "Turns machine-learning training dynamics into films. For details: 'lossreel <command> --help'.",
    )
    .version(readPackage().version)
    .option('--debug', 'show stack traces')
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  const [first = '', second = ''] = args.filter((argument) => !argument.startsWith('-'));
  const named = first === 'help' ? second : first;
  if (Object.hasOwn(COMMANDS, named)) {
    const { says, load } = COMMANDS[named] as Entry;
    (await load())(program).description(says);
  } else
    for (const [name, { says, takes }] of Object.entries(COMMANDS))
      program.command(`${name} ${takes}`.trim()).description(says);
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
          : explained(error).replace(/^error: /, '');
      process.stderr.write(`lossreel: ${text}\n`);
    }
    return code;
  }
}
