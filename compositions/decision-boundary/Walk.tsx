import type { ReactElement } from 'react';
import { polyline } from '../../src/scene/curve.ts';
import { wholeMap } from '../../src/scene/map-view.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Axes, insidePanel } from '../../src/scene/parts/Axes.tsx';
import { classInk } from '../../src/scene/parts/DecisionMap.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { areaOf } from '../../src/scene/parts/LearnedMap.tsx';
import { Dot, Line, Path } from '../../src/scene/parts/shapes.tsx';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { lerp } from '../../src/sim/maths.ts';
import type { Network } from '../../src/sim/network/network.ts';
import type { FrameRange } from '../../src/story/clock.ts';
import { alongCut, crossingOf, outputsAlong } from './along-cut.ts';

/** The walk on the map, as far as it has come. */
export function walkOnMap(m: Moment, rect: Rect, network: Network, walk: FrameRange): ReactElement {
  const { theme } = m.stage;
  const area = areaOf(wholeMap(rect));
  const place = (share: number): Place => {
    const [x, y] = alongCut(network, share);
    return [area.x(x), area.y(y)];
  };
  const at = place(m.through(walk));
  const crossing = crossingOf(outputsAlong(network), m.through(walk));
  return (
    <g>
      <Line from={place(0)} to={at} stroke={theme.focus} width={5} />
      {crossing !== null && <Dot at={place(crossing)} r={20} stroke={theme.text} width={5} />}
      <Glow at={at} r={14} colour={theme.focus} />
      <Dot at={at} r={14} fill={theme.focus} stroke={theme.background} width={3} />
    </g>
  );
}

/** The output along the walk, as far as it has come, and where it is 0. */
export function walkPlot(m: Moment, panel: Rect, network: Network, walk: FrameRange): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const outputs = outputsAlong(network);
  const last = outputs.length - 1;
  const reach = Math.max(...outputs.map(Math.abs), 1e-6) * 1.15;
  const rect = insidePanel(panel);
  const x = linearScale([0, last], [rect.x, rect.x + rect.width]);
  const y = linearScale([-reach, reach], [rect.y + rect.height, rect.y]);
  const now = m.through(walk) * last;
  const step = Math.floor(now);
  const crossing = crossingOf(outputs, m.through(walk));
  const output = lerp(outputs[step] ?? 0, outputs[step + 1] ?? outputs[step] ?? 0, now - step);
  const line = [
    ...outputs.slice(0, step + 1).map((value, i): Place => [x(i), y(value)]),
    [x(now), y(output)] as const,
  ];
  return (
    <g>
      <Axes
        stage={stage}
        area={{ rect, x, y }}
        xTicks={[]}
        yTicks={[0]}
        xLabel={m.say('along')}
        yLabel={m.say('output')}
      />
      <Line from={[rect.x, y(0)]} to={[rect.x + rect.width, y(0)]} stroke={theme.curve} width={4} />
      <Path d={polyline(line)} stroke={theme.focus} width={6} round />
      {crossing !== null && <Dot at={[x(crossing * last), y(0)]} r={20} stroke={theme.text} width={5} />}
      <Dot
        at={[x(now), y(output)]}
        r={14}
        fill={classInk(theme, output > 0 ? 1 : 0)}
        stroke={theme.background}
        width={3}
      />
    </g>
  );
}
