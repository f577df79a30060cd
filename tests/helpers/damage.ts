import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bytesHash } from '../../src/cache/hash.ts';
import { recordHash } from '../../src/film/sidecars/provenance.ts';
import { DRAFT, type EncoderSettings, EXACT, startEncoder } from '../../src/render/encode/encoder.ts';
import { runFfmpeg } from '../../src/render/encode/ffmpeg.ts';
import { createFramePainter, type FrameSource } from '../../src/render/paint/frame-painter.ts';

/** Copies a rendered film with its sidecars to a new folder. @returns its path without extension */
export function copyOf(base: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const name = basename(base);
  for (const file of readdirSync(dirname(base))) {
    if (file.startsWith(`${name}.`)) cpSync(join(dirname(base), file), join(folder, file));
  }
  return join(folder, name);
}

/** Changes a film's provenance, without a trace unless its own hash is left as it was. */
export function edit(
  base: string,
  change: (provenance: Record<string, unknown>) => void,
  { forged = true }: { readonly forged?: boolean } = {},
): void {
  const provenance = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as Record<string, unknown>;
  change(provenance);
  if (forged) Object.assign(provenance.hashes as object, { record: recordHash(provenance) });
  writeFileSync(`${base}.json`, JSON.stringify(provenance));
}

/** Updates the MP4's hash in the provenance. */
const forge = (base: string): void =>
  edit(base, (provenance) => {
    const video = bytesHash(readFileSync(`${base}.mp4`));
    provenance.hashes = { ...(provenance.hashes as object), video };
  });

/** What lossreel has FFmpeg leave out, and the order in which it has an MP4 written. */
const AS_OURS = ['-map_metadata', '-1', ...EXACT, '-movflags', '+faststart'];

/** Lets FFmpeg recreate a film's MP4 from the old one and other inputs, and forges its hash. */
export async function remake(
  base: string,
  args: readonly string[],
  input: readonly string[] = [],
): Promise<void> {
  const old = `${base}.old.mp4`;
  renameSync(`${base}.mp4`, old);
  await runFfmpeg(['-i', old, ...input, ...AS_OURS, ...args, '-y', `${base}.mp4`]);
  rmSync(old);
  forge(base);
}

/** Other pictures for a film. */
interface Reshooting {
  readonly frames: readonly number[];
  readonly scale: number;
  readonly fps: number;
  readonly settings?: EncoderSettings;
  /** Changes a picture, yuv420p. */
  readonly alter?: (picture: Uint8Array, width: number, height: number) => void;
}

/** Encodes other pictures in place of a film's, with its sound, and forges its hash. */
export async function reshoot(
  base: string,
  source: FrameSource,
  { frames, scale, fps, settings = DRAFT, alter }: Reshooting,
): Promise<void> {
  const painter = await createFramePainter(source, scale);
  const stream = painter.stream();
  const { width, height } = stream;
  const pictures = `${base}.pictures.mp4`;
  const encoder = startEncoder(pictures, { width, height, fps, settings });
  for (const frame of frames) {
    const picture = stream.paint(frame).slice();
    alter?.(picture, width, height);
    await encoder.write(picture);
  }
  await encoder.finish();
  painter.dispose();
  await remake(base, ['-map', '1:v', '-map', '0:a', '-c', 'copy'], ['-i', pictures]);
  rmSync(pictures);
}
