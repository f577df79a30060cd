import { describe, expect, it } from 'vitest';
import { frameMarkup } from '../../src/render/paint/markup.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { BowlSection } from '../../src/scene/parts/BowlSection.tsx';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import { FitPlot } from '../../src/scene/parts/FitPlot.tsx';
import { windowArea } from '../../src/scene/parts/ParameterMap.tsx';
import { reliefOf } from '../../src/scene/parts/SurfaceMap.tsx';
import { ravine } from '../../src/sim/objectives/ravine.ts';
import { colouredStages } from '../helpers/films.ts';

const [stage] = colouredStages;
if (stage === undefined) throw new Error('no stage');
const markup = (element: React.ReactElement) => frameMarkup(<svg>{element}</svg>);
const panel = { x: 100, y: 100, width: 600, height: 500 };
const observations = { x: [0, 5, 10], y: [1, 2, 3] };
const area = windowArea({ x: [0, 10], y: [0, 4] }, panel);

describe('a line through observations', () => {
  const plot = (line: readonly [number, number], errors = 0) =>
    markup(
      <FitPlot
        stage={stage}
        area={area}
        observations={observations}
        line={line}
        colour="#123456"
        xLabel="x"
        yLabel="y"
        errors={errors}
      />,
    );
  /** Both ends of the line as drawn. */
  const ends = (text: string): readonly number[] =>
    (/d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*#123456/.exec(text)?.slice(1) ?? []).map(Number);

  it('reaches from one edge of the plot to the other', () => {
    const { x, y, width } = area.rect;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends(plot([0.2, 1]));
    expect([x1, x2]).toEqual([x, x + width]);
    expect([y1, y2].map((place) => Math.round(place))).toEqual(
      [area.y(1), area.y(3)].map((place) => Math.round(place)),
    );
    expect(y1).toBeGreaterThan(y);
  });

  it('ends at the plot’s top and bottom where it is steep', () => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends(plot([1e6, -5e6]));
    expect([y1, y2]).toEqual([area.rect.y + area.rect.height, area.rect.y]);
    expect([x1, x2].map((place) => Math.round(place))).toEqual([
      Math.round(area.x(5)),
      Math.round(area.x(5)),
    ]);
  });

  it('is not drawn where none of it is in the plot', () => {
    expect(ends(plot([0, 9]))).toEqual([]);
    expect(ends(plot([0, 2]))).toHaveLength(4);
  });

  it('has an error for each observation, as far as is asked', () => {
    const lines = (text: string) => (text.match(/<line /g) ?? []).length;
    expect(lines(plot([0.2, 2], 1)) - lines(plot([0.2, 2], 0))).toBe(3);
  });
});

it('a cut through a bowl has its chord above the curve, whichever way it lies', () => {
  const relief = reliefOf(ravine, [-8, 2], ravine.view);
  for (const turn of [0, 0.2, 0.5, 0.8]) {
    const text = markup(
      <BowlSection
        stage={stage}
        relief={relief}
        best={[0, 0]}
        area={windowArea(ravine.view, panel)}
        panel={panel}
        turn={turn}
        xLabel="along"
        yLabel="L"
      />,
    );
    const numbers = (name: RegExp): readonly number[] =>
      (name.exec(text)?.[1] ?? '')
        .split(/[ML ,]/)
        .filter(Boolean)
        .map(Number);
    const curve = numbers(/clip-path="url\(#section\)"[^>]*><path d="([^"]+)"/);
    const chord =
      /<line x1="([\d.-]+)" y1="([\d.-]+)" x2="([\d.-]+)" y2="([\d.-]+)"[^>]*dasharray="14 9"/
        .exec(text)
        ?.slice(1)
        .map(Number) ?? [];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = chord;
    expect(curve.length).toBeGreaterThan(100);
    for (let i = 0; i < curve.length; i += 2) {
      const [x = 0, y = 0] = curve.slice(i, i + 2);
      // Down is larger.
      if (x > x1 + 1 && x < x2 - 1)
        expect(y).toBeGreaterThanOrEqual(y1 + ((y2 - y1) * (x - x1)) / (x2 - x1) - 0.02);
    }
  }
});

describe('a countdown', () => {
  const at = (frame: number) => {
    const m = { stage, frame, text: () => null } as unknown as Moment;
    return markup(<Countdown m={m} at={[200, 200]} r={50} range={{ start: 100, end: 130 }} />);
  };

  it('runs down within its range, and is gone soon after', () => {
    expect(at(90)).toBe(at(140));
    expect(at(90)).not.toContain('circle');
    expect(at(115)).toContain('A50 50 0 0 1');
    expect(at(105)).toContain('A50 50 0 1 1');
  });
});
