import type { ReactElement } from 'react';
import { cosPi, lerp } from '../../sim/maths.ts';
import type { Place2 } from '../../sim/objectives/surface.ts';
import type { LineTrace } from '../../sim/regression/regressions.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { Moment } from '../moment.ts';
import { Equation, equationExtent } from '../parts/Equation.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow } from '../parts/Glow.tsx';
import { windowArea } from '../parts/ParameterMap.tsx';
import { SurfaceChord } from '../parts/SurfaceChord.tsx';
import { SurfacePlot } from '../parts/SurfacePlot.tsx';
import { Dot } from '../parts/shapes.tsx';
import { mixRect, type Rect } from '../rect.ts';
import { onSurface } from '../surface-view.ts';
import { runColour } from '../theme.ts';
import equations from './equations.typeset.json';
import { dataPlot, map, STILL } from './RegressionPictures.tsx';
import { bowlOf, placesOf, together } from './regression-layout.ts';
import { LANES, viewOf, wanderingAt } from './regression-view.ts';

/** Ends of the chord from the bottom, as shares of the map. */
const CHORD = [-0.28, 0.36] as const;
/** Seconds in which it turns half round. */
const HALF_TURN = 4.5;
/** Seconds in which the bowl turns from side to side. */
const SWING = 6;

/** The middle of a rectangle, not much wider than it is high: as a relief it is turned, and all of it is to be seen. */
const middleOf = ({ x, y, width, height }: Rect): Rect => {
  const side = Math.min(width, 1.5 * height);
  return { x: x + (width - side) / 2, y, width: side, height };
};

/** When the data and the line go to their places, the map comes, a place wanders over it, and it rises, has a chord, is flat again. */
interface Bowl extends FrameRange {
  readonly home: FrameRange;
  readonly map: FrameRange;
  readonly wander: FrameRange;
  readonly rise: FrameRange;
  readonly chord: FrameRange;
  readonly flat: FrameRange;
}

/**
 * Errors and their cost; the map of all lines, which rises to a bowl with a chord in it and becomes the map again; its bottom in closed form.
 *
 * @param from the line that was there before
 */
export function bowlScene(m: Moment, part: Bowl, trace: LineTrace, from: Place2): ReactElement {
  const { stage } = m;
  const places = placesOf(stage);
  const view = viewOf(trace);
  const { best, houses, samples } = trace.facts;
  const [home, flat] = [m.through(part.home), m.through(part.flat)];
  const { w, b } = trace.params.start;
  const wide = bowlOf(stage);
  const large = middleOf(wide);
  const area = windowArea(view.relief.window, mixRect(large, places('map'), flat));
  const relief = m.through(part.rise) * (1 - flat);
  // Along the valley, so that its walls are seen.
  const swung = 0.6 - 0.12 * cosPi((m.frame - part.rise.start) / (SWING * m.story.fps));
  const see = onSurface(view.bowl, area, {
    relief,
    turn: swung,
  });
  const turn = (m.frame - part.chord.start) / (HALF_TURN * m.story.fps);
  const { x, y } = view.relief.window;
  const away = (share: number): Place2 => [
    best[0] + share * (x[1] - x[0]) * cosPi(turn),
    best[1] + share * (y[1] - y[0]) * cosPi(turn - 0.5),
  ];
  // A place wanders over the map, and the line with it.
  const t = m.through(part.wander);
  const probe = wanderingAt(trace, t);
  const wandering = t > 0 && t < 1;
  const target = together(places('cost'), places('numbers'));
  const explained = Math.min(home, 1 - m.through({ ...part.map, end: part.map.start + 8 }));
  const formula = equationExtent(equations.target, { size: 56, width: target.width });
  return (
    <g>
      {dataPlot(
        m,
        trace,
        windowArea(view, mixRect(together(places('data'), places('map')), places('data'), home)),
        {
          line: home < 1 ? [lerp(from[0], w, home), lerp(from[1], b, home)] : probe,
          colour: runColour(stage.theme, home < 1 ? LANES.raw : LANES[trace.params.scaling]),
          errors: 1,
          best: flat,
        },
      )}
      <Equation
        stage={stage}
        of={equations.cost}
        at={[wide.x + wide.width / 2, wide.y + wide.height / 2]}
        anchor="middle"
        size={84}
        width={wide.width}
        pieces={{ error: { fill: 'validation' } }}
        opacity={explained}
      />
      {m.text(
        m.say('costOf', { count: samples.x.length, houses }),
        [wide.x + wide.width / 2, wide.y + wide.height / 2 + 130],
        { anchor: 'middle', width: wide.width, fill: 'quiet', opacity: explained },
      )}
      <Fade in={Math.min(m.through(part.map), 1 - Math.min(1, 4 * relief))}>
        {map(m, trace, area, STILL, [])}
      </Fade>
      {relief > 0 && (
        <g>
          <SurfacePlot
            stage={stage}
            relief={view.bowl}
            area={area}
            id="bowl"
            view={{ relief, turn: swung }}
            alone
          />
          <Dot at={see([w, b])} r={12} stroke={stage.theme.text} width={4} opacity={relief} />
        </g>
      )}
      {wandering && (
        <Glow at={see(probe)} r={14} colour={runColour(stage.theme, LANES[trace.params.scaling])} />
      )}
      {wandering && <Dot at={see(probe)} r={12} fill={runColour(stage.theme, LANES[trace.params.scaling])} />}
      <Fade in={Math.min(m.through(part.chord), 1 - flat)}>
        <SurfaceChord stage={stage} see={see} from={away(CHORD[0])} to={away(CHORD[1])} />
      </Fade>
      <Equation
        stage={stage}
        of={equations.target}
        at={[target.x + target.width / 2, target.y + (target.height + formula.height - formula.depth) / 2]}
        anchor="middle"
        size={formula.size}
        opacity={Math.min(m.through({ start: part.flat.end, end: part.flat.end + 12 }), m.leave())}
      />
    </g>
  );
}
