import type { ReactElement } from 'react';
import { RESOLUTION, rateAt, SEARCH, type Search, type Trial } from '../../sim/tuning.ts';
import { decade } from '../../story/numbers.ts';
import { polyline } from '../curve.ts';
import type { Place, Rect } from '../rect.ts';
import { logScale, logTicks } from '../scale.ts';
import type { Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { Glow } from './Glow.tsx';
import { Marker } from './Marker.tsx';
import { Line, Path } from './shapes.tsx';

/** A search, and the lane of the run that it is for. */
export type LanedSearch = Search & { readonly lane: number };

/** Those of a search's trials that a scan has reached. @param at its progress, 0 to 1 */
export const reachedTrials = ({ trials }: Search, at: number): readonly Trial[] =>
  trials.filter(({ optimizer }) => optimizer.learningRate <= rateAt(at) * 1.0005);

/**
 * A search for learning rates: the loss that every optimizer's trials end at, by rate, both logarithmic; a scan goes from low
 * rates to high ones and marks each best one that it passes. Where a line is missing, the trial climbed above the start and
 * is void.
 *
 * @param props.id unique in the frame
 * @param props.highest the highest loss above the minimum that must be visible
 * @param props.at progress of the scan, 0 to 1
 */
export function SearchChart(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly id: string;
  readonly searches: readonly LanedSearch[];
  readonly highest: number;
  readonly at: number;
  readonly labels: { readonly rate: string; readonly loss: string };
}): ReactElement {
  const { stage, rect, id, searches, highest, at, labels } = props;
  const inside = insidePanel(rect);
  const ends = searches.flatMap(({ trials }) => trials.flatMap(({ excess }) => excess ?? []));
  const top = Math.max(highest, ...ends, RESOLUTION * 100);
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
        xLabel={labels.rate}
        yLabel={labels.loss}
        yText={decade}
      />
      <Clipped id={id} rect={{ ...inside, y: inside.y - 10, height: inside.height + 20 }}>
        {each(searches, (search) => (
          <Path
            d={curve(reachedTrials(search, at), area)}
            stroke={runColour(stage.theme, search.lane)}
            width={4}
          />
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
      {each(searches, ({ lane, best, trials }) => {
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
