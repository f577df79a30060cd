import { createHash } from 'node:crypto';
import { canonicalJson } from '../../audio/index.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import type { Film } from '../../compositions/film.ts';
import { loadCanvasKit } from '../../src/render/canvaskit.ts';
import { nodeTypefaces } from '../../src/render/fonts.ts';
import { frameMarkup } from '../../src/render/markup.ts';
import { createPainter, type Painter } from '../../src/render/painter.ts';
import { displayList } from '../../src/scene/display-list.ts';
import { createStage, FORMAT_NAMES, type Format, type Stage } from '../../src/scene/stage.ts';
import { THEME_NAMES, type ThemeName } from '../../src/scene/theme.ts';
import type { Trace } from '../../src/sim/trace.ts';
import type { Story } from '../../src/story/story.ts';

/*
 * All that the pin knows of the product: when the product's files move, this is the only file of the pin that follows.
 */

/** Pixels a scene unit: small enough that a frame takes milliseconds, large enough to see what has changed. */
export const SCALE = 0.25;

/** Opaque RGBA, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** What a frame is drawn for. */
export interface Look {
  readonly format: Format;
  readonly theme: ThemeName;
}

export const LOOKS: readonly Look[] = FORMAT_NAMES.flatMap((format) =>
  THEME_NAMES.map((theme) => ({ format, theme })),
);

/** A film at its default params, ready to be pinned. */
export interface Subject {
  readonly id: string;
  readonly frames: number;
  /** Length and parts of the story, in a line. */
  readonly story: string;
  /** Counts and hash of the cue sheet, in a line. */
  readonly sound: string;
  /** Frames to pin; see {@link tellingFrames}. */
  readonly telling: readonly number[];
  readonly markup: (look: Look, frame: number) => string;
  readonly picture: (look: Look, frame: number) => Picture;
  /** Frees the memory. */
  readonly close: () => void;
}

/** The first 16 hexadecimal digits of a SHA-256. */
export const shortHash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

/**
 * Frames that tell most of a film: the first, the poster, and from the middles and the last frames of its beats, in
 * order of time, as many at even distances as make `count` of them.
 */
export function tellingFrames(
  { beats, posterFrame }: Pick<Story, 'beats' | 'posterFrame'>,
  count = 12,
): readonly number[] {
  const always = new Set([0, posterFrame]);
  const moments = beats
    .flatMap(({ start, end }) => [Math.floor((start + end) / 2), end - 1])
    .filter((frame) => !always.has(frame));
  const room = Math.min(count - always.size, moments.length);
  const chosen = Array.from(
    { length: room },
    (_, i) => moments[Math.round((i * (moments.length - 1)) / Math.max(1, room - 1))] ?? 0,
  );
  return [...new Set([...always, ...chosen])].sort((a, b) => a - b);
}

const storyLine = ({ frames, posterFrame, beats }: Story): string =>
  `${frames} frames, poster ${posterFrame}, ${beats.map(({ id, start }) => `${id} ${start}`).join(', ')}`;

function soundLine(film: Film, trace: Trace, story: Story): string {
  const sheet = film.score(trace, story);
  const phrases = sheet.voices.flatMap((voice) => voice.phrases);
  const counts = `${sheet.voices.length} voices, ${phrases.length} phrases, ${sheet.events.length} events`;
  return `${counts}, sha256 ${shortHash(canonicalJson(sheet))}`;
}

/** Opens a film of the catalogue. @param trace what it simulates at seed "1", where that has been done already */
export async function openSubject(
  film: Film,
  trace: Trace = film.simulate(film.params.parse({}), '1'),
): Promise<Subject> {
  const ck = await loadCanvasKit();
  const story = film.tell(trace, 30);
  const stages = new Map<string, Stage>();
  const painters = new Map<string, Painter>();
  const kept = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const value = map.get(key) ?? make();
    map.set(key, value);
    return value;
  };
  const stageOf = ({ format, theme }: Look): Stage =>
    kept(stages, `${format} ${theme}`, () =>
      createStage({ format, theme, language: 'en', type: nodeTypefaces() }),
    );
  const element = (look: Look, frame: number) => film.Scene({ trace, story, frame, stage: stageOf(look) });
  return {
    id: film.id,
    frames: story.frames,
    story: storyLine(story),
    sound: soundLine(film, trace, story),
    telling: tellingFrames(story),
    markup: (look, frame) => frameMarkup(element(look, frame)),
    picture: (look, frame) => {
      const { width, height } = stageOf(look);
      const painter = kept(painters, look.format, () => createPainter(ck, { width, height, scale: SCALE }));
      painter.paint(displayList(element(look, frame)));
      return { width: painter.width, height: painter.height, data: painter.pixels().slice() };
    },
    close: () => {
      for (const painter of painters.values()) painter.dispose();
    },
  };
}

/** Films by their ids, or all. @throws Error for an id that is none */
export function filmsNamed(ids: readonly string[]): readonly Film[] {
  if (ids.length === 0) return CATALOGUE;
  return ids.map((id) => {
    const film = CATALOGUE.find((each) => each.id === id);
    if (film === undefined)
      throw new Error(`no film '${id}'; there are: ${CATALOGUE.map((each) => each.id).join(', ')}`);
    return film;
  });
}

const pixelFormat = async ({ width, height }: Pick<Picture, 'width' | 'height'>) => {
  const { ColorType, AlphaType, ColorSpace } = await loadCanvasKit();
  const [colorType, alphaType, colorSpace] = [ColorType.RGBA_8888, AlphaType.Unpremul, ColorSpace.SRGB];
  return { width, height, colorType, alphaType, colorSpace };
};

/** A picture as PNG. */
export async function encodePng(picture: Picture): Promise<Uint8Array> {
  const ck = await loadCanvasKit();
  const image = ck.MakeImage(await pixelFormat(picture), picture.data, picture.width * 4);
  const bytes = image?.encodeToBytes(ck.ImageFormat.PNG, 100) ?? null;
  image?.delete();
  if (bytes === null)
    throw new Error(`a picture of ${picture.width}×${picture.height} pixels cannot be written as PNG`);
  return bytes;
}

/** Reads a PNG. @throws Error when it is none */
export async function decodePng(png: Uint8Array): Promise<Picture> {
  const ck = await loadCanvasKit();
  const image = ck.MakeImageFromEncoded(png);
  if (image === null) throw new Error('not a picture');
  const [width, height] = [image.width(), image.height()];
  const data = image.readPixels(0, 0, await pixelFormat({ width, height }));
  image.delete();
  if (!(data instanceof Uint8Array)) throw new Error('not a picture');
  return { width, height, data };
}
