import { createHash } from 'node:crypto';
import { canonicalJson } from '../../audio/index.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import type { Film } from '../../src/film/film.ts';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';
import { displayList } from '../../src/render/paint/display-list.ts';
import { nodeTypefaces } from '../../src/render/paint/fonts.ts';
import { frameMarkup } from '../../src/render/paint/markup.ts';
import { createPainter } from '../../src/render/paint/painter.ts';
import type { Painter } from '../../src/render/paint/picture.ts';
import { createStage, FORMAT_NAMES, type Format, type Stage } from '../../src/scene/stage.ts';
import { THEME_NAMES } from '../../src/scene/theme.ts';
import type { Trace } from '../../src/sim/trace.ts';
import { DEFAULT_LOOK, type ThemeName } from '../../src/story/look.ts';
import type { Story } from '../../src/story/story.ts';

/*
 * All that the pin knows about the product: if the product's files move, only this file of the pin has to change.
 */

/** Pixels per scene unit: small enough for frames in milliseconds, large enough to see what has changed. */
export const SCALE = 0.25;

/** Opaque RGBA, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The variant a frame is drawn in. */
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
  /** Length and parts of the story, in one line. */
  readonly story: string;
  /** Counts and hash of the cue sheet, in one line. */
  readonly sound: string;
  /** Counts and hash of captions and chapters in every language, on one line. */
  readonly said: string;
  /** Frames to pin; see {@link representativeFrames}. */
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
 * Representative frames of a film: the first, the poster, and an evenly spaced selection, in chronological order, from
 * the middles and last frames of its parts, `count` in all.
 */
export function representativeFrames(
  { parts, posterFrame }: Pick<Story, 'parts' | 'posterFrame'>,
  count = 12,
): readonly number[] {
  const always = new Set([0, posterFrame]);
  const moments = parts
    .flatMap(({ start, end }) => [Math.floor((start + end) / 2), end - 1])
    .filter((frame) => !always.has(frame));
  const room = Math.min(count - always.size, moments.length);
  const chosen = Array.from(
    { length: room },
    (_, i) => moments[Math.round((i * (moments.length - 1)) / Math.max(1, room - 1))] ?? 0,
  );
  return [...new Set([...always, ...chosen])].sort((a, b) => a - b);
}

const storyLine = ({ frames, posterFrame, parts }: Story): string =>
  `${frames} frames, poster ${posterFrame}, ${parts.map(({ id, start }) => `${id} ${start}`).join(', ')}`;

function saidLine({ words }: Film, { captions, chapters }: Story): string {
  const said = words.languages.flatMap((language) => [
    ...captions.map(({ start, end, message }) => [start, end, words.word(message, language)]),
    ...chapters.map(({ frame, title }) => [frame, words.word(title, language)]),
  ]);
  const counts = `${captions.length} captions, ${chapters.length} chapters, ${words.languages.join(' ')}`;
  return `${counts}, sha256 ${shortHash(canonicalJson(said))}`;
}

function soundLine(film: Film, trace: Trace, story: Story): string {
  const sheet = film.score(trace, story, DEFAULT_LOOK);
  const phrases = sheet.voices.flatMap((voice) => voice.phrases);
  const counts = `${sheet.voices.length} voices, ${phrases.length} phrases, ${sheet.events.length} events`;
  return `${counts}, sha256 ${shortHash(canonicalJson(sheet))}`;
}

/** Opens a film of the catalogue. @param trace its trace at seed "1", if already simulated */
export async function openSubject(
  film: Film,
  trace: Trace = film.simulate(film.params.parse({}), '1'),
): Promise<Subject> {
  const ck = await loadCanvasKit();
  const story = film.tell(trace, 30, DEFAULT_LOOK);
  const stages = new Map<string, Stage>();
  const painters = new Map<string, Painter>();
  const kept = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const value = map.get(key) ?? make();
    map.set(key, value);
    return value;
  };
  const stageOf = ({ format, theme }: Look): Stage =>
    kept(stages, `${format} ${theme}`, () =>
      createStage(format, { ...DEFAULT_LOOK, theme }, nodeTypefaces()),
    );
  const element = (look: Look, frame: number) => film.Scene({ trace, story, frame, stage: stageOf(look) });
  return {
    id: film.id,
    frames: story.frames,
    story: storyLine(story),
    said: saidLine(film, story),
    sound: soundLine(film, trace, story),
    telling: representativeFrames(story),
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

/** Films by their ids, or all. @throws Error for an unknown id */
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

/** Reads a PNG. @throws Error if it is not one */
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
