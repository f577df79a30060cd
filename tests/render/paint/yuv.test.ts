import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { ffmpegEnvironment, ffmpegPlace } from '../../../src/render/encode/ffmpeg-place.ts';
import { markAll, tileGrid } from '../../../src/render/paint/tiles.ts';
import { copyTiles, toYuv, yuvSize } from '../../../src/render/paint/yuv.ts';

const [WIDTH, HEIGHT, PATCH] = [144, 80, 16];

/** Flat patches of colour: every edge and corner of the RGB cube, greys, and colours in between. */
function patches(): Uint8Array {
  const rgba = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const n = Math.floor(y / PATCH) * (WIDTH / PATCH) + Math.floor(x / PATCH);
      const levels = [0, 128, 255];
      const colour =
        n < 27
          ? [levels[n % 3] ?? 0, levels[Math.floor(n / 3) % 3] ?? 0, levels[Math.floor(n / 9)] ?? 0]
          : n < 36
            ? [n * 7 - 189, n * 7 - 189, n * 7 - 189]
            : [(n * 89) % 256, (n * 151) % 256, (n * 211) % 256];
      rgba.set([...colour, 255], (y * WIDTH + x) * 4);
    }
  }
  return rgba;
}

function converted(rgba: Uint8Array): Uint8Array {
  const grid = tileGrid(WIDTH, HEIGHT, 1);
  markAll(grid);
  const yuv = new Uint8Array(yuvSize(WIDTH, HEIGHT));
  toYuv(rgba, yuv, grid);
  return yuv;
}

describe('RGBA to yuv420p', () => {
  test('agrees with FFmpeg in BT.709, limited range, to one level', () => {
    const rgba = patches();
    const oracle = execFileSync(
      ffmpegPlace().ffmpeg,
      [
        '-loglevel',
        'error',
        '-f',
        'image2pipe',
        '-frame_size',
        String(rgba.length),
        '-video_size',
        `${WIDTH}x${HEIGHT}`,
        '-pixel_format',
        'rgba',
        '-c:v',
        'rawvideo',
        '-i',
        '-',
        '-vf',
        'scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd',
        '-pix_fmt',
        'yuv420p',
        '-c:v',
        'rawvideo',
        '-f',
        'image2pipe',
        '-',
      ],
      { input: rgba, env: ffmpegEnvironment() },
    );
    const ours = converted(rgba);
    expect(oracle.length).toBe(ours.length);
    // The middle of each patch: FFmpeg's chroma filter reaches across the edges.
    for (let top = 0; top < HEIGHT; top += PATCH) {
      for (let left = 0; left < WIDTH; left += PATCH) {
        const luma = (top + 8) * WIDTH + left + 8;
        const chroma = WIDTH * HEIGHT + ((top + 8) / 2) * (WIDTH / 2) + (left + 8) / 2;
        for (const at of [luma, chroma, chroma + (WIDTH * HEIGHT) / 4]) {
          expect(
            Math.abs((ours[at] ?? 0) - (oracle[at] ?? 0)),
            `patch at ${left}, ${top}`,
          ).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  test('keeps black, white and greys exactly', () => {
    const of = (value: number) => {
      const yuv = converted(new Uint8Array(WIDTH * HEIGHT * 4).fill(value));
      return [yuv[0], yuv[WIDTH * HEIGHT], yuv[yuv.length - 1]];
    };
    expect(of(0)).toEqual([16, 128, 128]);
    expect(of(255)).toEqual([235, 128, 128]);
    expect(of(100)).toEqual([Math.round(16 + (219 * 100) / 255), 128, 128]);
  });

  test('takes chroma as the mean of four pixels', () => {
    const rgba = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
    rgba.set([255, 0, 0, 255]);
    const yuv = converted(rgba);
    const red = 128 + (224 / 255) * 0.5 * 255;
    expect(yuv[WIDTH * HEIGHT + (WIDTH * HEIGHT) / 4]).toBe(Math.round(128 + (red - 128) / 4));
    expect(yuv[1]).toBe(235);
  });

  test('touches only marked tiles, and so does copying', () => {
    const grid = tileGrid(WIDTH, HEIGHT, 1);
    grid.marks[10] = 1;
    const target = new Uint8Array(yuvSize(WIDTH, HEIGHT));
    toYuv(patches(), target, grid);
    const whole = converted(patches());
    const copy = new Uint8Array(target.length);
    copyTiles(whole, copy, grid);
    expect(copy).toEqual(target);
    expect(target.filter((value) => value !== 0).length).toBe(16 * 16 + 2 * 8 * 8);
  });
});
