import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ffmpegVersion } from '../render/ffmpeg.ts';
import { importClosure, sourcesHash } from './sources.ts';

/** The parts that turn a frame's markup into an encoded segment, and a WAV into encoded sound. */
export interface PieceVersions {
  readonly canvaskit: string;
  readonly ffmpeg: string;
  readonly machine: string;
  /** Hash of the sources of the painting and encoding half of the engine. */
  readonly sources: string;
}

function canvaskitVersion(): string {
  const main = createRequire(import.meta.url).resolve('canvaskit-wasm');
  return JSON.parse(readFileSync(join(dirname(main), '..', 'package.json'), 'utf8')).version;
}

/** Their versions here. @param project the folder of the sources */
export const pieceVersions = (project: string): PieceVersions => ({
  canvaskit: canvaskitVersion(),
  ffmpeg: ffmpegVersion(),
  machine: `${process.platform}-${process.arch}`,
  sources: sourcesHash(importClosure(project, ['src/render/lanes.ts', 'src/render/sound.ts'])),
});
