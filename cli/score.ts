import { writeFile } from 'node:fs/promises';
import { SAMPLE_RATE } from '../audio/cue-sheet.ts';
import { decibels, integratedLoudness } from '../audio/loudness.ts';
import { truePeak } from '../audio/true-peak.ts';
import { decodeWav } from '../audio/wav.ts';
import { writeWhole } from '../src/cache/write-whole.ts';
import { requireBed } from '../src/film/bed.ts';
import { UsageError } from '../src/film/errors.ts';
import { unnarrated } from '../src/film/narration/narrated.ts';
import { soundFiles, wavOf } from '../src/film/sound.ts';
import { writeStems } from '../src/film/stems.ts';
import { allFilmFlags, type FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { requireFile } from './paths.ts';
import { printJson, warn } from './print.ts';
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
  warn(unnarrated(told.story, job.look.narration));
  if (out === undefined || target === undefined) {
    printJson(sheet);
    return;
  }
  const wav = await wavOf(sheet, soundFiles(job));
  await writeWhole(target, (path) => writeFile(path, wav));
  const sound = measured(out, wav, stems ? await writeStems(told, out.replace(/\.wav$/i, '')) : []);
  if (json) printJson({ ...sheet, wav: sound });
  else process.stdout.write(measuredText(sound));
}
