import { nodeTypefaces } from '../render/paint/fonts.ts';
import type { FrameSource } from '../render/paint/frame-painter.ts';
import { createStage } from '../scene/stage.ts';
import { brandedTypefaces } from '../scene/type/branded-typefaces.ts';
import type { ToldFilm } from './told-film.ts';

/** Draws each frame of a told film. */
export function frameSource({ job, trace, story }: Omit<ToldFilm, 'sheet'>): FrameSource {
  const stage = createStage(job.format, job.look, brandedTypefaces(nodeTypefaces(), job.look.brand));
  return {
    width: stage.width,
    height: stage.height,
    fps: job.fps,
    frames: story.frames,
    element: (frame) => job.film.Scene({ trace, story, frame, stage }),
  };
}
