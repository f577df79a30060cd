import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import type { Film } from '../../src/film/film.ts';
import type { Subject } from '../../src/film/laws/subject.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { createStage, FORMAT_NAMES, type Format, type Stage } from '../../src/scene/stage.ts';
import { THEME_NAMES } from '../../src/scene/theme.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import type { Trace } from '../../src/sim/trace.ts';
import type { Fps } from '../../src/story/clock.ts';
import { DEFAULT_LOOK, LANGUAGES, type Language, type ThemeName } from '../../src/story/look.ts';
import type { Story } from '../../src/story/story.ts';
import { LONGEST_LABELS, QUICK, VARIANTS } from '../compositions/variants.ts';

/** A film of the catalogue with params to test it with. */
export interface Sample {
  readonly name: string;
  readonly film: Film;
  readonly params: unknown;
}

/** Every film with its defaults and its variants. */
export const samples: readonly Sample[] = CATALOGUE.flatMap((film) => [
  { name: `${film.id}, defaults`, film, params: film.params.parse({}) },
  ...Object.entries(VARIANTS[film.id] ?? {}).map(([name, params]) => ({
    name: `${film.id}, ${name}`,
    film,
    params: film.params.parse(params),
  })),
]);

/** Every film once, with just as much to see, but quick to train. */
export const quickSamples: readonly (Sample & { readonly props: Readonly<Record<string, unknown>> })[] =
  CATALOGUE.map((film) => {
    const props = QUICK[film.id] ?? {};
    return { name: film.id, film, params: film.params.parse(props), props };
  });

export const isDefault = ({ name, film }: Sample): boolean => name === `${film.id}, defaults`;

/** The samples to check the fit of words in a language: in English all, in others that a film has, the defaults and the longest labels. */
export const samplesIn = (language: Language): readonly Sample[] =>
  samples.filter(
    (sample) =>
      language === 'en' ||
      (sample.film.words.languages.includes(language) &&
        (isDefault(sample) || sample.name === `${sample.film.id}, ${LONGEST_LABELS[sample.film.id]}`)),
  );

const traces = new WeakMap<object, Map<string, Trace>>();

/** A film's trace, possibly from another worker of this test run, as some films train for seconds. */
export function simulated<Params, T extends Trace>(
  film: { readonly id: string; readonly simulate: (params: Params, seed: string) => T },
  params: Params,
  seed = '1',
): T {
  const name = JSON.stringify([film.id, params, seed]);
  const place = join(inject('shelf'), createHash('sha256').update(name).digest('hex'));
  if (existsSync(place)) return deserialize(readFileSync(place)) as T;
  const trace = film.simulate(params, seed);
  const unfinished = `${place}-${process.pid}`;
  writeFileSync(unfinished, serialize(trace));
  renameSync(unfinished, place);
  return trace;
}

/** A sample's trace; the same object for the same seed. */
function remembered({ film, params }: Sample, seed: string): Trace {
  const bySeed = traces.get(params as object) ?? new Map<string, Trace>();
  traces.set(params as object, bySeed);
  const trace = bySeed.get(seed) ?? simulated(film, params, seed);
  bySeed.set(seed, trace);
  return trace;
}

/** A sample simulated and told. @param fresh simulate again even if already done */
export function tell(
  sample: Sample,
  {
    seed = '1',
    fps = 30,
    fresh = false,
  }: { readonly seed?: string; readonly fps?: Fps; readonly fresh?: boolean } = {},
): { readonly trace: Trace; readonly story: Story } {
  const trace = fresh ? sample.film.simulate(sample.params, seed) : remembered(sample, seed);
  return { trace, story: fps === 30 ? told(trace, sample.film) : sample.film.tell(trace, fps, DEFAULT_LOOK) };
}

const told = rememberFor(
  (trace: Trace, film: Film) => film.tell(trace, 30, DEFAULT_LOOK),
  ({ id }) => id,
);

/** A named stage. */
export type NamedStage = Stage & { readonly name: string };

const stageOf = (format: Format, theme: ThemeName, language: Language): NamedStage => ({
  ...createStage(format, { ...DEFAULT_LOOK, theme, language }, nodeTypefaces()),
  name: `${format}, ${theme}, ${language}`,
});

/** A stage for every format and language: the positions of words do not depend on the theme. */
export const placedStages: readonly NamedStage[] = FORMAT_NAMES.flatMap((format) =>
  LANGUAGES.map((language) => stageOf(format, 'dark', language)),
);

/** A stage for every format and theme: colours do not depend on the language. */
export const colouredStages: readonly NamedStage[] = FORMAT_NAMES.flatMap((format) =>
  THEME_NAMES.map((theme) => stageOf(format, theme, 'en')),
);

/** A sample as the subject of laws. */
export const subjectFor = ({ film, params, ...sample }: Sample): Subject => ({
  film,
  params,
  ...tell({ film, params, ...sample }),
  look: DEFAULT_LOOK,
});

/** For each film the defaults, and the samples with the shortest and the longest film. */
export const soundedSamples = (): readonly Sample[] =>
  CATALOGUE.flatMap((film) => {
    const own = samples.filter((sample) => sample.film === film);
    const byLength = [...own].sort((a, b) => tell(a).story.frames - tell(b).story.frames);
    return own.filter((sample) => sample === own[0] || sample === byLength[0] || sample === byLength.at(-1));
  });
