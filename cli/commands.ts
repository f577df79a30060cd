// What each command takes. What it does is loaded when it is called: films and engine are slow to load, while help,
// completion and complaints need only this.
import { type Command, Option } from 'commander';
import { PRESETS } from '../src/render/encode/presets.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { THEME_NAMES } from '../src/scene/theme.ts';
import { LANGUAGES } from '../src/story/look.ts';
import { OF_NARRATION, OF_SOUND, OF_TRACE, withFilmOptions } from './film-flags.ts';
import { choice } from './options.ts';
import { withFfmpegOption, withRunOptions } from './run-flags.ts';
import { TOOLS } from './tool-commands.ts';

const EVENTS = 'one event per line on standard output, for machines';
const FILM = 'id of the film, or the path of your own';
const FILMS = 'ids of the films, or paths of your own';
const FRAMES = 'only these frames, first and last included, e.g. 30-59';

const addInit = (program: Command): Command =>
  program
    .command('init')
    .description('a new film of your own, in a folder')
    .argument('<folder>', 'a new or empty folder; its name is the id of the film')
    .action(async (folder) => (await import('./init.ts')).init(folder));

const addList = (program: Command): Command =>
  program
    .command('list')
    .description('films: id, title, length, params')
    .argument('[films...]', `${FILMS}; all without`)
    .option('--params', 'every param: range, default, meaning')
    .option('--words', 'every text by its key, as --words of other commands takes it')
    .option('--json', 'as JSON, with the schema of the params, and all words')
    .action(async (ids, flags) => (await import('./list.ts')).list(ids, flags));

/** Adds the options of a command that makes an MP4. */
const withRenderOptions = (command: Command): Command =>
  command
    .option('--frames <range>', FRAMES)
    .addOption(
      choice('--engine <name>', 'native, without a browser, or through Remotion', [
        'native',
        'chromium',
      ]).default('native'),
    )
    .option('--name <name>', 'name of the files; {film} {format} {theme} {lang} {marks} are filled in')
    .option('--draft', 'half size, fast encoding')
    .option('--crf <number>', 'x264 quality, 0 to 51, lower is better (default: 18)')
    .addOption(choice('--preset <name>', 'x264 preset (default: medium)', PRESETS))
    .option('--mute', 'without sound')
    .option('--stems', 'the parts of its sound too (voices, ticks, chimes, bed …), in a folder beside it')
    .option('--open', 'open the film when it is done');

const addRender = (program: Command): Command =>
  withRenderOptions(withRunOptions(withFilmOptions(program.command('render'))))
    .description('MP4 with sound, captions, chapters, poster and provenance')
    .argument('[films...]', FILMS)
    .option('--all', 'every film there is')
    .option('--out <folder|file>', 'folder for the files, or the .mp4 itself', 'out')
    .option('--json', EVENTS)
    .action(async (ids, flags) => (await import('./render.ts')).render(ids, flags));

const addStill = (program: Command): Command =>
  withFilmOptions(program.command('still'))
    .description('one frame as PNG')
    .argument('<film>', FILM)
    .option('--frame <number>', "which one, from 0 (default: the poster's)")
    .option('--at <place>', 'or where: 10s, 1:05, chapter:2, chapter:TITLE, poster')
    .option('--out <file>', 'where to (default: out/<film>-<frame>.png)')
    .option('--json', 'tell as JSON what was drawn')
    .action(async (id, flags) => (await import('./still.ts')).drawStill(id, flags));

const addSheet = (program: Command): Command =>
  withFilmOptions(program.command('sheet'))
    .description('a contact sheet: frames of the whole film in one PNG')
    .argument('<film>', FILM)
    .option('--every <seconds>', 'time from one picture to the next (default: about thirty pictures)')
    .option('--columns <number>', 'pictures in a row (default: 5; portrait 8, square 6)')
    .option('--out <file>', 'where to (default: out/<film>-sheet.png)')
    .option('--json', 'tell as JSON what was drawn')
    .action(async (id, flags) => (await import('./sheet.ts')).drawSheet(id, flags));

const addTrace = (program: Command): Command =>
  withFilmOptions(program.command('trace'), OF_TRACE)
    .description('the simulation on standard output, as JSON or CSV')
    .argument('<film>', FILM)
    .option('--json', 'as JSON (the default)')
    .option('--csv', 'as CSV, one row per state')
    .option('--full', 'include bulk data that is omitted by default, if the film has any')
    .action(async (id, flags) => (await import('./trace.ts')).printTrace(id, flags));

const addScore = (program: Command): Command =>
  withFilmOptions(program.command('score'), OF_SOUND)
    .description('the cue sheet as JSON, or the sound alone')
    .argument('<film>', FILM)
    .option('--json', 'the cue sheet as JSON (the default)')
    .option('--wav <file>', 'write the sound as WAV')
    .option(
      '--stems',
      'with --wav: its parts too (voices, ticks, chimes, bed …), which add up to it, in a folder beside it',
    )
    .action(async (id, flags) => (await import('./score.ts')).printScore(id, flags));

const addScript = (program: Command): Command =>
  withFilmOptions(program.command('script'), OF_NARRATION)
    .description('what is to be said in a film, part by part, with its times')
    .argument('<film>', FILM)
    .option('--ssml', 'as SSML, for a speech synthesizer')
    .option('--json', 'as JSON')
    .action(async (id, flags) => (await import('./script.ts')).printScript(id, flags));

const addFrames = (program: Command): Command =>
  withFilmOptions(program.command('frames'))
    .description("SHA-256 of each frame's markup, one a line")
    .argument('<film>', FILM)
    .option('--pixels', 'of the pixels of the native engine instead')
    .option('--frames <range>', FRAMES)
    .option('--json', 'each as JSON, one a line')
    .action(async (id, flags) => (await import('./frames.ts')).printFrames(id, flags));

