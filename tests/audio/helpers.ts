import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PitchDetector } from 'pitchy';
import { onTestFinished } from 'vitest';
import type { CueEvent, CueSheet, Phrase, PitchPoint, Voice } from '../../audio/cue-sheet.ts';
import type { Channels } from '../../audio/loudness.ts';
import { decodeWav, encodeWav } from '../../audio/wav.ts';

export const SECOND = 48_000;

export function sheet(seconds: number, content: Partial<Pick<CueSheet, 'voices' | 'events'>> = {}): CueSheet {
  const samples = Math.round(seconds * SECOND);
  return { version: 1, sampleRate: 48_000, samples, voices: [], events: [], ...content };
}

export function voice(id: string, phrases: readonly Phrase[], rest: Partial<Voice> = {}): Voice {
  return { id, timbre: 0, pan: 0, phrases, ...rest };
}

/** A phrase from one second to another, at one pitch or along points in seconds. */
export function phrase(from: number, to: number, pitch: number | readonly PitchPoint[], gain = 0.8): Phrase {
  const points: readonly PitchPoint[] = typeof pitch === 'number' ? [[from, pitch]] : pitch;
  return {
    start: Math.round(from * SECOND),
    end: Math.round(to * SECOND),
    gain,
    pitch: points.map(([at, hertz]) => [at * SECOND, hertz] as const),
  };
}

export function event(kind: CueEvent['kind'], seconds: number, rest: Partial<CueEvent> = {}): CueEvent {
  const pitch = { tick: 1200, chime: 880, alarm: 220 }[kind];
  return { kind, at: Math.round(seconds * SECOND), pan: 0, gain: 0.8, pitch, ...rest };
}

/** A film of three runs as the toolkit's films score it: holds and glides, ticks, a chime and an alarm. */
export const trio: CueSheet = sheet(8, {
  voices: [110, 600, 1500].map((hertz, i) =>
    voice(
      `run-${i}`,
      [
        phrase(0.5 + 2 * i, 2.4 + 2 * i, [
          [0.5 + 2 * i, hertz],
          [1.5 + 2 * i, hertz],
          [2 + 2 * i, hertz * 1.1],
        ]),
      ],
      { timbre: i, pan: i * 0.6 - 0.6 },
    ),
  ),
  events: [
    ...Array.from({ length: 24 }, (_, k) => event('tick', 0.5 + k * 0.25, { gain: 0.5 })),
    event('chime', 4.5),
    event('alarm', 6.6, { pan: 0.6 }),
  ],
});

/** Pitch in hertz of the 2048 samples around a second. */
export function pitchAt(sound: Float32Array, seconds: number): number {
  const start = Math.round(seconds * SECOND) - 1024;
  const [hertz] = PitchDetector.forFloat32Array(2048).findPitch(sound.subarray(start, start + 2048), SECOND);
  return hertz;
}

/** The interval between two pitches in cents. */
export function cents(a: number, b: number): number {
  return 1200 * Math.log2(a / b);
}

export function largest(sound: Float32Array, from = 0, to = sound.length): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(sound[i] ?? 0));
  return most;
}

/** Whether two sounds are the same, bit by bit; asked of as many samples, `toEqual` takes seconds. */
export const sameSamples = (one: Float32Array, other: Float32Array): boolean =>
  Buffer.from(one.buffer, one.byteOffset, one.byteLength).equals(
    Buffer.from(other.buffer, other.byteOffset, other.byteLength),
  );

/** A temporary folder for one test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lossreel-audio-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * What FFmpeg's loudnorm measures: integrated loudness (LUFS) and true peak (dBTP). Four seconds of silence are
 * added first, because loudnorm leaves most of the last three seconds out of its integration.
 */
export function ffmpegMeasure(file: string): { readonly loudness: number; readonly peak: number } {
  const report = ffmpeg('-i', file, '-af', 'apad=pad_dur=4,loudnorm=print_format=json', '-f', 'null', '-');
  const found = JSON.parse(report.slice(report.lastIndexOf('{'), report.lastIndexOf('}') + 1)) as Record<
    string,
    string
  >;
  return { loudness: Number(found.input_i), peak: Number(found.input_tp) };
}

/** A sound followed by silence, which does not affect loudness except for partly silent blocks. */
export function followedBySilence({ left, right }: Channels, seconds: number): Channels {
  const longer = (channel: Float32Array) => joined(channel, new Float32Array(seconds * SECOND));
  return { left: longer(left), right: longer(right) };
}

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

export function writeWav(channels: Channels): string {
  const file = join(scratch(), 'sound.wav');
  writeFileSync(file, encodeWav(channels));
  return file;
}

/** The file as AAC in MP4, as films carry it. */
export function toAac(wav: string): string {
  const file = join(dirname(wav), 'sound.mp4');
  ffmpeg('-i', wav, '-c:a', 'aac', '-b:a', '192k', file);
  return file;
}

/** The left channel of any sound file. */
export function decodedLeft(file: string): Float32Array {
  const wav = join(dirname(file), 'decoded.wav');
  ffmpeg('-i', file, '-c:a', 'pcm_s16le', '-bitexact', wav);
  return decodeWav(readFileSync(wav)).left;
}

/** Runs the FFmpeg that Remotion ships for this platform; returns its report. */
function ffmpeg(...args: readonly string[]): string {
  const packages = dirname(
    dirname(createRequire(import.meta.url).resolve('@remotion/renderer/package.json')),
  );
  const platform = readdirSync(packages).find((name) => name.startsWith('compositor-'));
  const folder = join(packages, platform ?? 'compositor-missing');
  const run = spawnSync(join(folder, 'ffmpeg'), ['-hide_banner', '-y', ...args], {
    encoding: 'utf8',
    env: { ...process.env, LD_LIBRARY_PATH: folder, DYLD_LIBRARY_PATH: folder },
  });
  if (run.status !== 0) throw new Error(`ffmpeg ${args.join(' ')}: ${run.error ?? run.stderr}`);
  return run.stderr;
}
