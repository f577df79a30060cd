import type { Song } from './scoring.ts';

/** Levels are told in steps of a fiftieth: each is a phrase of its own. */
const STEPS = 50;

/**
 * Songs of one voice whose level changes from frame to frame, one for each stretch of about the same level; where it is next to
 * nothing there are none.
 *
 * @param range frames, `end` exclusive; @param level 0 … 1 at a frame; @param hertz pitch at a frame
 */
export function swelling(
  { start, end }: { readonly start: number; readonly end: number },
  level: (frame: number) => number,
  hertz: (frame: number) => number,
): readonly Song[] {
  const songs: Song[] = [];
  let from = start;
  const step = (frame: number): number => Math.round(STEPS * level(frame));
  for (let frame = start + 1; frame <= end; frame += 1) {
    if (frame < end && step(frame) === step(from)) continue;
    if (step(from) > 0) songs.push({ from, to: frame, hertz, gain: step(from) / STEPS });
    from = frame;
  }
  return songs;
}

/** Places that something strays to before it comes to the first again. */
const PLACES = 256;

/**
 * Something that strays between −1 and 1: on a straight way from one place to the next.
 *
 * @param next random numbers in [0, 1); @param turns places that it comes to in a second
 * @returns where it is at a frame
 */
export function straying(next: () => number, turns: number, fps: number): (frame: number) => number {
  const places = Array.from({ length: PLACES }, () => 2 * next() - 1);
  const at = (k: number): number => places[k % PLACES] ?? 0;
  return (frame) => {
    const time = (turns * frame) / fps;
    const k = Math.floor(time);
    return at(k) + (at(k + 1) - at(k)) * (time - k);
  };
}
