import type { ReactElement } from 'react';
import type { LineTrace } from '../../sim/regression/regressions.ts';
import { finishAt } from '../../story/regression/commentary.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { mapArea, SurfaceMap } from '../parts/SurfaceMap.tsx';
import { Trails } from '../parts/Trails.tsx';
import { mixRect } from '../rect.ts';
import { type Colour, runColour } from '../theme.ts';
import { valleyFloor } from './RegressionPictures.tsx';
import { placesOf, scalingsOf } from './regression-layout.ts';
import { type Compared, LANES, viewOf } from './regression-view.ts';

/** A valley less long than this is called round. */
const ROUND = 1.05;

/** The same descent in each scaling of the feature, on maps whose axes have one scale: the valley as its steps meet it. */
export function scalingsScene(m: Moment, part: Compared, trace: LineTrace): ReactElement {
  const { stage } = m;
  const { facts, params } = trace;
  const cells = scalingsOf(stage);
  const from = placesOf(stage)('map');
  const grown = m.between(0, 0.8);
  const told = m.through({ start: part.endFrame, end: part.endFrame + 12 });
  return (
    <Fade in={m.enter(0, 0.4)}>
      {each(viewOf(trace).scaled, ({ drawn: { run, path }, relief, start }, i) => {
        const cell = cells[i];
        if (cell === undefined) return null;
        const area = mapArea(relief, mixRect(from, cell.map, grown));
        const lane = LANES[run.scaling];
        const { condition, flattest, limit } = facts.scalings[run.scaling];
        const ratio = Math.sqrt(condition);
        const end = finishAt(trace, run) ?? run.losses.length - 1;
        const bottom = relief.surface.minima[0] ?? start;
        const { x, y, width } = cell.words;
        const line = (words: string, below: number, fill?: Colour, opacity = 1) =>
          m.text(words, [x, y + below], { width, opacity, ...(fill ? { bold: true, fill } : {}) });
        return (
          <Fade in={run.scaling === 'standard' ? 1 : m.leave()}>
            <SurfaceMap
              stage={stage}
              relief={relief}
              area={area}
              id={`scaled-${i}`}
              start={{ at: start }}
              scale={{ low: '', high: '' }}
            />
            {ratio >= ROUND && valleyFloor(stage, area, bottom, flattest.along)}
            <Trails
              m={m}
              id={`run-${i}`}
              area={area}
              clock={part.clock}
              runs={[{ lane, points: path, outSince: null }]}
              focus={0}
              size={0.8}
            />
            {line(
              m.say('feature', { scaling: run.scaling, unit: params.unit, houses: facts.houses }),
              48,
              runColour(stage.theme, lane),
              Math.min(grown, m.leave()),
            )}
            {line(
              m.say('valley', { ratio, round: ratio < ROUND }),
              98,
              undefined,
              Math.min(grown, m.leave()),
            )}
            {line(
              m.say('rateShare', { rate: Number(run.rate.toPrecision(2)), share: run.rate / limit }),
              148,
              undefined,
              Math.min(grown, m.leave()),
            )}
            {line(
              m.say('arrival', { loss: run.losses[end] ?? 0, steps: end }),
              198,
              runColour(stage.theme, lane),
              Math.min(told, m.leave()),
            )}
          </Fade>
        );
      })}
    </Fade>
  );
}
