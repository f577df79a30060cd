import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_RATE } from '../audio/cue-sheet.ts';
import { decibels, integratedLoudness } from '../audio/loudness.ts';
import { synthesizeStems } from '../audio/node.ts';
import { truePeak } from '../audio/true-peak.ts';
import { decodeWav, encodeFloatWav } from '../audio/wav.ts';
import { writeWhole } from '../src/cache/write-whole.ts';
import { bedOf, requireBed } from '../src/film/bed.ts';
import { UsageError } from '../src/film/errors.ts';
import { bedFor, wavOf } from '../src/film/sound.ts';
import type { ToldFilm } from '../src/film/told-film.ts';
import { allFilmFlags, type FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { requireFile } from './paths.ts';
import { printJson } from './print.ts';
import { tellJob } from './tell.ts';

interface ScoreFlags extends Partial<FilmFlags> {
  readonly json?: boolean;
  readonly wav?: string;
  readonly stems?: boolean;
}

/** What there is to say of a WAV that was written. Silence has no loudness. */
function measured(out: string, wav: Uint8Array, stems: readonly string[]) {
  const { left, right } = decodeWav(wav);
  const tenths = (value: number): number | null => (Number.isFinite(value) ? Number(value.toFixed(1)) : null);
  return {
    out,
    seconds: left.length / SAMPLE_RATE,
    lufs: tenths(integratedLoudness({ left, right })),
    truePeak: tenths(decibels(truePeak(right, truePeak(left)))),
    ...(stems.length > 0 ? { stems } : {}),
  };
}

/** The same in words. */
function measuredText({
  out,
  seconds,
  lufs,
  truePeak: peak,
  stems = [],
}: ReturnType<typeof measured>): string {
  const level = lufs === null ? 'silent' : `${lufs.toFixed(1)} LUFS, true peak ${peak?.toFixed(1)} dBTP`;
  return [`${out}  ${seconds.toFixed(1)} s, ${level}`, ...stems].map((line) => `${line}\n`).join('');
}

/** Writes the parts of a film's sound beside its WAV. @returns their paths */
async function writeStems({ job, sheet }: ToldFilm, target: string): Promise<readonly string[]> {
  const folder = `${target.replace(/\.wav$/i, '')}-stems`;
  const stems = await synthesizeStems(sheet, await bedFor(sheet, bedOf(job.look)));
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const stem of stems) {
    const file = join(folder, `${encodeURIComponent(stem.id)}.wav`);
    await writeWhole(file, (path) => writeFile(path, encodeFloatWav(stem)));
    paths.push(file);
  }
  return paths;
}

/** What `lossreel score` does. @throws UsageError */
export async function printScore(id: string, flags: ScoreFlags): Promise<void> {
  const { wav: out, stems = false, json = false } = flags;
  if (stems && out === undefined)
    throw new UsageError('--stems: the parts are written beside the whole: name that by --wav FILE');
  const target = out === undefined ? undefined : await requireFile('--wav', out, '.wav');
  const job = await filmJob(id, allFilmFlags(flags));
  await requireBed(job.look);
  const told = tellJob(job, json);
  const { sheet } = told;
  if (out === undefined || target === undefined) {
    printJson(sheet);
    return;
  }
  const wav = await wavOf(sheet, { bed: bedOf(job.look) });
  await writeWhole(target, (path) => writeFile(path, wav));
  const sound = measured(out, wav, stems ? await writeStems(told, out) : []);
  if (json) printJson({ ...sheet, wav: sound });
  else process.stdout.write(measuredText(sound));
}
