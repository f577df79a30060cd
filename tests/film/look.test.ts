import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { withFilmOptions } from '../../cli/film-flags.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { defaultProps, jobOf } from '../../compositions/remotion/prop-schema.ts';
import { byOption, LOOK_FIELDS } from '../../src/film/look-fields.ts';
import { lookSchema } from '../../src/film/look-schema.ts';
import { episodeSchema } from '../../src/series/manifest.ts';
import { DEFAULT_LOOK, type Look } from '../../src/story/look.ts';

const OTHER: Look = {
  theme: 'light',
  language: 'de',
  captions: 'none',
  pace: 0.5,
  bed: 'music.mp3',
  narration: { run: { name: 'run.wav', bytes: 44, sha256: 'f'.repeat(64), seconds: 1.5, text: 'It runs.' } },
  words: { de: { title: 'Anders' } },
  brand: { name: 'Channel', palette: { dark: { focus: '#ffffff' } } },
};
const options = Object.values(LOOK_FIELDS).map(({ option }) => option);

describe('a look', () => {
  it('by default is valid', () => {
    expect(lookSchema.parse(DEFAULT_LOOK)).toEqual(DEFAULT_LOOK);
    expect(lookSchema.safeParse({ ...DEFAULT_LOOK, pace: 3 }).success).toBe(false);
    expect(lookSchema.safeParse({ ...DEFAULT_LOOK, mood: 'grim' }).success).toBe(false);
  });

  it('has its fields in one order once parsed, whatever their original order', () => {
    const { theme, ...rest } = OTHER;
    expect(JSON.stringify(lookSchema.parse({ ...rest, theme }))).toBe(JSON.stringify(OTHER));
  });

  it('has one command-line option per field', () => {
    const command = withFilmOptions(new Command());
    expect(command.options.map(({ long }) => long)).toEqual(
      expect.arrayContaining(options.map((option) => `--${option}`)),
    );
    for (const [name, field] of Object.entries(LOOK_FIELDS))
      expect(command.opts()[field.option]).toBe(
        'data' in field || 'folder' in field ? undefined : String(DEFAULT_LOOK[name as keyof Look]),
      );
  });

  it('has one composition prop per field', () => {
    for (const film of CATALOGUE) {
      const props = { ...defaultProps(film), ...byOption<unknown>(OTHER) };
      expect(jobOf(film, 'square', props).look).toEqual(OTHER);
      expect(jobOf(film, 'square', {}).look).toEqual(DEFAULT_LOOK);
    }
  });

  it('is a setting of a series: several themes and languages, everything else for all of them', () => {
    const { theme, language, ...rest } = LOOK_FIELDS;
    expect(Object.keys(episodeSchema.shape)).toEqual(
      expect.arrayContaining(['themes', 'languages', ...Object.keys(rest)]),
    );
  });
});
