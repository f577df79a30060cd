import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { inject } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import type { Film } from '../../compositions/film.ts';
import { nodeTypefaces } from '../../src/render/fonts.ts';
import { createStage, FORMAT_NAMES, type Format, type Stage } from '../../src/scene/stage.ts';
import { THEME_NAMES, type ThemeName } from '../../src/scene/theme.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { LANGUAGES, type Language } from '../../src/story/captions.ts';
import type { Fps } from '../../src/story/clock.ts';
import type { Story } from '../../src/story/story.ts';
import { LONGEST_LABELS, QUICK, VARIANTS } from '../compositions/variants.ts';

/** A film of the catalogue with params to try it with. */
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

/** Every film once, its sample as full of things to see, but those that train do so in a moment. */
export const quickSamples: readonly (Sample & { readonly props: Readonly<Record<string, unknown>> })[] =
  CATALOGUE.map((film) => {
    const props = QUICK[film.id] ?? {};
    return { name: film.id, film, params: film.params.parse(props), props };
  });

export const isDefault = ({ name, film }: Sample): boolean => name === `${film.id}, defaults`;

/** What is drawn in a language to see that its words fit: in English all, in others the defaults and the longest labels. */
export const samplesIn = (language: Language): readonly Sample[] =>
  samples.filter(
    (sample) =>
      language === 'en' ||
      isDefault(sample) ||
      sample.name === `${sample.film.id}, ${LONGEST_LABELS[sample.film.id]}`,
  );

const traces = new WeakMap<object, Map<string, Trace>>();

/** What a film simulates, or what another worker of this run of the suite has: some films train for seconds. */
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

/** A sample simulated and told. @param fresh simulate even where that has been done */
export function tell(
  sample: Sample,
  {
    seed = '1',
    fps = 30,
    fresh = false,
  }: { readonly seed?: string; readonly fps?: Fps; readonly fresh?: boolean } = {},
): { readonly trace: Trace; readonly story: Story } {
  const trace = fresh ? sample.film.simulate(sample.params, seed) : remembered(sample, seed);
  return { trace, story: sample.film.tell(trace, fps) };
}

/** A stage with a name to tell it by. */
export type NamedStage = Stage & { readonly name: string };

const stageOf = (format: Format, theme: ThemeName, language: Language): NamedStage => ({
  ...createStage({ format, theme, language, type: nodeTypefaces() }),
  name: `${format}, ${theme}, ${language}`,
});

/** A stage for every format and language: places of words do not depend on the theme. */
export const placedStages: readonly NamedStage[] = FORMAT_NAMES.flatMap((format) =>
  LANGUAGES.map((language) => stageOf(format, 'dark', language)),
);

/** A stage for every format and theme: colours do not depend on the language. */
export const colouredStages: readonly NamedStage[] = FORMAT_NAMES.flatMap((format) =>
  THEME_NAMES.map((theme) => stageOf(format, theme, 'en')),
);

/** Frames that see every part of a story: edges and middles of beats and captions, and the times in between. */
export function telltaleFrames({ frames, beats, captions, fps }: Story, every = 1): readonly number[] {
  const edges = [
    ...beats.flatMap(({ start, end }) => [start, start + 1, Math.floor((start + end) / 2), end - 1]),
    ...captions.flatMap(({ start, end }) => [start, Math.floor((start + end) / 2)]),
  ];
  const steady = Array.from({ length: Math.ceil(frames / (fps * every)) }, (_, i) =>
    Math.round(i * fps * every),
  );
  return [...new Set([...edges, ...steady])]
    .filter((frame) => frame >= 0 && frame < frames)
    .sort((a, b) => a - b);
}

/** Frames at which everything stands still enough to be judged: the middles of beats and captions. */
export function settledFrames({ beats, captions }: Story): readonly number[] {
  const middles = [...beats, ...captions].map(({ start, end }) => Math.floor((start + end) / 2));
  return [...new Set(middles)].sort((a, b) => a - b);
}

/** Of each film the defaults, and the samples that make the shortest and the longest film of it. */
export const soundedSamples = (): readonly Sample[] =>
  CATALOGUE.flatMap((film) => {
    const own = samples.filter((sample) => sample.film === film);
    const byLength = [...own].sort((a, b) => tell(a).story.frames - tell(b).story.frames);
    return own.filter((sample) => sample === own[0] || sample === byLength[0] || sample === byLength.at(-1));
  });
