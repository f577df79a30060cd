import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { markDifference } from '../../../src/render/paint/damage.ts';
import { displayList } from '../../../src/render/paint/display-list.ts';
import { dotsIn, dotsOf } from '../../../src/render/paint/dots.ts';
import { createFramePainter } from '../../../src/render/paint/frame-painter.ts';
import { tileGrid } from '../../../src/render/paint/tiles.ts';
import { openPixels } from '../../../src/render/still.ts';
import { decoded, similarity } from '../pixels.ts';

const places = Array.from({ length: 60 }, (_, i) => [12 + ((i * 37) % 176), 12 + ((i * 53) % 176)] as const);
const d = places.map(([x, y]) => `M${x} ${y}h.01`).join('');
const drawing = (children: React.ReactElement) => (
  <svg width={200} height={200} viewBox="0 0 200 200">
    <rect width={200} height={200} fill="#0b1020" />
    {children}
  </svg>
);
const dotted = (props: object) =>
  drawing(<path d={d} fill="none" stroke="#e69f00" strokeWidth={9} strokeLinecap="round" {...props} />);
const picture = async (element: React.ReactElement) => {
  const pixels = await openPixels({ width: 200, height: 200, fps: 30, frames: 1, element: () => element });
  try {
    return await decoded(pixels.png(0));
  } finally {
    pixels.close();
  }
};
const found = (element: React.ReactElement) => {
  const op = displayList(element).ops.at(-1);
  return op?.kind === 'shape' && op.stroke ? dotsOf(op.shape, op.stroke) : undefined;
};

describe('a path of dots', () => {
  it('is drawn as circles are', async () => {
    const circles = drawing(
      <g fill="#e69f00">
        {places.map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={4.5} />
        ))}
      </g>,
    );
    expect(found(dotted({}))?.length).toBe(120);
    expect(similarity(await picture(dotted({})), await picture(circles))).toBeGreaterThan(0.995);
  });

  it('is distinguished from lines, translucent dots and square caps', () => {
    expect(found(dotted({ d: 'M0 0h9' }))).toBeUndefined();
    expect(found(dotted({ d: 'M0 0h.01h.01' }))).toBeUndefined();
    expect(found(dotted({ strokeOpacity: 0.5 }))).toBeUndefined();
    expect(found(dotted({ strokeLinecap: 'square' }))).toBeUndefined();
    expect(found(dotted({ strokeDasharray: '1 2' }))).toBeUndefined();
  });

  it('has the same pixels where only some of its dots have moved, come or gone, and marks no tile of the others', async () => {
    // Every sixth dot moves from frame to frame; the last ones come and go; clear of each other and not.
    const at = (frame: number) =>
      places
        .slice(0, 50 + ((frame * 7) % 11))
        .map(([x, y], i) => `M${i % 6 === 0 ? x + ((frame * 13) % 50) / 4 : x} ${y}h.01`)
        .join('');
    const element = (frame: number) => dotted({ d: at(frame) });
    const film = { width: 200, height: 200, fps: 30, frames: 30, element };
    const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const painter = await createFramePainter(film, 1);
    const stream = painter.stream();
    for (let frame = 0; frame < film.frames; frame += 1) {
      const fresh = await createFramePainter(film, 1);
      expect(sha(stream.paint(frame)), `frame ${frame}`).toBe(sha(fresh.stream().paint(frame)));
      fresh.dispose();
    }
    painter.dispose();
    const grid = tileGrid(200, 200, 1);
    markDifference(displayList(dotted({ d: at(0) })).ops, displayList(dotted({ d: at(11) })).ops, grid);
    const marked = grid.marks.reduce((sum, mark) => sum + mark, 0);
    expect(marked).toBeGreaterThan(0);
    expect(marked).toBeLessThan(0.7 * grid.marks.length);
    const op = displayList(dotted({})).ops.at(-1);
    if (op?.kind !== 'shape') throw new Error('no dots');
    grid.marks.fill(0);
    grid.marks[0] = 1;
    const near = dotsIn(found(dotted({})) ?? new Float32Array(0), op, grid);
    expect(near.length).toBeGreaterThan(0);
    expect(near.length).toBeLessThan(12);
    expect(near.every((place) => place < 16 + 4.5 + 2)).toBe(true);
  });
});
