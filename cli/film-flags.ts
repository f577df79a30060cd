import { type Command, Option } from 'commander';
import { LOOK_FIELDS, type LookField } from '../src/film/look-fields.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { FRAME_RATES } from '../src/story/clock.ts';
import { DEFAULT_LOOK, type Look } from '../src/story/look.ts';

/** The values of the options that {@link withFilmOptions} adds. */
export interface FilmFlags extends Readonly<Record<LookField['option'], string>> {
  readonly props?: string;
  readonly seed: string;
  readonly fps: string;
  readonly format: string;
  readonly scale: string;
}

const lookOption = (name: keyof Look, field: LookField): Option => {
  const [kind, values] =
    'choices' in field ? ['name', field.choices.join(', ')] : ['factor', `${field.low} to ${field.high}`];
  return new Option(`--${field.option} <${kind}>`, `${field.description}: ${values}`).default(
    String(DEFAULT_LOOK[name]),
  );
};

/** Adds the options of every command that takes a film. */
export function withFilmOptions(command: Command): Command {
  command
    .addOption(new Option('--props <json|file>', 'params as JSON, or a JSON file'))
    .addOption(new Option('--seed <text>', 'seed of all randomness').default('1'))
    .addOption(new Option('--fps <number>', `frames per second: ${FRAME_RATES.join(', ')}`).default('30'))
    .addOption(new Option('--format <name>', `aspect ratio: ${FORMAT_NAMES.join(', ')}`).default('landscape'))
    .addOption(new Option('--scale <factor>', 'size of the picture: 0.1 to 2; 2 is 4K').default('1'));
  for (const [name, field] of Object.entries(LOOK_FIELDS))
    command.addOption(lookOption(name as keyof Look, field));
  return command;
}
