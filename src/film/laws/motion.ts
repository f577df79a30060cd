import { displayList } from '../../render/paint/display-list.ts';
import { frameMarkup } from '../../render/paint/markup.ts';
import type { Painter } from '../../render/paint/picture.ts';
import type { Stage } from '../../scene/stage.ts';
import { luminance } from './contrast.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** Share of the first frame's pixels that differ from the background. */
const LEAST_DRAWN = 0.02;
/** Difference in a channel, 0 to 255, from which a pixel counts. */
const NOTICEABLE = 8;
/** Seconds without any motion that nobody wonders about. */
const LONGEST_STILL = 4;
/** Of relative luminance: a flash goes up and down by as much (WCAG 2.1, general flash). */
const FLASH = 0.1;
const FLASHES_A_SECOND = 3;
/** Share of the picture: a quarter of ten degrees of the field of view. */
const FLASH_AREA = 0.028;

/** The colour that most pixels have. */
function commonest(pixels: Uint8Array): readonly number[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [colour] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/** Law 9 as a matter of taste: the first frame shows something. @param painter of the stage's format */
export function beginsFilled(
  { film, trace, story }: Subject,
  stage: Stage,
  painter: Painter,
): readonly Finding[] {
  painter.paint(displayList(film.Scene({ trace, story, frame: 0, stage })));
  const pixels = painter.pixels();
  const background = commonest(pixels);
  let drawn = 0;
  for (let at = 0; at < pixels.length; at += 4)
    if (background.some((value, i) => Math.abs((pixels[at + i] ?? 0) - value) > NOTICEABLE)) drawn += 1;
  const share = (4 * drawn) / pixels.length;
  if (share >= LEAST_DRAWN) return [];
  return [
    {
      law: 'taste',
      frame: 0,
      what: `only ${(100 * share).toFixed(1)} % of the first frame is drawn`,
      todo: `begin with something to see, ${100 * LEAST_DRAWN} % or more: players show it before the film runs`,
    },
  ];
}

/** Law 9 as a matter of taste: no picture stands still for longer than its captions take to read, and 4 s. */
export function keepsMoving({ film, trace, story }: Subject, stage: Stage): readonly Finding[] {
  const half = Math.round(story.fps / 2);
  const draw = (frame: number): string => frameMarkup(film.Scene({ trace, story, frame, stage }));
  const findings: Finding[] = [];
  let [start, previous] = [0, draw(0)];
  for (let frame = half; frame < story.frames + half; frame += half) {
    const now = frame < story.frames ? draw(frame) : '';
    if (now === previous) continue;
    const end = Math.min(frame, story.frames);
    const reading = story.captions.reduce(
      (sum, caption) => sum + Math.max(0, Math.min(end, caption.end) - Math.max(start, caption.start)),
      0,
    );
    const seconds = (end - half - start - reading) / story.fps;
    if (seconds > LONGEST_STILL)
      findings.push({
        law: 'taste',
        frame: start,
        what: `nothing moves for ${((end - half - start) / story.fps).toFixed(1)} s`,
        todo: 'shorten the part, or let something happen in it',
      });
    [start, previous] = [frame, now];
  }
  return findings;
}

/**
 * Law 9 as a matter of taste: nothing flashes more than three times a second. Looks at two frames out of four, so that
 * what changes with every frame is seen too.
 *
 * @param painter of the stage's format, as small as can be
 */
export function flashesRarely(
  { film, trace, story }: Subject,
  stage: Stage,
  painter: Painter,
): readonly Finding[] {
  const size = painter.width * painter.height;
  const turn = new Float64Array(size);
  const rising = new Int8Array(size);
  const turns: number[][] = Array.from({ length: size }, () => []);
  for (let frame = 0; frame < story.frames; frame += frame % 4 === 1 ? 3 : 1) {
    painter.paint(displayList(film.Scene({ trace, story, frame, stage })));
    const pixels = painter.pixels();
    let flashing = 0;
    for (let i = 0; i < size; i += 1) {
      const light = luminance([pixels[4 * i] ?? 0, pixels[4 * i + 1] ?? 0, pixels[4 * i + 2] ?? 0]);
      const extreme = turn[i] ?? 0;
      const own = turns[i] ?? [];
      if (frame === 0) turn[i] = light;
      else if (Math.abs(light - extreme) >= FLASH && Math.sign(light - extreme) !== rising[i]) {
        rising[i] = Math.sign(light - extreme);
        turn[i] = light;
        own.push(frame);
      } else if ((light - extreme) * (rising[i] ?? 0) > 0) turn[i] = light;
      while ((own[0] ?? frame) <= frame - story.fps) own.shift();
      if (own.length > 2 * FLASHES_A_SECOND) flashing += 1;
    }
    if (flashing >= FLASH_AREA * size)
      return [
        {
          law: 'taste',
          frame,
          what: `${((100 * flashing) / size).toFixed(0)} % of the picture flash more than ${FLASHES_A_SECOND} times a second`,
          todo: 'change brightness more slowly: flashes can trigger seizures',
        },
      ];
  }
  return [];
}
