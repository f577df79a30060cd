import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import type { Network } from '../../sim/network/network.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import { remember } from '../../sim/remember.ts';
import { walksOf } from '../../story/boundary/networks.ts';
import { type FrameRange, progress } from '../../story/clock.ts';
import { polyline, sample } from '../curve.ts';
import type { Moment } from '../moment.ts';
import { Axes, insidePanel } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Dot, Line, Path } from '../parts/shapes.tsx';
import type { Place, Rect } from '../rect.ts';
import { linearScale } from '../scale.ts';
import { graphPlace, onMap } from './boundary-layout.ts';

/** When the walks are gone, and when a closed curve is drawn that would have to be crossed twice. */
interface Walking {
  readonly walk: FrameRange;
  readonly loop: FrameRange;
}

const walksAlong = remember(walksOf);
/** Radius of the closed curve that there would have to be, and dashes of what there is not. */
const LOOP = 0.4;
const WISHED = '3 12';

/** How far each walk has been gone: one begins after the other. */
function goneOf(m: Moment, count: number, walk: FrameRange): readonly number[] {
  const all = progress(walk, m.frame) * (1 + (count - 1) * 0.55);
  return Array.from({ length: count }, (_, i) => clamp(all - i * 0.55, 0, 1));
}

/** Walks parallel to the first cut on the map, where each crosses the boundary, and the curve that there would have to be. */
export function walksOnMap(m: Moment, rect: Rect, network: Network, { walk, loop }: Walking): ReactElement {
  const { theme } = m.stage;
  const place = onMap(rect);
  const walks = walksAlong(network);
  const gone = goneOf(m, walks.length, walk);
  const wished = m.through(loop);
  const [from, to] = walks[Math.floor(walks.length / 2)]?.ends ?? [
    [0, 0],
    [0, 0],
  ];
  const middle: Place2 = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const crossed = [-1, 1].map(
    (side): Place2 => [middle[0] + (side * LOOP * dx) / length, middle[1] + (side * LOOP * dy) / length],
  );
  const [x] = place([LOOP, 0]);
  return (
    <g>
      {each(walks, ({ ends: [a, b], crossing }, i) => {
        const share = gone[i] ?? 0;
        const at: Place2 = [lerp(a[0], b[0], share), lerp(a[1], b[1], share)];
        const met: Place2 = [lerp(a[0], b[0], crossing ?? 0), lerp(a[1], b[1], crossing ?? 0)];
        return share === 0 ? null : (
          <g>
            <Line from={place(a)} to={place(at)} stroke={theme.focus} width={5} />
            {crossing !== null && share >= crossing && (
              <Dot at={place(met)} r={16} stroke={theme.text} width={5} />
            )}
            {share < 1 && (
              <Dot at={place(at)} r={13} fill={theme.focus} stroke={theme.background} width={3} />
            )}
          </g>
        );
      })}
      <Fade in={wished}>
        <Dot
          at={place(middle)}
          r={x - place([0, 0])[0]}
          stroke={theme.validation}
          width={6}
          dash={WISHED}
          round
        />
        {each(crossed, (at) => (
          <Dot at={place(at)} r={13} fill={theme.validation} stroke={theme.background} width={3} />
        ))}
      </Fade>
    </g>
  );
}

/** The output along each walk, as far as it has been gone, and how it would have to go through a closed curve. */
export function walksPlot(m: Moment, network: Network, { walk, loop }: Walking): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const walks = walksAlong(network);
  const gone = goneOf(m, walks.length, walk);
  const reach = Math.max(...walks.flatMap(({ outputs }) => outputs.map(Math.abs)), 1e-6) * 1.15;
  const rect = insidePanel(graphPlace(stage));
  const x = linearScale([0, 1], [rect.x, rect.x + rect.width]);
  const y = linearScale([-reach, reach], [rect.y + rect.height, rect.y]);
  const hump = (share: number): number => {
    const away = (share - 0.5) / 0.2;
    return 0.7 * reach * (1 - away * away);
  };
  const wished = m.through(loop);
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
      {each(walks, ({ outputs, crossing }, i) => {
        const share = gone[i] ?? 0;
        const now = share * (outputs.length - 1);
        const step = Math.floor(now);
        const output = lerp(outputs[step] ?? 0, outputs[step + 1] ?? outputs[step] ?? 0, now - step);
        const line = [
          ...outputs.slice(0, step + 1).map((value, k): Place => [x(k / (outputs.length - 1)), y(value)]),
          [x(share), y(output)] as const,
        ];
        return share === 0 ? null : (
          <g>
            <Path d={polyline(line)} stroke={theme.focus} width={6} round />
            {crossing !== null && share >= crossing && (
              <Dot at={[x(crossing), y(0)]} r={16} stroke={theme.text} width={5} />
            )}
            {share < 1 && (
              <Dot at={[x(share), y(output)]} r={13} fill={theme.focus} stroke={theme.background} width={3} />
            )}
          </g>
        );
      })}
      <Fade in={wished}>
        <Path
          d={polyline(sample(hump, [0.24, 0.76], 41, x, y))}
          stroke={theme.validation}
          width={6}
          dash={WISHED}
          round
        />
        {each([0.3, 0.7], (at) => (
          <Dot at={[x(at), y(0)]} r={13} fill={theme.validation} stroke={theme.background} width={3} />
        ))}
      </Fade>
    </g>
  );
}
