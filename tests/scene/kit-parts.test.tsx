import { describe, expect, it } from 'vitest';
import { displayList, textBoxes } from '../../src/render/paint/display-list.ts';
import { frameMarkup } from '../../src/render/paint/markup.ts';
import { wholeMap } from '../../src/scene/map-view.ts';
import { Callouts } from '../../src/scene/parts/Callouts.tsx';
import { ClusterTags } from '../../src/scene/parts/ClusterTags.tsx';
import { classInk, DecisionRegions, LabelledPoints, squareArea } from '../../src/scene/parts/DecisionMap.tsx';
import { Encoding } from '../../src/scene/parts/Encoding.tsx';
import { ForwardPass } from '../../src/scene/parts/ForwardPass.tsx';
import { LearnedMap, shareOf } from '../../src/scene/parts/LearnedMap.tsx';
import { LearningCurves } from '../../src/scene/parts/LearningCurves.tsx';
import { ClassKey } from '../../src/scene/parts/Legend.tsx';
import { LossReadouts } from '../../src/scene/parts/LossReadouts.tsx';
import { PairedRuns } from '../../src/scene/parts/PairedRuns.tsx';
import { PictureCloud } from '../../src/scene/parts/PictureCloud.tsx';
import { PointCloud } from '../../src/scene/parts/PointCloud.tsx';
import { Pulse, Tag } from '../../src/scene/parts/Pointer.tsx';
import { lossArea, lossPlace, PointLosses } from '../../src/scene/parts/PointLosses.tsx';
import { RadarChart } from '../../src/scene/parts/RadarChart.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import { SpaceAxes } from '../../src/scene/parts/SpaceAxes.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import type { Place } from '../../src/scene/rect.ts';
import { classMark } from '../../src/scene/theme.ts';
import { playheadOf } from '../../src/story/playhead.ts';
import { colouredStages } from '../helpers/films.ts';

const [stage] = colouredStages;
if (stage === undefined) throw new Error('no stage');
const drawn = (element: React.ReactElement) => (
  <svg xmlns="http://www.w3.org/2000/svg" width={1920} height={1080} viewBox="0 0 1920 1080">
    {element}
  </svg>
);
const wordsOf = (element: React.ReactElement) =>
  textBoxes(displayList(drawn(element))).map(({ text, box }) => ({ words: text.words, ...box }));
const square = { x: 100, y: 100, width: 400, height: 400 };

