import { writeFile } from 'node:fs/promises';
import { SAMPLE_RATE } from '../audio/cue-sheet.ts';
import { decibels, integratedLoudness } from '../audio/loudness.ts';
import { truePeak } from '../audio/true-peak.ts';
import { decodeWav } from '../audio/wav.ts';
import { writeWhole } from '../src/cache/write-whole.ts';
import { wavOf } from '../src/film/sound.ts';
import { allFilmFlags, type FilmFlags } from './film-flags.ts';
import { filmJob } from './film-job.ts';
import { requireFile } from './paths.ts';
import { printJson } from './print.ts';
import { tellJob } from './tell.ts';

interface ScoreFlags extends Partial<FilmFlags> {
  readonly json?: boolean;
  readonly wav?: string;
}

/** What there is to say of a WAV that was written. Silence has no loudness. */
function measured(out: string, wav: Uint8Array) {
  const { left, right } = decodeWav(wav);
  const tenths = (value: number): number | null => (Number.isFinite(value) ? Number(value.toFixed(1)) : null);
  return {
    out,
    seconds: left.length / SAMPLE_RATE,
    lufs: tenths(integratedLoudness({ left, right })),
    truePeak: tenths(decibels(truePeak(right, truePeak(left)))),
  };
}

/** The same in words. */
function measuredText({ out, seconds, lufs, truePeak: peak }: ReturnType<typeof measured>): string {
  const level = lufs === null ? 'silent' : `${lufs.toFixed(1)} LUFS, true peak ${peak?.toFixed(1)} dBTP`;
  return `${out}  ${seconds.toFixed(1)} s, ${level}\n`;
}

/** What `lossreel score` does. @throws UsageError */
export async function printScore(id: string, flags: ScoreFlags): Promise<void> {
  const { wav: out, json = false } = flags;
  const target = out === undefined ? undefined : await requireFile('--wav', out, '.wav');
  const { sheet } = tellJob(await filmJob(id, allFilmFlags(flags)), json);
  if (out === undefined || target === undefined) {
    printJson(sheet);
    return;
  }
  const wav = await wavOf(sheet);
  await writeWhole(target, (path) => writeFile(path, wav));
  const sound = measured(out, wav);
  if (json) printJson({ ...sheet, wav: sound });
  else process.stdout.write(measuredText(sound));
}
