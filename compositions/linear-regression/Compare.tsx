import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { windowArea } from '../../src/scene/parts/ParameterMap.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { runColour } from '../../src/scene/theme.ts';
import { nameOf, settledAt } from './commentary.ts';
import { costSeries, costs, map } from './pictures.tsx';
import { comparedOf, placesOf } from './places.ts';
import type { RegressionRun, RegressionTrace } from './simulation.ts';
import type { RegressionPart } from './story.ts';
import { drawnOf, LANES, viewOf } from './view.ts';

/** Lanes of runs on batches: all samples, some, one. */
const BATCH_LANES = [1, 4, 2] as const;

/** Runs from one start on one map, with J over steps or samples, and what came of each. */
export function compareScene(
  m: Moment,
  part: RegressionPart<'scalings'> | RegressionPart<'batches'>,
  trace: RegressionTrace,
): ReactElement {
  const at = comparedOf(m.stage);
  const { batches, seen } = viewOf(trace);
  const { facts } = trace;
  const sampled = part.kind === 'batches';
  const runs = sampled ? batches : drawnOf(trace, 'scaling');
  const lane = (run: RegressionRun, i: number): number =>
    sampled ? (BATCH_LANES[i] ?? i) : LANES[run.scaling];
  const entered = m.enter(sampled ? 0.2 : 0.6, 0.4);
  const morph = sampled ? 1 : m.between(0, 0.7);
  const told = Math.min(m.through({ start: part.endFrame, end: part.endFrame + 12 }), m.leave());
  const steps = sampled ? (seen.at(-1) ?? 1) : trace.params.steps;
  const value = (run: RegressionRun): string => {
    const [loss, count] = [run.losses.at(-1) ?? 0, run.losses.length - 1];
    if (sampled) return m.say('batched', { updates: count, loss });
    const { condition } = facts.scalings[run.scaling];
    return m.say('scaled', { condition, steps: count, loss, settled: settledAt(trace, run) });
  };
  const names = runs.map(({ run }) =>
    sampled
      ? m.word(nameOf(run, facts.samples.x.length))
      : m.say('feature', { scaling: run.scaling, unit: trace.params.unit }),
  );
  return (
    <g>
      {map(
        m,
        trace,
        windowArea(viewOf(trace).relief.window, mixRect(placesOf(m.stage)('map'), at('map'), morph)),
        part.clock,
        runs.map((drawn, i) => [lane(drawn.run, i), drawn] as const),
      )}
      <Fade in={entered}>
        {costs(
          m,
          trace,
          at('cost'),
          'compared',
          { label: m.say(sampled ? 'seenSamples' : 'step'), steps },
          runs.map((drawn, i) => {
            const series = costSeries(m, drawn, lane(drawn.run, i), part.clock);
            return sampled
              ? { ...series, steps: seen, upTo: ((series.upTo ?? 0) * steps) / (seen.length - 1) }
              : series;
          }),
        )}
        {each(cells(at('rows'), runs.length, 1, 8), (cell, i) => {
          const own = runs[i]?.run;
          if (own === undefined) return null;
          const colour = runColour(m.stage.theme, lane(own, i));
          return (
            <g>
              <Marker run={lane(own, i)} at={[cell.x + 14, cell.y + 24]} r={12} fill={colour} />
              {m.text(names[i] ?? '', [cell.x + 44, cell.y + 36], {
                bold: true,
                fill: colour,
                width: cell.width - 44,
              })}
              {m.text(value(own), [cell.x + 44, cell.y + 80], { opacity: told, width: cell.width - 44 })}
            </g>
          );
        })}
      </Fade>
    </g>
  );
}
