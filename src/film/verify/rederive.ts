import { cueSheetHash } from '../../../audio/cue-sheet-checks.ts';
import { jsonHash } from '../../cache/hash.ts';
import type { FrameSource } from '../../render/paint/frame-painter.ts';
import type { Brand } from '../../story/brand.ts';
import { BED } from '../bed.ts';
import type { Film, Inputs, ProgressReporter } from '../film.ts';
import { frameHashes, framesHash } from '../frame-hashes.ts';
import { rangeFrom, rangeWithin } from '../frame-range.ts';
import { inputHashes } from '../inputs.ts';
import { type FilmJob, pixelSize } from '../job.ts';
import { versionsNow } from '../make/write-sidecars.ts';
import { oneLine } from '../one-line.ts';
import { parseParams } from '../params.ts';
import { present } from '../present.ts';
import { verifiedBy } from '../schema-version.ts';
import type { Provenance } from '../sidecars/provenance.ts';
import { simulate } from '../simulate.ts';
import { readPackage } from '../sources/project.ts';
import { type ToldFilm, tellFilm } from '../told-film.ts';
import { type Check, type CheckId, checkThat } from './check.ts';
import { withFoundInputs } from './inputs.ts';

const failed = (id: CheckId, says: string): Check => ({ id, file: '.json', status: 'failed', says });

/** The job that a provenance describes. @throws UsageError naming anything that does not exist */
function jobOf(provenance: Provenance, film: Film, brand: Brand | null): FilmJob {
  const { params, seed, fps, format, scale } = provenance;
  const look = { ...provenance.look, brand };
  return { film: present(film, look), params: parseParams(film, params), seed, fps, format, scale, look };
}

/** Checks the files named in the params as they are now; no checks if none are named. */
function checkInputs(inputs: Inputs, wanted: Provenance['inputs'] = {}): readonly Check[] {
  const found = inputHashes(inputs);
  // A bed is looked for where the sound is checked.
  const names = [...new Set([...Object.keys(found), ...Object.keys(wanted)])].filter((name) => name !== BED);
  return names.map((name) =>
    checkThat('inputs', '.json', found[name] === wanted[name], {
      ok: `${name} is the file that was rendered`,
      failed: `inputs.${name}: the file is not the one that was rendered`,
    }),
  );
}

/**
 * Rebuilds a film from its provenance: simulates it, or takes its trace from the cache, and tells it.
 *
 * @param film that it names
 * @param options the brand that it names, too; the path of the film without extension, a folder with its inputs, and
 *   the folder of the cache
 * @returns the checks made on the way; no film if it cannot be rebuilt
 */
export function rederive(
  provenance: Provenance,
  film: Film,
  {
    brand,
    base,
    inputs,
    cache,
    onSimulate,
  }: {
    readonly brand: Brand | null;
    readonly base: string;
    readonly inputs: string | undefined;
    readonly cache: string | undefined;
    readonly onSimulate: ProgressReporter | undefined;
  },
): { readonly checks: readonly Check[]; readonly told?: ToldFilm } {
  const checks: Check[] = [];
  let id: CheckId = 'provenance';
  try {
    const asked = jobOf(provenance, film, brand);
    const { width, height } = pixelSize(asked);
    if (width !== provenance.width || height !== provenance.height) {
      const given = `${provenance.width}×${provenance.height}`;
      checks.push(failed('provenance', `width, height: ${given} is not the scale's ${width}×${height}`));
    }
    id = 'inputs';
    const job = withFoundInputs(asked, provenance, base, inputs);
    checks.push(...checkInputs(job.inputs, provenance.inputs));
    id = 'trace';
    const told = tellFilm(job, simulate(job, { cache, report: onSimulate }));
    id = 'story';
    rangeWithin(rangeFrom(provenance.frames), told.story.frames);
    return { checks, told };
  } catch (error) {
    const { lossreel } = provenance;
    const maker = lossreel === readPackage().version ? '' : `made with lossreel ${lossreel}: `;
    return { checks: [...checks, failed(id, `${maker}${oneLine(error)}`)] };
  }
}

/** Compares the hashes of everything derived, from the trace to the markup of each frame. */
export function checkDerivation(
  { trace, story, sheet }: ToldFilm,
  source: FrameSource,
  { hashes, frames }: Provenance,
): readonly Check[] {
  const same = (id: CheckId, what: string, given: string, found: string): Check =>
    checkThat(id, '.json', given === found, {
      ok: `the ${what} matches its hash`,
      failed: `the ${what} does not match its hash (${found.slice(0, 12)}… instead of ${given.slice(0, 12)}…)`,
    });
  return [
    same('trace', 'trace of its params and seed', hashes.trace, jsonHash(trace)),
    same('story', 'story', hashes.story, jsonHash(story)),
    same('cue-sheet', 'cue sheet', hashes.cueSheet, cueSheetHash(sheet)),
    same('frames', 'list of frames', hashes.frames, framesHash(frameHashes(source, rangeFrom(frames)))),
  ];
}

/**
 * Whether a film was made with the current versions: other versions may legitimately give a different film.
 *
 * @param path of its provenance
 */
export function checkVersions({ lossreel, versions }: Provenance, path: string): Check {
  const now: Provenance['versions'] = { lossreel: readPackage().version, ...versionsNow() };
  const then: Provenance['versions'] = { lossreel, ...versions };
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  const others = names
    .filter((name) => then[name] !== now[name])
    .map((name) => `${name} ${then[name] ?? 'none'} (here ${now[name] ?? 'none'})`);
  const how = lossreel === now.lossreel ? '' : `; ${verifiedBy(lossreel, path)}`;
  const about = { id: 'versions', file: '.json' } as const;
  return others.length === 0
    ? { ...about, status: 'ok', says: 'made with the current versions' }
    : { ...about, status: 'noted', says: `made with other versions: ${others.join(', ')}${how}` };
}
