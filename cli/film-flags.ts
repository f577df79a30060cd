import { type Command, Option } from 'commander';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { THEME_NAMES } from '../src/scene/theme.ts';
import { LANGUAGES } from '../src/story/captions.ts';
import { FRAME_RATES } from '../src/story/clock.ts';

export interface FilmFlags {
  readonly props?: string;
  readonly seed: string;
  readonly fps: string;
  readonly format: string;
  readonly scale: string;
  readonly theme: string;
  readonly lang: string;
}

/** Adds the options that every command with a film takes. */
export const withFilmOptions = (command: Command): Command =>
  command
    .addOption(new Option('--props <json|file>', 'params as JSON, or a file that holds it'))
    .addOption(new Option('--seed <text>', 'seed of everything random').default('1'))
    .addOption(new Option('--fps <number>', `frames a second: ${FRAME_RATES.join(', ')}`).default('30'))
    .addOption(new Option('--format <name>', FORMAT_NAMES.join(', ')).default('landscape'))
    .addOption(new Option('--scale <factor>', 'size: 0.1 to 2; 2 is 4K').default('1'))
    .addOption(new Option('--theme <name>', THEME_NAMES.join(', ')).default('dark'))
    .addOption(new Option('--lang <code>', LANGUAGES.join(', ')).default('en'));
