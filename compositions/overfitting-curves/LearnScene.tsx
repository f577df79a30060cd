import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { legend, sign } from '../../src/scene/parts/Legend.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { dataPoints, learnedRegions, mapArea, trueBoundary } from './BoundaryMap.tsx';
import { lossChart } from './LossChart.tsx';
import { learnLayout } from './layout.ts';
import { lossText } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';
import { viewOf } from './view.ts';

/** All epochs: the boundary of one run, and the losses of all of them. */
export function learnScene(m: Moment, part: OverfittingPart<'learn'>, trace: OverfittingTrace): ReactElement {
  const { params, facts, points } = trace;
  const { theme } = m.stage;
  const at = learnLayout(m.stage);
  const { plain } = viewOf(trace);
  const head = m.head(part.clock);
  const area = mapArea(at.map);
  const [trainLoss, validationLoss] = [
    plain.train.mean[head.done] ?? 0,
    plain.validation.mean[head.done] ?? 0,
  ];
  const best = facts.bestEpoch > 0 && m.since(part.bestFrame) ? facts.bestEpoch : null;
  const stop = m.since(part.stopFrame) ? facts.stopEpoch : null;
  return (
    <g>
      {learnedRegions(m, 'map', at.map, trace.maps[0] ?? [], head)}
      {trueBoundary(m, area, params.data.truth)}
      {dataPoints(m, area, points.train)}
      <Fade in={m.enter()}>
        {mapLegend(
          m,
          at.legend,
          points.train.some(({ flipped }) => flipped),
        )}
        <Readouts
          stage={m.stage}
          rect={at.readouts}
          readings={[
            {
              share: 0.28,
              label: m.say('epoch'),
              value: m.say('outOf', { step: head.done, steps: params.epochs }),
            },
            { share: 0.26, label: m.say('train'), value: lossText(trainLoss), fill: 'train' },
            { share: 0.26, label: m.say('validation'), value: lossText(validationLoss), fill: 'validation' },
            { share: 0.2, label: m.say('gap'), value: lossText(validationLoss - trainLoss) },
          ]}
        />
        {lossChart(m, at.chart, trace, plain, head, {
          marks: [
            ...(best === null
              ? []
              : [{ at: best, words: m.say('best', { epoch: best }), colour: theme.text }]),
            ...(stop === null
              ? []
              : [{ at: stop, words: m.say('stop', { epoch: stop }), colour: theme.focus }]),
          ],
        })}
      </Fade>
    </g>
  );
}

/** What the lines and rings of the map mean. */
const mapLegend = (m: Moment, rect: Rect, wrong: boolean): ReactElement => {
  const { theme } = m.stage;
  return legend(m.stage, { ...rect, y: rect.y + 8 }, [
    { sign: sign.line(theme.text, '4 11', 3), words: m.say('truth') },
    ...(wrong ? [{ sign: sign.ring(theme.text), words: m.say('wrongLabel') }] : []),
    { sign: sign.line(theme.curve, '', 5), words: m.say('boundary') },
  ]).element;
};
