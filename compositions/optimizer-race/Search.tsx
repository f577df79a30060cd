import type { ReactElement } from 'react';
import { polyline } from '../../src/scene/curve.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from '../../src/scene/parts/Axes.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Glow } from '../../src/scene/parts/Glow.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import type { MapArea } from '../../src/scene/parts/SurfaceMap.tsx';
import { Line, Path } from '../../src/scene/parts/shapes.tsx';
import { trail } from '../../src/scene/parts/Trails.tsx';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { logScale, logTicks } from '../../src/scene/scale.ts';
import { runColour } from '../../src/scene/theme.ts';
import { clamp } from '../../src/sim/maths.ts';
import { createOptimizer } from '../../src/sim/optimizers/registry.ts';
import { simulate } from '../../src/sim/trace.ts';
import { RESOLUTION, rateAt, SEARCH, type Search, type Trial } from '../../src/sim/tuning.ts';
import { decade } from '../../src/story/numbers.ts';
import type { RaceRun } from './simulation.ts';
import type { RaceMoment, View } from './view.ts';

/** Those of a search's trials that a scan has reached. @param at its progress, 0 to 1 */
const reached = ({ trials }: Search, at: number): readonly Trial[] =>
  trials.filter(({ optimizer }) => optimizer.learningRate <= rateAt(at) * 1.0005);

/** The runs with their searches. */
const searchesOf = ({ runs, searches }: View): readonly (Search & Pick<RaceRun, 'lane'>)[] =>
  (searches ?? []).map((search, i) => ({ ...search, lane: runs[i]?.lane ?? i }));

/**
 * The loss that every optimizer's trials end at, by rate; the scan goes from low rates to high ones. Where a line is
 * missing, the trial climbed above the start and is void.
 *
 * @param at progress of the scan
 */
export function searchChart(m: RaceMoment, view: View, rect: Rect, at: number): ReactElement {
  const { stage } = m;
  const inside = insidePanel(rect);
  const found = searchesOf(view);
  const ends = found.flatMap(({ trials }) => trials.flatMap(({ excess }) => excess ?? []));
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
        stage={stage}
        area={area}
        xTicks={[0.001, 0.1]}
        yTicks={logTicks(domain, Math.floor(inside.height / 60))}
        xLabel={m.say('searchRate')}
        yLabel={m.say('searchLoss', { step: view.steps })}
        yText={decade}
      />
      <Clipped id={`${m.part.id}-search`} rect={{ ...inside, y: inside.y - 10, height: inside.height + 20 }}>
        {each(found, (search) => (
          <Path d={curve(reached(search, at), area)} stroke={runColour(stage.theme, search.lane)} width={4} />
        ))}
      </Clipped>
      {at < 1 && (
        <Line
          from={[now, inside.y]}
          to={[now, inside.y + inside.height]}
          stroke={stage.theme.quiet}
          width={2}
        />
      )}
      {each(found, ({ lane, best, trials }) => {
        const excess = trials.find(({ optimizer }) => optimizer === best)?.excess ?? null;
        if (excess === null || best.learningRate > rateAt(at)) return null;
        const place: Place = [area.x(best.learningRate), area.y(excess)];
        const colour = runColour(stage.theme, lane);
        const rim = { stroke: stage.theme.background, width: 2 };
        return (
          <g>
            <Glow at={place} r={10} colour={colour} />
            <Marker run={lane} at={place} r={10} fill={colour} {...rim} />
          </g>
        );
      })}
    </g>
  );
}

/** A line through the trials that count, broken where some are void. */
function curve(trials: readonly Trial[], { x, y }: PlotArea): string {
  const pieces: Place[][] = [[]];
  for (const { optimizer, excess } of trials) {
    if (excess === null) pieces.push([]);
    else pieces.at(-1)?.push([x(optimizer.learningRate), y(excess)]);
  }
  return pieces.map((piece) => (piece.length < 2 ? '' : polyline(piece))).join('');
}

/** On the map, the path of the trial that every optimizer is at. @param shown opacity */
export function trialPaths(
  m: RaceMoment,
  view: View,
  area: MapArea,
  at: number,
  shown: number,
): ReactElement {
  const { surface, start, steps } = view;
  return (
    <Fade in={shown}>
      <Clipped id={`${m.part.id}-trials`} rect={area.rect}>
        {each(searchesOf(view), (search) => {
          const trial = reached(search, clamp(at, 0, 1)).at(-1);
          if (trial === undefined) return null;
          const { points } = simulate(surface, createOptimizer(trial.optimizer), start, steps);
          return (
            <Path
              d={trail(points, area)}
              stroke={runColour(m.stage.theme, search.lane)}
              width={4}
              strokeOpacity={trial.excess === null ? 0.22 : 0.85}
            />
          );
        })}
      </Clipped>
    </Fade>
  );
}
