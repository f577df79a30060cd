import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderFrames, renderStill, selectComposition } from '@remotion/renderer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compositionId, posterId } from '../../compositions/remotion/composition-id.ts';
import { MUTED } from '../../compositions/remotion/muted.ts';
import { probeFrames, settledFrames } from '../../src/film/laws/subject.ts';
import { similarityOf } from '../../src/film/verify/ssim.ts';
import { displayList } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../src/render/paint/markup.ts';
import { openPainter, openPixels } from '../../src/render/still.ts';
import { createStage, FORMAT_NAMES, FORMATS, type Format } from '../../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import type { Story } from '../../src/story/story.ts';
import { colouredStages, placedStages, quickSamples, samples, tell } from '../helpers/films.ts';
import { type Chromium, openChromium } from '../render/chromium.ts';
import { covering, kindsOf } from '../render/kinds.ts';
import { decoded, luma } from '../render/pixels.ts';
import { bundledFilms } from './bundled.ts';
import { spread } from './page/frame-hashes.ts';

/** Required structural similarity of the native picture and Chromium's of the same frame. */
const ALIKE = 0.995;
/** A quarter of the pixels to draw and to compare. */
const SCALE = 0.5;

/**
 * Frames in which every kind of element that a film draws occurs, and every film in each format and theme. What differs by theme
 * is colour alone.
 */
function cover() {
  const stages = [...placedStages, ...colouredStages].filter(({ language, theme }, i) =>
    i < placedStages.length ? language === 'en' : theme.name === 'light',
  );
  return covering(
    quickSamples.flatMap((sample) => {
      const { trace, story } = tell(sample);
      const framesOf = ({ format, theme }: (typeof stages)[number]): readonly number[] => {
        if (theme.name === 'light') return [story.posterFrame];
        return format === 'landscape' ? probeFrames(story, 2) : settledFrames(story);
      };
      return stages.flatMap((stage) =>
        framesOf(stage).map((frame) => {
          const element = () => sample.film.Scene({ trace, story, frame, stage });
          const where = `${sample.name}, ${stage.name}`;
          return {
            name: `${where}, frame ${frame}`,
            size: FORMATS[stage.format],
            element,
            kinds: new Set([where, ...kindsOf(element())]),
          };
        }),
      );
    }),
  );
}

describe('the native engine and Chromium', () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await openChromium(SCALE);
  });
  afterAll(() => chromium?.close());

  it('draw every kind of element that occurs in a film alike', async () => {
    const different: string[] = [];
    for (const { name, size, element } of cover()) {
      const theirs = await decoded(await chromium.picture(frameMarkup(element()), size));
      const painter = await openPainter({ ...size, scale: SCALE });
      painter.paint(displayList(element()));
      const { width, height } = painter;
      const { mean } = similarityOf(luma({ width, height, data: painter.pixels() }), luma(theirs));
      painter.dispose();
      if (!(mean >= ALIKE)) different.push(`${name}: ${mean}`);
    }
    expect(different).toEqual([]);
  });
});

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

  // A film's composition draws the markup whose pictures are compared above; formats take turns.
  const pairs = quickSamples.map((sample, i) => {
    const format: Format = FORMAT_NAMES[i % FORMAT_NAMES.length] ?? 'landscape';
    return { id: sample.film.id, sample, format };
  });

  it.each(pairs)('draw the same pictures of $id in $format', async ({ sample, format }) => {
    const { film, props: inputProps } = sample;
    const { trace, story } = tell(sample);
    const stage = createStage(format, DEFAULT_LOOK, nodeTypefaces());
    const element = (frame: number) => film.Scene({ trace, story, frame, stage });
    const native = await openPixels({ ...FORMATS[format], fps: 30, frames: story.frames, element }, SCALE);

    const options = { ...films.options, inputProps, scale: SCALE, imageFormat: 'png' } as const;
    const id = compositionId(film.id, format);
    const composition = await films.inBrowser(selectComposition({ ...options, id }));
    expect(composition).toMatchObject({ ...FORMATS[format], durationInFrames: story.frames, fps: 30 });
    const frames = spread(story.frames, 4);
    const pictures = new Map<number, Uint8Array>();
    const rendering = renderFrames({
      ...options,
      composition,
      frames: [...frames],
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
    await films.inBrowser(rendering);
    expect([...pictures.keys()].sort((a, b) => a - b)).toEqual(frames);
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
    const id = idOf(sample.film.id, format);
    const composition = await films.inBrowser(selectComposition({ ...options, id }));
    const still = composition.durationInFrames === 1 ? 0 : frame;
    const drawn = { ...options, composition, frame: still, envVariables: MUTED, imageFormat: 'png' } as const;
    const { buffer } = await films.inBrowser(renderStill(drawn));
    if (buffer === null) throw new Error('no picture');
    const alike = similarityOf(luma(await decoded(native.png(frame))), luma(await decoded(buffer))).mean;
    expect(alike).toBeGreaterThanOrEqual(ALIKE);
    native.close();
  });

  it('wait for no browser that has been killed', async () => {
    const [sample] = samples;
    if (sample === undefined) throw new Error('no film');
    const id = compositionId(sample.film.id, 'landscape');
    const selecting = selectComposition({ ...films.options, inputProps: {}, id });
    selecting.catch(() => {});
    const waiting = expect(films.inBrowser(selecting)).rejects.toThrow('the browser has ended');
    await films.kill();
    await waiting;
  }, 30_000);
});
