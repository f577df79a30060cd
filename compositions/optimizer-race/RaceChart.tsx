import type { ReactElement } from 'react';
import { type GrowingPath, growingPath, grownTo } from '../../src/scene/growing-path.ts';
import { Marker } from '../../src/scene/Marker.tsx';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { decades, linearScale, logScale, ticks } from '../../src/scene/scale.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { fitted, measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { decade } from '../../src/story/numbers.ts';
import { playhead, type RacePosition } from './playhead.ts';
import type { RaceRun } from './simulation.ts';
import { say, word } from './text.ts';
import { EPSILON, excessLoss, type RaceView } from './view.ts';

/** Losses this many times the axis' end are drawn as far outside. */
const BEYOND = 100;

const lines = new WeakMap<RaceRun, { readonly key: string; readonly path: GrowingPath }>();

/** A run's line in the chart, written once for as long as the area stays the same. */
function lineOf(run: RaceRun, leastLoss: number, { rect, x, y }: PlotArea): GrowingPath {
  const key = `${rect.x} ${rect.y} ${rect.width} ${rect.height}`;
  const known = lines.get(run);
  if (known?.key === key) return known.path;
  const path = growingPath(run.losses.map((loss, k) => [x(k), y(excessLoss(loss, leastLoss))] as const));
  lines.set(run, { key, path });
  return path;
}

/** At most this many decades are labelled. */
function labelledDecades(all: readonly number[], height: number): readonly number[] {
  const every = Math.max(1, Math.ceil((all.length * 38) / height));
  return all.filter((_, i) => (all.length - 1 - i) % every === 0);
}

/** Excess loss against step on a logarithmic axis, all runs at once. */
export function RaceChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly runs: readonly RaceRun[];
  readonly view: RaceView;
  readonly leastLoss: number;
  readonly position: RacePosition;
  readonly focus: number;
  readonly back: number;
}): ReactElement {
  const { stage, rect, runs, view, leastLoss, position, focus, back } = props;
  const { theme, language } = stage;
  const inside = insidePanel(rect);
  const area: PlotArea = {
    id: 'chart',
    rect: inside,
    x: linearScale([0, view.steps], [inside.x, inside.x + inside.width]),
    y: logScale([view.excess[0], view.excess[1] * 1.3], [inside.y + inside.height, inside.y], BEYOND),
  };
  const [yLabel, xLabel] = [
    word(say('chart', { epsilon: EPSILON }), language),
    word(say('chartSteps', { steps: view.steps }), language),
  ];
  const free = inside.x + inside.width - measure(stage.type.regular, xLabel, SIZE.small) - 50;
  const xTicks = ticks([0, view.steps], Math.min(4, Math.floor(inside.width / 80))).filter(
    (tick) => Number.isInteger(tick) && area.x(tick) < free,
  );
  const order = [...runs.keys()].filter((i) => i !== focus);
  if (focus < runs.length) order.push(focus);
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={xTicks}
        yTicks={labelledDecades(decades(view.excess), inside.height)}
        xLabel={xLabel}
        yText={decade}
      />
      <Words
        stage={stage}
        words={yLabel}
        x={rect.x}
        y={inside.y - 18}
        size={fitted(stage.type.regular, yLabel, SIZE.small, rect.width)}
        fill={theme.quiet}
      />
      <Clipped
        area={{
          ...area,
          rect: { x: inside.x, y: inside.y - 12, width: inside.width + 14, height: inside.height + 24 },
        }}
      >
        {order.map((i) => {
          const run = runs[i];
          if (run === undefined) return null;
          const head = playhead(run, position);
          const { d, head: at } = grownTo(lineOf(run, leastLoss, area), head.state, head.t);
          const colour = runColour(theme, run.lane);
          // A dashed zigzag would show other peaks than it has.
          const dash = i === focus ? '' : runDash(run.lane);
          const strength = i === focus ? 1 : 1 - 0.5 * back;
          return (
            <g key={run.id} {...(strength < 1 ? { opacity: px(strength) } : {})}>
              <path
                d={d}
                fill="none"
                stroke={colour}
                strokeWidth={i === focus ? 5 : 3.5}
                strokeLinejoin="round"
                {...(dash === '' ? {} : { strokeDasharray: dash })}
              />
              <Marker run={run.lane} x={at[0]} y={at[1]} r={i === focus ? 10 : 8} fill={colour} />
            </g>
          );
        })}
      </Clipped>
    </g>
  );
}
