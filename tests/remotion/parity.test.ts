import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderFrames, renderStill, selectComposition } from '@remotion/renderer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compositionId, posterId } from '../../compositions/remotion/composition-id.ts';
import { MUTED } from '../../compositions/remotion/muted.ts';
import { similarityOf } from '../../src/film/verify/ssim.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { openPixels } from '../../src/render/still.ts';
import { createStage, FORMAT_NAMES, FORMATS } from '../../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import type { Story } from '../../src/story/story.ts';
import { quickSamples, samples, tell } from '../helpers/films.ts';
import { decoded, luma } from '../render/pixels.ts';
import { bundledFilms } from './bundled.ts';
import { spread } from './page/frame-hashes.ts';

/** Required structural similarity of the native picture and Remotion's of the same frame. */
const ALIKE = 0.995;
/** A quarter of the pixels to draw and to compare. */
const SCALE = 0.5;
const COUNT = 12;

describe('the native engine and Remotion', () => {
  const out = mkdtempSync(join(tmpdir(), 'lossreel-parity-'));
  let films: Awaited<ReturnType<typeof bundledFilms>>;
  beforeAll(async () => {
    films = await bundledFilms(join(out, 'public'));
  });
  afterAll(async () => {
    await films?.close();
    rmSync(out, { recursive: true, force: true });
  });

  const pairs = quickSamples.flatMap((sample) =>
    FORMAT_NAMES.map((format) => ({ id: sample.film.id, sample, format })),
  );

  it.each(pairs)('draw the same pictures of $id in $format', async ({ sample, format }) => {
    const { film, props: inputProps } = sample;
    const { trace, story } = tell(sample);
    const stage = createStage(format, DEFAULT_LOOK, nodeTypefaces());
    const element = (frame: number) => film.Scene({ trace, story, frame, stage });
    const native = await openPixels({ ...FORMATS[format], fps: 30, frames: story.frames, element }, SCALE);

    const options = { ...films.options, inputProps, scale: SCALE, imageFormat: 'png' } as const;
    const composition = await selectComposition({ ...options, id: compositionId(film.id, format) });
    expect(composition).toMatchObject({ ...FORMATS[format], durationInFrames: story.frames, fps: 30 });
    const pictures = new Map<number, Uint8Array>();
    await renderFrames({
      ...options,
      composition,
      frames: [...spread(story.frames, COUNT)],
      concurrency: 1,
      muted: true,
      envVariables: MUTED,
      outputDir: null,
      onStart: () => {},
      onFrameUpdate: () => {},
      onFrameBuffer: (buffer, frame) => {
        pictures.set(frame, buffer);
      },
    });
    expect(pictures.size).toBe(COUNT);
    for (const [frame, picture] of pictures) {
      const alike = similarityOf(luma(await decoded(native.png(frame))), luma(await decoded(picture))).mean;
      expect(alike, `frame ${frame}`).toBeGreaterThanOrEqual(ALIKE);
    }
    native.close();
  });

  /** The poster is a still, a composition of one frame. */
  const stills = [
    {
      what: 'poster',
      idOf: posterId,
      format: 'square',
      frameOf: (story: Story) => story.posterFrame,
    },
    { what: 'picture of a film', idOf: compositionId, format: 'landscape', frameOf: () => 620 },
  ] as const;
  it.each(stills)('draw the same $what', async ({ idOf, format, frameOf }) => {
    const [sample] = samples;
    if (sample === undefined) throw new Error('no film');
    const { trace, story } = tell(sample);
    const frame = frameOf(story);
    const stage = createStage(format, DEFAULT_LOOK, nodeTypefaces());
    const element = (shown: number) => sample.film.Scene({ trace, story, frame: shown, stage });
    const native = await openPixels({ ...FORMATS[format], fps: 30, frames: story.frames, element }, 1);
    const options = { ...films.options, inputProps: {} };
    const composition = await selectComposition({ ...options, id: idOf(sample.film.id, format) });
    const still = composition.durationInFrames === 1 ? 0 : frame;
    const { buffer } = await renderStill({
      ...options,
      composition,
      frame: still,
      envVariables: MUTED,
      imageFormat: 'png',
    });
    if (buffer === null) throw new Error('no picture');
    const alike = similarityOf(luma(await decoded(native.png(frame))), luma(await decoded(buffer))).mean;
    expect(alike).toBeGreaterThanOrEqual(ALIKE);
    native.close();
  });
});
