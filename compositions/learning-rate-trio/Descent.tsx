import type { ReactElement } from 'react';
import { Arrow } from '../../src/scene/Arrow.tsx';
import { Ball } from '../../src/scene/Ball.tsx';
import type { Place } from '../../src/scene/curve.ts';
import { alongHop, type Hop, hop } from '../../src/scene/hop.ts';
import { Clipped, type PlotArea } from '../../src/scene/Plot.tsx';
import { px } from '../../src/scene/px.ts';
import { linearScale } from '../../src/scene/scale.ts';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { Tangent } from '../../src/scene/Tangent.tsx';
import { TRAIL_HOPS, TRAIL_LENGTH, Trail } from '../../src/scene/Trail.tsx';
import { runColour } from '../../src/scene/theme.ts';
import { measure } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { clamp } from '../../src/sim/maths.ts';
import { doubleWellValue } from '../../src/sim/objectives/double-well.ts';
import type { Playhead } from './playhead.ts';
import type { RateRun, TrioTrace } from './simulation.ts';
import { say, word } from './text.ts';
import type { View } from './view.ts';

/** Frames a step must last to have its displacement drawn as an arrow of its own. */
const READABLE_STEP = 0.4;

/** Steps shorter than this, in seconds, are too quick to show the slope of each. */
export const QUICK_STEP = 0.25;

/** Slopes below the first are level, above the second as steep as the arrow can say. */
const [LEVEL, STEEP] = [0.02, 0.5];

/** How far the ball may stand out over the plot's edge. */
const BALL_ROOM = 30;

/** Far outside the panel is drawn as just outside: a diverging state must not put huge numbers into the markup. */
const OUTSIDE = 4000;

/** One run on the landscape: trail, tangent, displacement and ball. */
export function Descent(props: {
  readonly stage: Stage;
  readonly trace: TrioTrace;
  readonly run: RateRun;
  readonly index: number;
  readonly head: Playhead;
  readonly view: View;
  readonly area: PlotArea;
  readonly compact: boolean;
  readonly fps: number;
  /** Strength of the tangent line, 0 to 1. */
  readonly tangent: number;
  /** Size of the ball, 0 to 1. */
  readonly grown?: number;
  /** How much the ball is still the neutral one of the landscape, 1 to 0. */
  readonly arriving?: number;
}): ReactElement {
  const {
    stage,
    trace,
    run,
    index,
    head,
    view,
    area,
    compact,
    fps,
    tangent,
    grown = 1,
    arriving = 0,
  } = props;
  const { objective } = trace.params;
  const colour = runColour(stage.theme, index);
  const place = (x: number, loss: number): Place => [
    clamp(area.x(x), -OUTSIDE, OUTSIDE),
    clamp(area.y(loss), -OUTSIDE, OUTSIDE),
  ];
  const state = (k: number): Place => place(run.points[k]?.[0] ?? 0, run.losses[k] ?? 0);
  const { rect } = area;
  const parameterAt = linearScale([rect.x, rect.x + rect.width], view.x);
  const ground = (sx: number): number => area.y(doubleWellValue(objective, parameterAt(sx)));
  const jump = (k: number): Hop => hop(state(k), state(k + 1), ground);

  const moving = head.to !== null && head.t > 0 && head.t < 1;
  const ball = moving ? alongHop(jump(head.step), head.t) : state(head.done);
  const passed = Array.from({ length: Math.min(head.done, TRAIL_LENGTH) }, (_, i) =>
    state(head.done - Math.min(head.done, TRAIL_LENGTH) + i),
  );
  const jumps = Array.from({ length: Math.min(head.done, TRAIL_HOPS) }, (_, i) =>
    jump(head.done - Math.min(head.done, TRAIL_HOPS) + i),
  );
  // The slope belongs to a state: it goes while the ball leaves one and comes where it lands. In steps too quick to be
  // read it stays away: ten swings a second tell nothing.
  const measured = moving && head.t > 0.5 ? head.step + 1 : head.done;
  const quick = head.length > 0 && head.length < QUICK_STEP * fps;
  const present = quick ? 0 : moving ? Math.abs(1 - 2 * head.t) : 1;
  const slope = run.series.gradient[measured] ?? 0;
  const perUnit = (area.x(1) - area.x(0)) / (area.y(0) - area.y(1));
  const emphasis = head.phase === 'gradient' ? 1 : 0.7;
  const showsStep =
    !compact &&
    head.to !== null &&
    head.length > READABLE_STEP * fps &&
    head.phase !== 'idle' &&
    head.done === head.step;
  const floor = rect.y + rect.height - 10;
  return (
    <g>
      <Clipped area={{ ...area, id: `${area.id}-ball`, rect: outset(rect, compact ? 16 : BALL_ROOM) }}>
        <Trail
          run={index}
          places={passed}
          hops={jumps}
          current={moving ? jump(head.step) : null}
          age={moving ? head.t : 0}
          colour={colour}
          r={compact ? 6 : 9}
        />
        {tangent * present > 0 && (
          <Tangent
            at={state(measured)}
            slope={slope / perUnit}
            steepness={Math.abs(slope) < LEVEL ? 0 : Math.min(1, Math.abs(slope) / STEEP)}
            within={outset(rect, BALL_ROOM)}
            colour={stage.theme.tangent}
            width={6}
            opacity={tangent * emphasis * present}
          />
        )}
        {showsStep && (
          <g>
            <Arrow
              from={[onScreen(state(head.step)[0], area), floor]}
              to={[onScreen(state(head.step + 1)[0], area), floor]}
              colour={colour}
              width={7}
            />
          </g>
        )}
        <Ball theme={stage.theme} at={ball} r={(compact ? 14 : 22) * grown} colour={colour} />
        {arriving > 0 && (
          <Ball theme={stage.theme} at={ball} r={22} colour={stage.theme.text} opacity={arriving} />
        )}
      </Clipped>
      {!moving && (
        <OffChart {...{ stage, area, colour, compact }} x={run.points[head.done]?.[0] ?? 0} place={ball} />
      )}
    </g>
  );
}

/** A ball at the edge of the plot is drawn whole. */
const outset = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

const onScreen = (x: number, { rect }: PlotArea): number => clamp(x, rect.x - 40, rect.x + rect.width + 40);

/** Tells where the ball has landed when that is outside the panel; without words where there is no room for them. */
function OffChart(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly colour: string;
  readonly compact: boolean;
  readonly x: number;
  readonly place: Place;
}): ReactElement | null {
  const { stage, area, colour, compact, x, place } = props;
  const { rect } = area;
  const inside = place[0] >= rect.x && place[0] <= rect.x + rect.width && place[1] >= rect.y;
  if (inside) return null;
  const words = word(say('offChart', { x }), stage.language);
  const width = measure(stage.type.semibold, words, SIZE.medium);
  const left = place[0] < rect.x + rect.width / 2;
  const y = rect.y + 64;
  const tip = left ? rect.x + 8 : rect.x + rect.width - 8;
  const start = left ? tip + 62 : tip - 62 - width;
  return (
    <g>
      <Arrow from={[left ? tip + 44 : tip - 44, y]} to={[tip, y]} colour={colour} width={8} />
      {!compact && (
        <g>
          <rect
            x={px(start - 12)}
            y={px(y - 28)}
            width={px(width + 24)}
            height={56}
            rx={10}
            fill={stage.theme.background}
          />
          <Words
            stage={stage}
            words={words}
            x={start}
            y={y + 12}
            size={SIZE.medium}
            weight="semibold"
            fill={colour}
          />
        </g>
      )}
    </g>
  );
}
