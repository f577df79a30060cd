import { createHash } from 'node:crypto';
import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { loadCanvasKit } from '../../../src/render/paint/canvaskit.ts';
import { countOps, displayList } from '../../../src/render/paint/display-list.ts';
import { createFramePainter, type FrameSource } from '../../../src/render/paint/frame-painter.ts';
import { createPainter } from '../../../src/render/paint/painter.ts';
import type { PaintedPart, Painter } from '../../../src/render/paint/picture.ts';
import { markAll, tileGrid } from '../../../src/render/paint/tiles.ts';
import { createUnderlay } from '../../../src/render/paint/underlay.ts';

const [WIDTH, HEIGHT, FRAMES] = [192, 128, 60];
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * A disc goes over ground that costs a lot to paint: within a clip, below and above what stands still. The ground
 * changes at frames 20 and 40, and something outside the picture changes at frame 30.
 */
function element(frame: number): ReactElement {
  const ground = Math.floor(frame / 20);
  return (
    <svg xmlns="http://www.w3.org/2000/svg" width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <defs>
        <linearGradient id="light" x1={0} y1={0} x2={0} y2={1}>
          <stop offset={0} stopColor="#56b4e9" stopOpacity={0.7} />
          <stop offset={1} stopColor="#d55e00" stopOpacity={0.1} />
        </linearGradient>
        <clipPath id="window">
          <rect x={6.5} y={5.5} width={WIDTH - 13} height={HEIGHT - 11} rx={9} />
        </clipPath>
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill="#0b1020" />
      <g clipPath="url(#window)">
        <ellipse cx={90 + ground} cy={60.3} rx={88} ry={55} fill="url(#light)" />
        <rect x={frame < 30 ? -40 : -60} y={0} width={10} height={10} fill="#fff" />
        <g opacity={0.6}>
          <rect x={20} y={30} width={60.5} height={40} fill="url(#light)" stroke="#fff" />
        </g>
        <circle cx={20 + frame * 2.3} cy={64} r={9} fill="#009e73" opacity={0.8} />
      </g>
      <path d="M0 64.5H192" stroke="#f0e442" strokeOpacity={0.5} />
    </svg>
  );
}

const film: FrameSource = { width: WIDTH, height: HEIGHT, fps: 30, frames: FRAMES, element };

/** A painter that says which parts it is asked for. */
async function watchedPainter(): Promise<{ readonly painter: Painter; readonly parts: PaintedPart[] }> {
  const painter = createPainter(await loadCanvasKit(), { width: WIDTH, height: HEIGHT, scale: 1 });
  const parts: PaintedPart[] = [];
  const paint: Painter['paint'] = (list, only, part) => {
    if (part !== undefined) parts.push(part);
    painter.paint(list, only, part);
  };
  return { painter: { ...painter, paint }, parts };
}

describe('what lies below everything that changes', () => {
  test('is painted once, and the frames are those of a painter that paints all of it', async () => {
    const ordered = await createFramePainter(film, 1);
    const stream = ordered.stream();
    for (let frame = 0; frame < FRAMES; frame += 1) {
      const inOrder = sha(stream.paint(frame));
      const fresh = await createFramePainter(film, 1);
      expect(inOrder, `frame ${frame}`).toBe(sha(fresh.stream().paint(frame)));
      fresh.dispose();
    }
    ordered.dispose();
  });

  test('stays as long as it does not change, and is left out of the painting', async () => {
    const { painter, parts } = await watchedPainter();
    const paint = createUnderlay(painter, 1);
    const grid = tileGrid(WIDTH, HEIGHT, 1);
    markAll(grid);
    const froms: number[] = [];
    for (let frame = 0; frame < 24; frame += 1) {
      parts.length = 0;
      // Four operations come before the disc; at frame 20 only the first is as it was.
      paint(displayList(element(frame)), grid, frame === 20 ? 1 : 4);
      froms.push(parts.at(-1)?.from ?? 0);
    }
    painter.dispose();
    expect(froms.slice(0, 2)).toEqual([0, 4]);
    expect(new Set(froms.slice(1, 20))).toEqual(new Set([4]));
    expect(froms[20]).toBe(0);
    expect(froms[23]).toBe(4);
  });

  test('can be any part of a list: painted one after the other, the parts are the picture', async () => {
    const painter = createPainter(await loadCanvasKit(), { width: WIDTH, height: HEIGHT, scale: 1 });
    const list = displayList(element(12));
    painter.paint(list);
    const whole = sha(painter.pixels());
    const count = countOps(list.ops);
    expect(count).toBe(6);
    for (let cut = 0; cut <= count; cut += 1) {
      painter.paint(list, undefined, { from: 0, to: cut });
      expect(sha(painter.pixels()) === whole).toBe(cut === count);
      painter.paint(list, undefined, { from: cut, to: count });
      if (cut > 0) expect(sha(painter.pixels()), `cut at ${cut}`).toBe(whole);
    }
    painter.dispose();
  });
});