describe('a decision map', () => {
  const maps = [
    [-500, 500, -500, 500],
    [-500, -500, 500, 500],
  ];
  const regions = (at: number) =>
    frameMarkup(
      drawn(
        <DecisionRegions
          stage={stage}
          id="map"
          view={wholeMap(square)}
          maps={maps}
          head={playheadOf(at, 2)}
        />,
      ),
    );

  it('has its boundary where the logit is zero', () => {
    // Of the two lines of the boundary, all that is inside the square.
    const edge = (at: number): readonly number[] =>
      [...(regions(at).match(/d="([^"]*)" fill="none"/)?.[1] ?? '').matchAll(/[\d.]+ [\d.]+/g)]
        .map(([place]) => place.split(' ').map(Number)[at] ?? 0)
        .filter((value) => value > 101 && value < 499);
    expect(new Set(edge(0))).toEqual(new Set([300]));
    expect(new Set(edge(1))).toEqual(new Set([300]));
  });

  it('moves from step to step, and stays as it is after the last', () => {
    expect(regions(0.5)).not.toBe(regions(0));
    expect(regions(1)).toBe(regions(1.9));
  });

  it('tells points apart by colour and shape, and rings the wrong labels', () => {
    const area = squareArea(square, 1);
    const points = [
      { x: 0, y: 0, label: 1 as const, flipped: false },
      { x: 0.5, y: 0.5, label: 0 as const, flipped: true },
    ];
    const markup = frameMarkup(drawn(<LabelledPoints stage={stage} area={area} points={points} />));
    expect(markup).toContain(`fill="${classInk(stage.theme, 1)}"`);
    expect(markup).toContain(`fill="${classInk(stage.theme, 0)}"`);
    expect(markup).toContain('<circle cx="400" cy="200"');
    const plain = frameMarkup(drawn(<LabelledPoints stage={stage} area={area} points={points} rings={0} />));
    expect(plain).not.toContain('<circle');
  });
});

describe('readouts', () => {
  it('may have a line below each number, also in two rows', () => {
    const readings = ['a', 'b'].map((label) => ({ share: 1, label, value: '1', below: `${label} below` }));
    const tall = wordsOf(<Readouts stage={stage} rect={{ ...square, height: 320 }} readings={readings} />);
    const belowFirst = tall.find(({ words }) => words === 'a below');
    const second = tall.find(({ words }) => words === 'b');
    expect((second?.top ?? 0) - (belowFirst?.bottom ?? 0)).toBeGreaterThan(0);
  });
});

describe('a cloud of points', () => {
  const cloud = (props: Partial<Parameters<typeof PointCloud>[0]> = {}) =>
    frameMarkup(
      drawn(
        <PointCloud
          stage={stage}
          classes={[0, 1, 1]}
          marked={(i) => i === 2}
          at={(i) => [100 * (i + 1), 200, i - 1]}
          lots={[0, 0.5, 0.9]}
          {...props}
        />,
      ),
    );

  it('draws each point in the colour of its class, and those that are marked on a ring', () => {
    expect(cloud().match(/M\d+ 200h/g)).toHaveLength(3);
    for (const own of [0, 1]) expect(cloud()).toContain(`stroke="${classMark(stage.theme, own)}"`);
    expect(cloud().match(/M300 200h/g)).toHaveLength(1);
    expect(cloud({ rings: 1 }).match(/M300 200h/g)).toHaveLength(3);
    expect(cloud({ rings: 1 }).match(/M200 200h/g)).toHaveLength(1);
  });

  it('draws what is near over what is far, and larger', () => {
    const solid = cloud({ solid: 1, marked: () => false });
    expect(solid.indexOf('M100 200h')).toBeLessThan(solid.indexOf('M300 200h'));
    const widths = [...solid.matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(Math.max(...widths)).toBeGreaterThan(Math.min(...widths.filter((width) => width > 5)));
  });

  it('has trails only of points on their way, and fades what is not highlighted', () => {
    expect(cloud({ from: () => [0, 0, 0] })).not.toContain('M0 0L');
    expect(cloud({ from: () => [0, 0, 0], trails: 1 }).match(/M0 0L/g)).toHaveLength(3);
    expect(cloud({ focus: [1], dim: 1 })).toContain('stroke-opacity="0.13"');
  });
});

describe('a radar chart', () => {
  it('reaches its rim where a share is 1, to the right first and then anticlockwise', () => {
    const axes = ['a', 'b', 'c', 'd'].map((name) => ({ name, colour: stage.theme.text }));
    const chart = (
      <RadarChart
        stage={stage}
        rect={square}
        axes={axes}
        shares={[1, 0, 0, 0]}
        largest={0}
        fill={stage.theme.focus}
        rim={{ share: 1, name: '' }}
      />
    );
    const middles = wordsOf(chart).map(({ words, left, right, top, bottom }) => [
      words,
      Math.round(((left + right) / 2 - 300) / 300) + 0,
      Math.round(((top + bottom) / 2 - 300) / 300) + 0,
    ]);
    expect(middles).toEqual([
      ['a', 1, 0],
      ['b', 0, -1],
      ['c', -1, 0],
      ['d', 0, 1],
    ]);
    expect(frameMarkup(drawn(chart))).toMatch(/<circle cx="4\d\d(\.\d+)?" cy="300" r="8"/);
  });
});

describe('callouts', () => {
  it('come out of their points one after the other', () => {
    const rects: number[][] = [];
    const callouts = [0, 1].map((i) => ({
      at: [100, 100] as const,
      to: { x: 300, y: 100 * i, width: 80, height: 80 },
      colour: stage.theme.focus,
      draw: (rect: Parameters<typeof Box>[0]['rect'], grown: number) => {
        rects.push([i, Math.round(100 * grown) / 100]);
        return <Box rect={rect} />;
      },
    }));
    const draw = (frame: number): number[][] => {
      rects.length = 0;
      frameMarkup(
        drawn(<Callouts stage={stage} frame={frame} range={{ start: 0, end: 30 }} callouts={callouts} />),
      );
      return [...rects];
    };
    expect(draw(0)).toEqual([]);
    const [[, first = 0] = [], second] = draw(12);
    expect([first > 0.5, second]).toEqual([true, undefined]);
    expect(draw(30)).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });
});

describe('a forward pass', () => {
  const layers = [4, 3, 2].map((units) => ({ units, of: 10 * units, colour: stage.theme.line }));
  const pass = (pulse: number) => (
    <ForwardPass
      stage={stage}
      rect={square}
      layers={layers}
      target={1}
      pulse={pulse}
      strengths={[1, 1, 1]}
      foot={520}
    />
  );

  it('names the number of units of each layer', () => {
    expect(wordsOf(pass(0)).map(({ words }) => words)).toEqual(['40', '30', '20']);
  });

  it('lights the layers one after the other, and stays in the one that matters', () => {
    const lit = (pulse: number): number =>
      frameMarkup(drawn(pass(pulse))).match(/ opacity="0\.0[1-9]/g)?.length ?? 0;
    expect(frameMarkup(drawn(pass(0)))).not.toBe(frameMarkup(drawn(pass(1))));
    expect(lit(1)).toBeGreaterThan(0);
  });
});

it('a key of classes has each in its colour, in two rows where it is narrow', () => {
  const tops = (width: number) =>
    new Set(
      wordsOf(<ClassKey stage={stage} rect={{ ...square, width, height: 80 }} />).map(({ top }) =>
        Math.round(top / 20),
      ),
    );
  expect([tops(800).size, tops(300).size]).toEqual([1, 2]);
});

it('a tag stands to the right of its place and above it, on the other side at an edge', () => {
  const tagAt = (at: Place) => {
    const [tag] = wordsOf(<Tag stage={stage} at={at} words="this" away={20} within={square} />);
    return [(tag?.left ?? 0) > at[0], (tag?.bottom ?? 0) < at[1]];
  };
  expect(tagAt([300, 300])).toEqual([true, true]);
  expect(tagAt([480, 110])).toEqual([false, false]);
});

it('a pulse spreads and fades within its frames', () => {
  const at = (frame: number): string =>
    frameMarkup(
      drawn(<Pulse stage={stage} frame={frame} range={{ start: 10, end: 40 }} at={[300, 300]} r={[5, 50]} />),
    );
  const radius = (frame: number): number => Number(/ r="([\d.]+)"/.exec(at(frame))?.[1] ?? 0);
  expect([radius(10), radius(40)]).toEqual([0, 0]);
  expect(radius(30)).toBeGreaterThan(radius(15));
});

describe('a learned map', () => {
  const points = [
    { x: -0.5, y: 0.5, label: 0, flipped: false },
    { x: 0.5, y: 0, label: 1, flipped: true },
  ] as const;
  const map = (shown: number, believed: boolean) => (
    <LearnedMap
      stage={stage}
      id="map"
      view={wholeMap(square)}
      boundary="disc"
      maps={[[-500, 500, -500, 500]]}
      believed={[[believed]]}
      head={playheadOf(0, 1)}
      points={points}
      checked={{ points: [{ x: 0.9, y: 0.9, label: 0, flipped: false }], shown }}
    />
  );
  const markup = (shown: number, believed = false) => frameMarkup(drawn(map(shown, believed)));

  it('rings wrong labels, which glow once they are believed, and has the true boundary dashed', () => {
    expect(markup(0)).toContain('stroke-dasharray="4 11"');
    expect(markup(0)).not.toContain(stage.theme.focus);
    expect(markup(0, true)).toContain(stage.theme.focus);
  });

  it('has points that only check, and what is learned paler meanwhile', () => {
    expect(markup(0)).not.toContain('opacity="0.4"');
    expect(markup(1)).toContain('opacity="0.4"');
    expect(shareOf({ x: 0, y: 0 })).toEqual([0.5, 0.5]);
  });
});

describe('paired runs', () => {
  const chart = (grown: number) => (
    <PairedRuns
      stage={stage}
      rect={{ x: 100, y: 100, width: 800, height: 400 }}
      before={[0.4, 0.2, 0.3]}
      written={(share) => `${Math.round(100 * share)}%`}
      columns={[{ name: 'more', shares: [0.2, 0.3, 0.3], fallen: '1 of 3', grown }]}
    />
  );

  it('have a line for each run, in one colour if it falls, in another if it rises', () => {
    const lines = (colour: string) =>
      frameMarkup(drawn(chart(1))).match(new RegExp(`stroke="${colour}" stroke-width="4"`, 'g'))?.length;
    expect([stage.theme.focus, stage.theme.validation, stage.theme.quiet].map(lines)).toEqual([1, 1, 1]);
  });

  it('begin where nothing is done, and end with their count', () => {
    expect(wordsOf(chart(1)).map(({ words }) => words)).toEqual(
      expect.arrayContaining(['more', '1 of 3', '20%']),
    );
    expect(wordsOf(chart(0)).map(({ words }) => words)).not.toContain('1 of 3');
    expect(frameMarkup(drawn(chart(0.5)))).not.toBe(frameMarkup(drawn(chart(1))));
  });
});

describe('losses of points', () => {
  const from = squareArea(square, 1);
  const points = [{ x: 0.5, y: 0.5, label: 0, flipped: false }] as const;
  const chart = (loss: number, come: number) =>
    frameMarkup(
      drawn(
        <PointLosses
          stage={stage}
          rect={square}
          from={from}
          drawn={1}
          sets={[{ points, losses: [loss], come, shown: 1 }]}
          levels={[{ at: loss, colour: stage.theme.train, shown: 1 }]}
          names={{ wrong: 'sure, wrong', middle: 'undecided', right: 'sure, right', loss: 'loss' }}
        />,
      ),
    );

  it('come from the map to the curve, where the probability of their label and its cross-entropy meet', () => {
    const { x, y, rect } = lossArea(square);
    expect(lossPlace({ x, y, rect }, Math.LN2)).toEqual([x(0.5), y(Math.LN2)]);
    expect(lossPlace({ x, y, rect }, 0)).toEqual([rect.x + rect.width, rect.y + rect.height]);
    const markup = [0, 0.5, 1].map((come) => chart(Math.LN2, come));
    expect(new Set(markup).size).toBe(3);
  });

  it('stay in the chart, however large', () => {
    expect(lossPlace(lossArea(square), 50)[1]).toBe(lossArea(square).rect.y);
    expect(chart(50, 1)).not.toContain('NaN');
  });
});

it('losses are written with two decimals, and what is wrong below them', () => {
  const side = (loss: number) => ({ label: 'loss', loss, below: '1 of 2' });
  const words = wordsOf(
    <LossReadouts
      stage={stage}
      rect={{ ...square, width: 1000, height: 100 }}
      epoch={{ label: 'epoch', value: '3 / 9', below: 'wrong' }}
      train={side(0.1449)}
      validation={side(0.6951)}
    />,
  ).map((each) => each.words);
  expect(words).toEqual(expect.arrayContaining(['0.14', '0.70', '1 of 2', '3 / 9']));
});

it('the gap between two learning curves is shaded as far as they are drawn', () => {
  const losses = [
    [1, 0.5, 0.25],
    [1, 0.75, 0.75],
  ] as const;
  const chart = (upTo: number) => (
    <LearningCurves
      stage={stage}
      rect={square}
      x={{ label: 'epoch', epochs: 2 }}
      y={{ label: 'loss', domain: [0, 1] }}
      own={{ losses, names: ['training', 'validation'], upTo }}
      compared={{ losses: [1, 0.9, 0.8], name: 'before' }}
      gap={{ name: 'the gap', middle: [null, 0.625, 0.5], half: [0, 0.125, 0.25] }}
    />
  );
  expect(wordsOf(chart(2)).map((each) => each.words)).toEqual(expect.arrayContaining(['the gap', 'before']));
  const shaded = (upTo: number) => frameMarkup(drawn(chart(upTo))).match(/fill-opacity="0?\.2"/g)?.length;
  expect(shaded(2)).toBe(1);
});

it('an encoding writes the numbers of a layer beside its units, if they are few and small', () => {
  const words = (code: readonly number[]) =>
    wordsOf(
      <Encoding
        stage={stage}
        input={{ x: 100, y: 200, width: 200, height: 200 }}
        network={{ x: 400, y: 100, width: 600, height: 600 }}
        plane={{ x: 1200, y: 100, width: 500, height: 500 }}
        sizes={[49, 8, code.length, 10]}
        shown={2}
        code={code}
        numbers={code.map((value) => value.toFixed(2))}
        pulse={1}
        point={1}
      />,
    ).map((each) => each.words);
  expect(words([0.5, -1.25])).toEqual(expect.arrayContaining(['0.50', '-1.25', '49', '8', '10']));
  expect(words([0.5, -1250])).not.toContain('0.50');
});

describe('tags of clusters', () => {
  const words = (...places: readonly Place[]) => (
    <ClusterTags
      stage={stage}
      tags={places.map((at, own) => ({ own, at, strength: 1 }))}
      keep={[[900, 900]]}
    />
  );
  const opacities = (element: React.ReactElement) =>
    [...frameMarkup(drawn(element)).matchAll(/<g opacity="([^"]+)"/g)].map(([, opacity]) => Number(opacity));

  it('stand where they are wanted while they are apart', () => {
    expect(wordsOf(words([200, 200], [400, 400])).map((each) => each.words)).toEqual(['0', '1']);
  });

  it('give way to earlier ones and to places that are kept, the more the nearer', () => {
    expect(wordsOf(words([200, 200], [210, 200])).map((each) => each.words)).toEqual(['0']);
    expect(wordsOf(words([200, 200], [905, 900])).map((each) => each.words)).toEqual(['0']);
    expect(opacities(words([200, 200], [269, 200]))).toEqual([0.5]);
  });
});

it('axes in space lead to a spot by its numbers, leg after leg', () => {
  const axes = (gone: number) => (
    <SpaceAxes
      stage={stage}
      axes={{
        origin: [500, 500, 0],
        directions: [
          [1, 0, 0],
          [0, 1, 0],
        ],
      }}
      at={(x, y, z) => [x, y, z]}
      reach={400}
      way={[200, -150]}
      numbers={['200', '−150']}
      gone={gone}
    />
  );
  expect(wordsOf(axes(0))).toEqual([]);
  expect(wordsOf(axes(0.5)).map((each) => each.words)).toEqual(['200']);
  expect(wordsOf(axes(1)).map((each) => each.words)).toEqual(['200', '−150']);
  expect(frameMarkup(drawn(axes(1)))).toContain('M700,500L700,350');
});

it('pictures stand at the places of their points, the nearest last, and go when they are too small', () => {
  const picture = { width: 2, height: 2, pixels: [0, 255, 255, 0] };
  const pictures = [
    { picture, own: 3, at: [500, 500, 0.9] as const },
    { picture, own: 4, at: [300, 500, -0.9] as const },
  ];
  const markup = (side: number) =>
    frameMarkup(drawn(<g>{<PictureCloud stage={stage} pictures={pictures} side={side} />}</g>));
  const widths = [...markup(40).matchAll(/<image[^>]* width="([^"]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toHaveLength(2);
  expect(widths[0]).toBeLessThan(widths[1] ?? 0);
  expect(markup(4)).not.toContain('<image');
});