const addCheck = (program: Command): Command =>
  program
    .command('check')
    .description('asks every law of a film: what fails, where, and what to do')
    .argument('<films...>', FILMS)
    .option('--props <json|file>', 'ask these params only, as JSON or a JSON file')
    .addOption(new Option('--seed <text>', 'seed of all randomness').default('1'))
    .option('--format <names>', `only these: ${FORMAT_NAMES.join(', ')}`)
    .option('--theme <names>', `only these: ${THEME_NAMES.join(', ')}`)
    .option('--lang <names>', `only these: ${LANGUAGES.join(', ')}`)
    .option('--quick', 'the defaults alone, no variants of the params')
    .option('--variants <number>', 'at most so many variants, however long that takes (default: 24, for 8 s)')
    .option('--strict', 'warnings fail too')
    .option('--json', 'one document a line for each film, for machines')
    .action(async (names, flags) => (await import('./check.ts')).check(names, flags));

const addVerify = (program: Command): Command =>
  withFfmpegOption(program.command('verify'))
    .description('makes films anew from their provenance and checks every file against it')
    .argument('<paths...>', 'films (.mp4 or .json), or folders with films')
    .option('--all-frames', 'compare every picture, not a sample')
    .option('--film <path>', 'your own film that they were rendered from, if it has moved since')
    .option('--brand <file>', 'the brand that presents them, if it has moved since')
    .option('--narration <folder>', 'the recordings of their narration, if they are not beside them')
    .option('--inputs <folder>', 'where the logs are that they were made from: found by their hashes')
    .option('--key <file>', 'the public key, PEM, of who has to have signed them')
    .option('--cache <folder>', 'cache folder for sound and traces')
    .option('--json', EVENTS)
    .action(async (paths, flags) => (await import('./verify.ts')).verify(paths, flags));

const addSign = (program: Command): Command =>
  program
    .command('sign')
    .description(
      "signs films: writes the signature of each one's provenance, which names all its files by their hashes",
    )
    .argument('<paths...>', 'films (.mp4 or .json), or folders with films')
    .requiredOption('--key <file>', 'your private Ed25519 key, PEM')
    .action(async (paths, flags) => (await import('./sign.ts')).signFilms(paths, flags));

const addRun = (program: Command): Command =>
  withRenderOptions(withRunOptions(withFilmOptions(program.command('run'))))
    .description('a film of a training log of your own, whatever program wrote it')
    .argument('<logs...>', 'files or folders of logs; - for standard input')
    .option('--describe', 'only print what was understood: runs, axes, series, events')
    .option(
      '--watch',
      'draw the picture that --out names anew whenever the logs have grown, until interrupted',
    )
    .option('--compare', 'only print, in one sentence, what differs between two runs')
    .option(
      '--map <pairs>',
      'what cannot be known: train=loss,val=eval_loss,step=global_step,group=seed (also test, metric, rate, gradient)',
    )
    .addOption(
      choice(
        '--restart <rule>',
        'where steps begin again: one run that goes on, a run of its own, or the later part in place of the earlier (default: by what the steps do)',
        ['join', 'split', 'latest'],
      ),
    )
    .option(
      '--duration <seconds>',
      'length of the film: 20s to 180s, or auto (the default): as long as it takes, 45 s at most',
    )
    .option('--smoothing <factor>', 'of TensorBoard’s average: 0 to 0.999, or auto')
    .addOption(
      choice(
        '--provenance <what>',
        'what the film’s provenance keeps of the files: base name, size and hash, or in full also paths, host and column names',
        ['base', 'full'],
      ).default('base'),
    )
    .option(
      '--out <folder|file>',
      'folder for the files, the .mp4 itself, or a .png or .gif of the whole run, square without --format',
      'out',
    )
    .option('--json', 'with --describe and --compare as JSON; else one event per line, for machines')
    .action(async (logs, flags, command: Command) =>
      (await import('./run.ts')).run(logs, {
        ...flags,
        formatIsGiven: command.getOptionValueSource('format') === 'cli',
      }),
    );

const addSeries = (program: Command): Command =>
  withRunOptions(program.command('series'))
    .description('all films of a manifest, one report; what has not changed comes from the cache')
    .argument('[file]', 'the manifest, JSON (default: series.json)')
    .option('--shard <I/N>', 'only the I-th of N equal parts of the work')
    .addOption(
      new Option('--merge <folders...>', 'collect the films rendered by shards into --out').conflicts([
        'shard',
        'only',
        'force',
        'dryRun',
      ]),
    )
    .option('--only <ids...>', 'only these episodes')
    .option('--out <folder>', 'folder for the films and the report', 'out')
    .option('--scale <factor>', 'size of all films, 0.1 to 2, overriding the manifest')
    .option('--draft', 'half size, fast encoding')
    .option('--dry-run', 'show what would be rendered: shard, predicted cost, output')
    .option('--schema', 'print the JSON Schema of manifests, for editors')
    .option('--json', EVENTS)
    .action(async (file, flags) => (await import('./series.ts')).runSeriesCommand(file, flags));

/** Adds all commands, in the order of the help. */
export function addCommands(program: Command): void {
  for (const add of [
    addInit,
    addList,
    addRender,
    addStill,
    addSheet,
    addTrace,
    addScore,
    addScript,
    addFrames,
    addCheck,
    addVerify,
    addSign,
    addRun,
    addSeries,
    ...TOOLS,
  ])
    add(program);
}
