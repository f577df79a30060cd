import { describe, expect, it } from 'vitest';
import { contactSheet, sheetFrames } from '../../src/film/sheet.tsx';
import { tellFilm } from '../../src/film/told-film.ts';
import { loadCanvasKit } from '../../src/render/paint/canvaskit.ts';
import { DEFAULT_LOOK } from '../../src/story/look.ts';
import { smallFilm } from '../helpers/small-film.tsx';

describe('a contact sheet', () => {
  const params = smallFilm.params.parse({});
  const told = tellFilm(
    { film: smallFilm, params, seed: '1', fps: 30, format: 'square', scale: 1, look: DEFAULT_LOOK },
    smallFilm.simulate(params, '1'),
  );

  it('has a picture every so many seconds, from the first frame on', () => {
    expect(sheetFrames(90, 30, 1)).toEqual([0, 30, 60]);
    expect(sheetFrames(91, 30, 1)).toEqual([0, 30, 60, 90]);
    expect(sheetFrames(50, 24, 0.7)).toEqual([0, 16, 33]);
    expect(sheetFrames(1, 30, 600)).toEqual([0]);
  });

  it('is a PNG with its pictures in rows, the same each time', async () => {
    const draw = () => contactSheet(told, [0, 20, 40, 60], { columns: 3, scale: 0.1 });
    const png = await draw();
    const image = (await loadCanvasKit()).MakeImageFromEncoded(png);
    // Two rows of squares of 768 units, each with its time below, at a tenth.
    expect([image?.width(), image?.height()]).toEqual([240, 166]);
    image?.delete();
    expect(Buffer.from(await draw()).equals(Buffer.from(png))).toBe(true);
    const others = await contactSheet(told, [0, 20, 40, 80], { columns: 3, scale: 0.1 });
    expect(Buffer.from(others).equals(Buffer.from(png))).toBe(false);
  });

  it('is refused, with what to do, where it would be too tall', async () => {
    const frames = Array.from({ length: 90 }, (_, i) => i);
    await expect(contactSheet(told, frames, { columns: 1, scale: 1 })).rejects.toThrow(
      /^a sheet of 90 pictures would be \d+ pixels tall, and may be 16384: a longer --every/,
    );
  });
});
