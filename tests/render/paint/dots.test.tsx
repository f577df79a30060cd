import { describe, expect, it } from 'vitest';
import { displayList } from '../../../src/render/paint/display-list.ts';
import { dotsOf } from '../../../src/render/paint/dots.ts';
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
});
