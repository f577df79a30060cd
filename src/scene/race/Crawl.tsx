import type { ReactElement } from 'react';
import { lastSteps, lastWay } from '../../story/race/commentary.ts';
import type { RaceRun } from '../../story/race/races.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Marker } from '../parts/Marker.tsx';
import { Box } from '../parts/shapes.tsx';
import type { Rect } from '../rect.ts';
import { runColour } from '../theme.ts';
import type { RaceView } from './race-view.ts';

/** Heights of the lines, and the space of marker and number. */
const [LINE, ROW, MARK, NUMBER] = [58, 52, 44, 110] as const;

/**
 * Why a run crawls: its rate at the last step, with what divides it, and how far it and the others got in the last steps.
 *
 * @param grown how long the bars are, 0 to 1
 */
export function crawl(m: Moment, view: RaceView, run: RaceRun, rect: Rect, grown: number): ReactElement {
  const { theme } = m.stage;
  const ways = view.runs.map((each) => lastWay(each, view.steps));
  const most = Math.max(...ways, Number.MIN_VALUE);
  const rate = run.optimizer.learningRate;
  const own = Math.max(...(run.updates.at(-1)?.rates ?? [rate]));
  const spare = rect.height >= 2 * LINE + view.runs.length * ROW;
  const top = rect.y + (spare ? 2 * LINE : LINE);
  return (
    <g>
      {spare &&
        m.text(m.say('crawlRate', { rate, root: rate / own, own }), [rect.x, rect.y + 36], {
          fill: runColour(theme, run.lane),
          bold: true,
          width: rect.width,
        })}
      {m.text(m.say('crawlSteps', { steps: lastSteps(view.steps) }), [rect.x, top - 22], {
        fill: 'quiet',
        width: rect.width,
      })}
      {each(view.runs, ({ lane }, i) => {
        const [y, way] = [top + (i + 0.5) * ROW, ways[i] ?? 0];
        const colour = runColour(theme, lane);
        const long = (grown * way * (rect.width - MARK - NUMBER)) / most;
        return (
          <g>
            <Marker run={lane} at={[rect.x + 14, y]} r={12} fill={colour} />
            <Box
              rect={{ x: rect.x + MARK, y: y - 13, width: Math.max(2, long), height: 26 }}
              rx={6}
              fill={colour}
            />
            {m.text(m.say('crawlWay', { way }), [rect.x + MARK + long + 14, y + 11], { bold: true })}
          </g>
        );
      })}
    </g>
  );
}
