import type { ReactElement } from 'react';
import type { Interval } from '../../sim/interval.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import type { LineTrace } from '../../sim/regression/regressions.ts';
import type { FrameRange, StepClock } from '../../story/clock.ts';
import { isStuck, neighboursOf, predictorOf } from '../../story/regression/commentary.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow } from '../parts/Glow.tsx';
import { windowArea } from '../parts/ParameterMap.tsx';
import { Dot, Line } from '../parts/shapes.tsx';
import { textWidth } from '../parts/Text.tsx';
import { mixRect, nearest, type Place } from '../rect.ts';
import { mixInterval } from '../scale.ts';
import { SIZE } from '../stage.ts';
import { runColour } from '../theme.ts';
import { dataPlot, map, openedTo, STILL, stateAt } from './RegressionPictures.tsx';
import { batchesOf } from './regression-layout.ts';
import { LANES, viewOf } from './regression-view.ts';

/** How the prediction is written. */
const SAID = { size: SIZE.large, bold: true } as const;

/** What is near a place on an axis, and the samples next to it. */
function nearby(trace: LineTrace, axis: 'x' | 'y', at: number): Interval {
  const beside = neighboursOf(trace).flatMap((i) => (i === null ? [] : [trace.facts.samples[axis][i] ?? at]));
  const [low, high] = [Math.min(at, ...beside), Math.max(at, ...beside)];
  const more = 0.5 * (high - low) || 0.1 * (viewOf(trace)[axis][1] - viewOf(trace)[axis][0]);
  return [low - more, high + more];
}

/** When the line swings round, when it is looked up, and when the camera goes near. */
interface Prediction {
  readonly clock: StepClock;
  readonly rise: FrameRange;
  readonly near: FrameRange;
}

/**
 * The picture that the film opened with, with the line that was stuck; the one that was found swings round from the same
 * start, and says what a new feature leads to, beside the samples next to it.
 */
export function predictScene(m: Moment, part: Prediction, trace: LineTrace): ReactElement {
  const { facts } = trace;
  const { theme } = m.stage;
  const { line, fitted } = predictorOf(trace);
  const [w, b] = line;
  const near = m.through(part.near);
  const whole = viewOf(trace);
  const [main, raw] = ['main', 'raw'].map((id) => whole.drawn.find(({ run }) => run.id === id));
  const stuck = raw && isStuck(trace, raw.run) ? raw.lines.at(-1) : undefined;
  const lines = main && fitted ? main.lines : [line];
  const opened = openedTo(whole, trace.params.start.b, stuck ? 1 : 0);
  const window = {
    x: mixInterval(opened.x, nearby(trace, 'x', facts.predictAt), near),
    y: mixInterval(opened.y, nearby(trace, 'y', w * facts.predictAt + b), near),
  };
  const area = windowArea(window, m.stage.body);
  const entered = m.enter(0.65, 0.5);
  const rise = m.through(part.rise);
  // Far beyond the data it is at the edge until the camera has gone there.
  const [x, y] = nearest(area.rect, [area.x(facts.predictAt), area.y(w * facts.predictAt + b)]);
  const foot = area.rect.y + area.rect.height;
  const said = m.say('sample', { x: facts.predictAt, y: w * facts.predictAt + b, houses: facts.houses });
  const wide = textWidth(m.stage, said, SAID);
  const within = (left: number, width: number): number =>
    clamp(left, area.rect.x + 8, area.rect.x + area.rect.width - width);
  const beside = m.through({ start: part.near.end, end: part.near.end + 10 });
  const going = 1 - m.between(0, 0.4);
  const maps = mixRect(m.stage.body, batchesOf(m.stage)('map'), going);
  return (
    <g>
      <Fade in={going}>{map(m, trace, windowArea(whole.relief.window, maps), STILL, [])}</Fade>
      <Fade in={entered}>
        {stuck && near < 1 && (
          <Clipped id="stuck" rect={area.rect}>
            <Line
              from={[area.x(window.x[0]), area.y(stuck[0] * window.x[0] + stuck[1])]}
              to={[area.x(window.x[1]), area.y(stuck[0] * window.x[1] + stuck[1])]}
              stroke={runColour(theme, LANES.raw)}
              width={4}
              dash="12 8"
              opacity={1 - near}
            />
          </Clipped>
        )}
        {dataPlot(m, trace, area, {
          line: stateAt(lines, m.head(part.clock, lines.length)),
          colour: runColour(theme, LANES[trace.params.scaling]),
          errors: 1 - near,
          pivot: stuck ? 1 - near : 0,
        })}
        {rise > 0 && (
          <g>
            <Line
              from={[x, foot]}
              to={[x, lerp(foot, y, Math.min(1, 2 * rise))]}
              stroke={theme.focus}
              width={4}
              dash="12 8"
            />
            {rise > 0.5 && (
              <Line
                from={[x, y]}
                to={[lerp(x, area.rect.x, 2 * rise - 1), y]}
                stroke={theme.focus}
                width={4}
                dash="12 8"
              />
            )}
            <Glow at={[x, y]} r={14} colour={theme.focus} strength={rise} />
            <Dot at={[x, y]} r={14 * rise} fill={theme.focus} stroke={theme.background} width={3} />
          </g>
        )}
        {m.text(said, [within(w < 0 ? x + 30 : x - 30 - wide, wide), Math.max(y - 30, area.rect.y + 44)], {
          ...SAID,
          fill: 'focus',
          opacity: rise,
        })}
        {each(new Set(neighboursOf(trace)), (i) => {
          if (i === null) return null;
          const [nx, ny] = [facts.samples.x[i] ?? 0, facts.samples.y[i] ?? 0];
          const at: Place = [area.x(nx), area.y(ny)];
          const words = m.say('sample', { x: nx, y: ny, houses: facts.houses });
          const room = textWidth(m.stage, words, { bold: true });
          return (
            <Fade in={beside}>
              <Dot at={at} r={20} stroke={theme.train} width={4} />
              {m.text(
                words,
                at[1] < y - 80
                  ? [within(at[0] - room / 2, room), at[1] - 36]
                  : [within(at[0] + 34, room), at[1] + 50],
                { bold: true, fill: 'train' },
              )}
            </Fade>
          );
        })}
      </Fade>
    </g>
  );
}
