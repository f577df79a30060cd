import type { Picture } from './pictures.ts';

/** How much two pictures of equal size differ. */
export interface Difference {
  /** Fraction of the pixels that differ, 0 … 1. */
  readonly share: number;
  /** The largest difference of one channel, 0 … 255. */
  readonly largest: number;
  /** Black where they agree, brighter the more they differ. */
  readonly map: Picture;
}

/** Darkest grey of a differing pixel: even a difference of one shade must be visible. */
const VISIBLE = 64;

/** Compares two pictures; `undefined` if their sizes differ. */
export function difference(before: Picture, now: Picture): Difference | undefined {
  const { width, height } = now;
  if (before.width !== width || before.height !== height) return undefined;
  const data = new Uint8Array(now.data.length).fill(255);
  let [differing, largest] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    let most = 0;
    for (let channel = i; channel < i + 4; channel += 1)
      most = Math.max(most, Math.abs((before.data[channel] ?? 0) - (now.data[channel] ?? 0)));
    if (most > 0) differing += 1;
    largest = Math.max(largest, most);
    data.fill(most === 0 ? 0 : VISIBLE + Math.round((most * (255 - VISIBLE)) / 255), i, i + 3);
  }
  return { share: differing / (width * height), largest, map: { width, height, data } };
}

const GAP = 8;

/** Pictures in a row on grey, from left to right. */
export function sideBySide(pictures: readonly Picture[]): Picture {
  const width = pictures.reduce((sum, picture) => sum + picture.width, GAP * (pictures.length - 1));
  const height = Math.max(...pictures.map((picture) => picture.height));
  const data = new Uint8Array(width * height * 4).fill(128);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  let left = 0;
  for (const picture of pictures) {
    const row = picture.width * 4;
    for (let y = 0; y < picture.height; y += 1)
      data.set(picture.data.subarray(y * row, (y + 1) * row), (y * width + left) * 4);
    left += picture.width + GAP;
  }
  return { width, height, data };
}
