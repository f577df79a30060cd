import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { SIZE } from '../../src/scene/stage.ts';
import { dataPoints, learnedRegions, mapArea, trueBoundary } from './BoundaryMap.tsx';
import { lossChart } from './LossChart.tsx';
import { remedyLayout } from './layout.ts';
import { lossText, remedyLabel } from './messages.ts';
import type { OverfittingTrace } from './simulation.ts';
import type { OverfittingPart } from './story.ts';
import { viewOf } from './view.ts';

/** The same initial weights twice, without and with a remedy, and the resulting validation loss. */
export function remedyScene(
  m: Moment,
  part: OverfittingPart<'remedy'>,
  trace: OverfittingTrace,
): ReactElement | null {
  const { points, maps, facts, params } = trace;
  const layout = remedyLayout(m.stage);
  const { plain, remedies } = viewOf(trace);
  const [record, losses] = [trace.remedies[part.remedy], remedies[part.remedy]];
  if (record === undefined || losses === undefined) return null;
  const head = m.head(part.clock);
  const stop = record.runs[facts.shownRun]?.stop;
  const stopped = stop?.early && head.done >= stop.epoch;
  const halves = [
    {
      maps: maps[0],
      points: points.train,
      label: m.say('without'),
      losses: plain.validation.mean,
      fill: 'quiet',
    },
    {
      maps: maps[part.remedy + 1],
      points: record.remedy.kind === 'more-data' ? points.more : points.train,
      label: stopped
        ? m.say('stopped', { epoch: stop.epoch, kept: stop.kept })
        : m.word(remedyLabel(record.remedy)),
      losses: losses.validation.mean,
      fill: 'validation',
    },
  ] as const;
  return (
    <Fade in={m.enter(0, 0.5)}>
      {each(layout.maps, ({ label, map, legend }, i) => {
        const half = halves[i] ?? halves[0];
        const area = mapArea(map);
        return (
          <g>
            {m.text(half.label, [label.x, label.y + 34], { bold: true, width: label.width })}
            {learnedRegions(m, `map-${i}`, map, half.maps ?? [], head, 4)}
            {trueBoundary(m, area, params.data.truth)}
            {dataPoints(m, area, half.points)}
            {m.text(m.say('validation'), [legend.x, legend.y + 44], { size: SIZE.small, fill: 'quiet' })}
            {m.text(lossText(half.losses[head.done] ?? 0), [legend.x + legend.width, legend.y + 46], {
              size: SIZE.large,
              bold: true,
              fill: half.fill,
              anchor: 'end',
            })}
          </g>
        );
      })}
      {lossChart(m, layout.chart, trace, losses, head, { without: plain.validation.mean })}
    </Fade>
  );
}
