import type { ReactElement } from 'react';
import { polyline } from '../../src/scene/curve.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Line, Path } from '../../src/scene/parts/shapes.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { logScale, logTicks } from '../../src/scene/scale.ts';
import { runColour } from '../../src/scene/theme.ts';
import { clamp, exp, lerp, ln } from '../../src/sim/maths.ts';
import { createOptimizer } from '../../src/sim/optimizers/registry.ts';
import { simulate } from '../../src/sim/trace.ts';
import { decade } from '../../src/story/numbers.ts';
import type { Part } from '../../src/story/story.ts';
import type en from './en.json';
import { RESOLUTION } from './loss.ts';
import { trail } from './Paths.tsx';
import type { MapArea } from './Surface.tsx';
import type { RaceRun } from './simulation.ts';
import { SEARCH, type Search, type Trial } from './tuning.ts';
import type { View } from './view.ts';

/** The rate that a scan has reached. @param at its progress, 0 to 1 */
const rateAt = (at: number): number => exp(lerp(ln(SEARCH.lowest), ln(SEARCH.highest), at));

/** Those of a search's trials that a scan has reached. */
const reached = ({ trials }: Search, at: number): readonly Trial[] =>
  trials.filter(({ optimizer }) => optimizer.learningRate <= rateAt(at) * 1.0005);

/** The runs with their searches. */
const searchesOf = ({ runs, searches }: View): readonly (readonly [RaceRun, Search])[] =>
  runs.flatMap((run, i) => {
    const search = searches?.[i];
    return search === undefined ? [] : [[run, search] as const];
  });

/**
 * The loss that every optimizer's trials end at, by rate; the scan goes from low rates to high ones. Where a line is
 * missing, the trial climbed above the start and is void.
 *
 * @param at progress of the scan
 */
export function searchChart(
  m: Moment<Part, keyof typeof en>,
  view: View,
  rect: Rect,
  at: number,
): ReactElement {
  const { theme } = m.stage;
  const inside = insidePanel(rect);
  const found = searchesOf(view);
  const ends = found.flatMap(([, { trials }]) =>
    trials.flatMap(({ excess }) => (excess === null ? [] : [excess])),
  );
  const top = Math.max(view.excess[1], ...ends, RESOLUTION * 100);
  const domain = [Math.max(RESOLUTION, Math.min(...ends, top / 100)), top] as const;
  const area: PlotArea = {
    rect: inside,
    x: logScale([SEARCH.lowest, SEARCH.highest], [inside.x, inside.x + inside.width]),
    y: logScale(domain, [inside.y + inside.height, inside.y]),
  };
  const now = area.x(rateAt(at));
  return (
    <g>
      <Axes
        stage={m.stage}
        area={area}
        xTicks={[0.001, 0.1]}
        yTicks={logTicks(domain, Math.floor(inside.height / 60))}
        xLabel={m.say('searchRate')}
        yLabel={m.say('searchLoss', { step: view.steps })}
        yText={decade}
      />
      <Clipped id={`${m.part.id}-search`} rect={{ ...inside, y: inside.y - 10, height: inside.height + 20 }}>
        {each(found, ([{ lane }, search]) => (
          <Path d={curve(reached(search, at), area)} stroke={runColour(theme, lane)} width={4} />
        ))}
      </Clipped>
      {at < 1 && (
        <Line from={[now, inside.y]} to={[now, inside.y + inside.height]} stroke={theme.quiet} width={2} />
      )}
      {each(found, ([{ lane }, { best, trials }]) => {
        const trial = trials.find(({ optimizer }) => optimizer === best);
        if (trial?.excess === null || trial === undefined || best.learningRate > rateAt(at)) return null;
        const place = [area.x(best.learningRate), area.y(trial.excess)] as const;
        return (
          <g>
            <Glow at={place} r={10} colour={runColour(theme, lane)} />
            <Marker
              run={lane}
              at={place}
              r={10}
              fill={runColour(theme, lane)}
              stroke={theme.background}
              width={2}
            />
          </g>
        );
      })}
    </g>
  );
}

/** A line through the trials that count, broken where some are void. */
function curve(trials: readonly Trial[], { x, y }: PlotArea): string {
  const pieces: (readonly [number, number])[][] = [[]];
  for (const { optimizer, excess } of trials) {
    if (excess === null) pieces.push([]);
    else pieces.at(-1)?.push([x(optimizer.learningRate), y(excess)]);
  }
  return pieces.map((piece) => (piece.length < 2 ? '' : polyline(piece))).join('');
}

/** On the map, the path of the trial that every optimizer is at. @param shown opacity */
export function trialPaths(m: Moment, view: View, area: MapArea, at: number, shown: number): ReactElement {
  const { surface, start, steps } = view;
  return (
    <Fade in={shown}>
      <Clipped id={`${m.part.id}-trials`} rect={area.rect}>
        {each(searchesOf(view), ([{ lane }, search]) => {
          const trial = reached(search, clamp(at, 0, 1)).at(-1);
          if (trial === undefined) return null;
          const { points } = simulate(surface, createOptimizer(trial.optimizer), start, steps);
          return (
            <Path
              d={trail(points, area)}
              stroke={runColour(m.stage.theme, lane)}
              width={4}
              strokeOpacity={trial.excess === null ? 0.22 : 0.85}
            />
          );
        })}
      </Clipped>
    </Fade>
  );
}
