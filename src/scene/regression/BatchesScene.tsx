import type { ReactElement } from 'react';
import type { LineTrace } from '../../sim/regression/regressions.ts';
import { lastEpoch, nameOf } from '../../story/regression/commentary.ts';
import { cells } from '../arrange.ts';
import type { Moment } from '../moment.ts';
import { insidePanel } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Marker } from '../parts/Marker.tsx';
import { windowArea } from '../parts/ParameterMap.tsx';
import { mapArea, SurfaceBands } from '../parts/SurfaceMap.tsx';
import { mixRect } from '../rect.ts';
import { runColour } from '../theme.ts';
import { type Close, costSeries, costs, map } from './RegressionPictures.tsx';
import { batchesOf, scalingsOf } from './regression-layout.ts';
import { type Compared, viewOf } from './regression-view.ts';

/** Lanes of runs on batches: all samples, some, one. */
const LANES = [1, 4, 2] as const;

/** Runs on all samples, on batches and on single ones on one map, J over samples seen, and what came of each. */
export function batchesScene(m: Moment, part: Compared, trace: LineTrace): ReactElement {
  const at = batchesOf(m.stage);
  const { batches, seen, closeUp, scaled, relief } = viewOf(trace);
  const samples = seen.at(-1) ?? 1;
  const near = m.through({ start: part.endFrame, end: part.endFrame + 20 });
  const told = Math.min(near, m.leave());
  const lane = (i: number): number => LANES[i] ?? i;
  // The round map becomes the one of all batches.
  const grown = m.between(0, 0.7);
  const round = scaled.find(({ drawn }) => drawn.run.scaling === 'standard');
  const from = scalingsOf(m.stage).at(-1)?.map ?? at('map');
  const curves = (close?: Close): ReactElement =>
    costs(
      m,
      trace,
      at('cost'),
      { label: m.say('seenSamples'), steps: samples },
      batches.map((drawn, i) => {
        const { upTo = 0, ...series } = costSeries(m, drawn, lane(i), part.clock);
        const from = seen.findIndex((n) => n >= (close?.x[0] ?? 0));
        return {
          ...series,
          values: drawn.losses.slice(from),
          steps: seen.slice(from),
          upTo: (upTo * samples) / (seen.length - 1),
        };
      }),
      close,
    );
  const rect = mixRect(from, insidePanel(at('map')), grown);
  return (
    <g>
      {round && grown < 1 && (
        <SurfaceBands stage={m.stage} relief={round.relief} area={mapArea(round.relief, rect)} id="round" />
      )}
      <Fade in={grown}>
        {map(
          m,
          trace,
          windowArea(relief.window, mixRect(from, at('map'), grown)),
          part.clock,
          batches.map((drawn, i) => [lane(i), drawn] as const),
        )}
      </Fade>
      <Fade in={Math.min(m.enter(0.7, 0.3), m.leave())}>
        <Fade in={1 - 2 * near}>{curves()}</Fade>
        <Fade in={2 * near - 1}>{curves(closeUp)}</Fade>
        {each(cells(at('rows'), batches.length, 1, 8), ({ x, y, width }, i) => {
          const run = batches[i]?.run;
          if (run === undefined) return null;
          const fill = runColour(m.stage.theme, lane(i));
          const words = { width: width - 44 };
          return (
            <g>
              <Marker run={lane(i)} at={[x + 14, y + 24]} r={12} fill={fill} />
              {m.text(m.word(nameOf(run, trace.facts.samples.x.length)), [x + 44, y + 36], {
                ...words,
                bold: true,
                fill,
              })}
              {m.text(
                m.say('lastEpoch', { updates: run.losses.length - 1, loss: lastEpoch(trace, run) }),
                [x + 44, y + 80],
                { ...words, opacity: told },
              )}
            </g>
          );
        })}
      </Fade>
    </g>
  );
}
