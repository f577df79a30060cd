import { describe, expect, it } from 'vitest';
import { frameMarkup } from '../../src/render/paint/markup.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Countdown } from '../../src/scene/parts/Countdown.tsx';
import { FitPlot } from '../../src/scene/parts/FitPlot.tsx';
import { windowArea } from '../../src/scene/parts/ParameterMap.tsx';
import { SurfaceChord } from '../../src/scene/parts/SurfaceChord.tsx';
import { reliefOf } from '../../src/scene/parts/SurfaceMap.tsx';
import { onSurface } from '../../src/scene/surface-view.ts';
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

it('a chord of a bowl in space is above its course, whichever way it lies', () => {
  const relief = { ...reliefOf(ravine, [-8, 2], ravine.view), straight: true };
  const see = onSurface(relief, windowArea(ravine.view, panel), { relief: 1, turn: 0.3 });
  for (const angle of [0, 0.2, 0.5, 0.8]) {
    const [c, s] = [3 * Math.cos(Math.PI * angle), 3 * Math.sin(Math.PI * angle)];
    const text = markup(<SurfaceChord stage={stage} see={see} from={[c, s]} to={[-c, -s]} />);
    const course = (/<path d="([^"]+)Z"/.exec(text)?.[1] ?? '')
      .split(/[ML ,]/)
      .filter(Boolean)
      .map(Number);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] =
      /<line x1="([\d.-]+)" y1="([\d.-]+)" x2="([\d.-]+)" y2="([\d.-]+)"/.exec(text)?.slice(1).map(Number) ??
      [];
    expect(course.length).toBe(82);
    // Down is larger.
    const below = Array.from({ length: 41 }, (_, i) => {
      const [x = 0, y = 0] = course.slice(2 * i, 2 * i + 2);
      return y - (y1 + ((y2 - y1) * (x - x1)) / (x2 - x1));
    });
    expect(Math.min(...below)).toBeGreaterThan(-0.5);
    expect(Math.max(...below)).toBeGreaterThan(2);
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
