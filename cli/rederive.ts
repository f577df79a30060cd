import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { frameHashes, framesHash } from '../src/series/frame-hashes.ts';
import { jsonHash, type Provenance } from '../src/series/sidecars/provenance.ts';
import { type Check, type CheckId, judge } from '../src/series/verify/check.ts';
import { oneLine } from './errors.ts';
import { type FilmJob, findFilm, parseParams, pixelSize } from './film-options.ts';
import { type ToldFilm, tellJob } from './film-source.ts';
import { inputHashes, readInputs } from './inputs.ts';
import { readPackage } from './paths.ts';
import { versionsNow } from './sidecars.ts';
import { simulateJob } from './simulation.ts';

/** A film made anew from what its provenance says. */
export interface Rederived {
  readonly job: FilmJob;
  readonly told: ToldFilm;
}

const failed = (id: CheckId, says: string): Check => ({ id, file: '.json', status: 'failed', says });

/** What a provenance asks for, as a job. @throws UsageError naming what there is not */
function jobOf(provenance: Provenance): FilmJob {
  const { film, params, seed, fps, format, scale, theme, language, captions } = provenance;
  const found = findFilm(film);
  const burnCaptions = captions === 'burned';
  return {
    film,
    params: parseParams(found, params),
    seed,
    fps,
    format,
    scale,
    theme,
    language,
    burnCaptions,
  };
}

/** The files that the params name, as they are now: a check, or none where none are named. */
function checkInputs(job: FilmJob, wanted: Provenance['inputs'] = {}): readonly Check[] {
  const found = inputHashes(readInputs(findFilm(job.film), job.params));
  const names = [...new Set([...Object.keys(found), ...Object.keys(wanted)])];
  return names.map((name) =>
    judge('inputs', '.json', found[name] === wanted[name], {
      ok: `${name} is the file it says`,
      failed: `inputs.${name}: the file is another than the one that was rendered`,
    }),
  );
}

/**
 * Makes a film anew from its provenance: simulates it, or takes its trace from the cache, and tells it.
 *
 * @returns what was found out on the way; no film where it cannot be made
 */
export function rederive(
  provenance: Provenance,
  quiet: boolean,
): { readonly checks: readonly Check[]; readonly film?: Rederived } {
  const checks: Check[] = [];
  let id: CheckId = 'provenance';
  try {
    const job = jobOf(provenance);
    const { width, height } = pixelSize(job);
    if (width !== provenance.width || height !== provenance.height) {
      const given = `${provenance.width}×${provenance.height}`;
      checks.push(failed('provenance', `width, height: ${given} is not the scale's ${width}×${height}`));
    }
    id = 'inputs';
    checks.push(...checkInputs(job, provenance.inputs));
    id = 'trace';
    const told = tellJob(job, simulateJob(job, { quiet }));
    if (provenance.frames.last >= told.story.frames) {
      const { first, last } = provenance.frames;
      checks.push(
        failed('story', `frames ${first}-${last} are not within the film's 0-${told.story.frames - 1}`),
      );
      return { checks };
    }
    return { checks, film: { job, told } };
  } catch (error) {
    return { checks: [...checks, failed(id, oneLine(error))] };
  }
}

/** Compares the hashes of what was derived, from the trace to the markup of each frame. */
export function checkDerivation({ told }: Rederived, { hashes, frames }: Provenance): readonly Check[] {
  const { film, trace, story, source } = told;
  const same = (id: CheckId, what: string, given: string, found: string): Check =>
    judge(id, '.json', given === found, {
      ok: `the ${what} is the one it says`,
      failed: `the ${what} is not the one it says (${found.slice(0, 12)}… instead of ${given.slice(0, 12)}…)`,
    });
  return [
    same('trace', 'trace of its params and seed', hashes.trace, jsonHash(trace)),
    same('story', 'story', hashes.story, jsonHash(story)),
    same('cue-sheet', 'cue sheet', hashes.cueSheet, cueSheetHash(film.score(trace, story))),
    same('frames', 'list of frames', hashes.frames, framesHash(frameHashes(source, frames))),
  ];
}

/** Whether a film was made by what checks it now: another version may rightly make another film. */
export function checkVersions({ lossreel, versions }: Provenance): Check {
  const now: Provenance['versions'] = { lossreel: readPackage().version, ...versionsNow() };
  const then: Provenance['versions'] = { lossreel, ...versions };
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  const others = names
    .filter((name) => then[name] !== now[name])
    .map((name) => `${name} ${then[name] ?? 'none'} (here ${now[name] ?? 'none'})`);
  const about = { id: 'versions', file: '.json' } as const;
  return others.length === 0
    ? { ...about, status: 'ok', says: 'made with the versions that check it' }
    : { ...about, status: 'noted', says: `made with other versions: ${others.join(', ')}` };
}
