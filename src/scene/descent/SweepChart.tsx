import type { ReactElement } from 'react';
import type { DescentTrace } from '../../sim/descents.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { doubleWellValue } from '../../sim/objectives/double-well.ts';
import {
  bouncing,
  chaosFrom,
  evenlySwept,
  type RateTrial,
  rateSweep,
  sweepEdges,
} from '../../sim/rate-sweep.ts';
import { rateText } from '../../story/descent/commentary.ts';
import { shownRates, trialUpTo } from '../../story/descent/scan.ts';
import { plain } from '../../story/numbers.ts';
import type { Moment } from '../moment.ts';
import { AXIS_MARGIN, Axes, Clipped, type PlotArea } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow } from '../parts/Glow.tsx';
import type { CurveArea } from '../parts/LossCurve.tsx';
import { Marker } from '../parts/Marker.tsx';
import { Box, Dot, Line, Path } from '../parts/shapes.tsx';
import { type TextStyle, textWidth } from '../parts/Text.tsx';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, logScale, logTicks, type Scale, ticks } from '../scale.ts';
import { SIZE } from '../stage.ts';
import { type Colour, runColour } from '../theme.ts';
import { ball } from './Descent.tsx';

/** Height from which a range of rates has its name in it, and the space that a run's rate takes. */
const NAMED = 24;
const LINE = 40;
/** From the left edge of the picture to the marks of the film's runs, and from these to their rates. */
const [MARKS, BESIDE] = [26, 24];
/** Radius of the ball of a run above the chart, and of its dots in it. */
const [BALL, LANDED] = [22, 8];

/** The scale of rates, from top to bottom. */
const downwards = (trace: DescentTrace, { y, height }: Rect): Scale =>
  (evenlySwept(trace) ? linearScale : logScale)(shownRates(trace), [y, y + height]);

/**
 * The bifurcation diagram of the descents: rates from top to bottom, and in the row of each the places of its last states,
 * below where they lie on the landscape. A scan goes down; the ranges of rates that it has come to are shaded and named,
 * and the film's runs stand at their rates.
 *
 * @param rect as wide as the landscape
 * @param across the landscape above it
 * @param reach the rate that the scan has come to
 * @param drops how far each of the film's runs has dropped onto its row, 0 to 1
 */
export function sweepChart(
  m: Moment,
  trace: DescentTrace,
  rect: Rect,
  across: CurveArea,
  reach: number,
  drops: readonly number[],
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const domain = shownRates(trace);
  const [lowest, highest] = domain;
  const down = downwards(trace, rect);
  const area: PlotArea = { rect, x: across.x, y: down };
  const now = down(clamp(reach, ...domain));
  const middle = middleOf(trace, across);
  const current = trialUpTo(trace, reach)?.last.at(-1);
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={ticks(across.domain, 5)}
        yTicks={(evenlySwept(trace) ? ticks(domain, 5) : logTicks(domain, 5)).filter(
          (rate) => textWidth(stage, plain(rate), { size: SIZE.small }) <= AXIS_MARGIN.left - 14,
        )}
        xLabel={m.say('parameter')}
        yLabel={m.say('sweepRate')}
      />
      {each(zonesOf(m, trace), ({ from, to, colour, opacity }) => {
        const [top = 0, end = 0] = [from, to].map((rate) => down(clamp(rate, ...domain)));
        const height = Math.min(now, end) - top;
        return height <= 0 ? null : (
          <Box rect={{ ...rect, y: top, height }} fill={colour} opacity={opacity} />
        );
      })}
      <Clipped id="sweep" rect={rect}>
        {reach > lowest && (
          <Path d={dots(rateSweep(trace), reach, area)} stroke={theme.curve} width={3} round />
        )}
      </Clipped>
      {reach > lowest && reach < highest && (
        <g>
          <Line from={[rect.x, now]} to={[rect.x + rect.width, now]} stroke={theme.text} width={2} />
          {current !== undefined && (
            <Line
              from={[across.x(current), across.rect.y + across.rect.height]}
              to={[across.x(current), now]}
              stroke={theme.text}
              width={2}
              dash="4 8"
              opacity={0.5}
            />
          )}
        </g>
      )}
      {each(zonesOf(m, trace), ({ from, to, words }) => {
        const [top = 0, end = 0] = [from, to].map((rate) => down(clamp(rate, ...domain)));
        if (end - top < NAMED) return null;
        return (
          <Fade in={clamp((now - top) / (end - top) - 0.5, 0, 0.5) * 2}>
            {m.text(words, [middle, (top + end) / 2 + 11], {
              size: SIZE.small,
              bold: true,
              anchor: 'middle',
            })}
          </Fade>
        );
      })}
      {each(trace.runs, ({ points, status, learningRate }, i) =>
        drops[i] !== 1 || status === 'diverged'
          ? null
          : each(points.slice(-2), ([x]) => (
              <Dot
                at={[across.x(x), down(learningRate)]}
                r={LANDED}
                fill={runColour(theme, i)}
                stroke={theme.background}
                width={2}
              />
            )),
      )}
      {runMarks(m, trace, rect, down, drops, middle)}
    </g>
  );
}

/** A run on its way from where it ended on the landscape down to its row. @param t 0 to 1 */
export function dropped(
  m: Moment,
  trace: DescentTrace,
  index: number,
  x: number,
  t: number,
  { x: across, y }: CurveArea,
  rect: Rect,
): ReactElement {
  const from = y(doubleWellValue(trace.params.objective, x));
  const to = downwards(trace, rect)(trace.runs[index]?.learningRate ?? 0);
  return ball(m, [across(x), lerp(from, to, t * t)], lerp(BALL, LANDED, t), runColour(m.stage.theme, index));
}

/** Where the name of a range is in nobody's way: over the hill, or in the middle. */
const middleOf = ({ facts }: DescentTrace, { rect, x }: CurveArea): number =>
  facts.localMaximum === null ? rect.x + rect.width / 2 : x(facts.localMaximum[0]);

interface Zone {
  readonly from: number;
  readonly to: number;
  readonly words: string;
  readonly colour: Colour;
  readonly opacity: number;
}

/** The ranges of rates that behave alike, from low rates to high ones. */
function zonesOf(m: Moment, trace: DescentTrace): readonly Zone[] {
  const { theme } = m.stage;
  const [lowest, highest] = shownRates(trace);
  const { arrive, clears, slow, back, gone } = sweepEdges(trace);
  const bounce = bouncing(trace);
  const chaos = chaosFrom(trace);
  const zone = (
    [from, to]: readonly [number, number],
    kind: string,
    colour: Colour,
    opacity: number,
  ): Zone => ({
    from,
    to,
    words: m.say('sweepZone', { kind }),
    colour,
    opacity,
  });
  return [
    ...(clears !== null ? [zone([lowest, clears], 'stays', theme.line, 0.12)] : []),
    ...(arrive ? [zone([arrive[0], slow ?? arrive[1]], 'rests', theme.focus, 0.26)] : []),
    ...(bounce && chaos === null ? [zone(bounce, 'bounces', theme.line, 0.2)] : []),
    ...(bounce && chaos !== null
      ? [
          zone([bounce[0], chaos], 'forks', theme.line, 0.16),
          zone([chaos, bounce[1]], 'chaos', theme.line, 0.24),
        ]
      : []),
    ...(bounce && back !== null ? [zone([back, gone ?? highest], 'back', theme.line, 0.32)] : []),
    ...(gone === null ? [] : [zone([gone, highest], 'gone', theme.line, 0.45)]),
  ];
}

/** A dot for each of the last states of each trial, as one path. */
function dots(trials: readonly RateTrial[], reach: number, { rect, x, y }: PlotArea): string {
  const seen = trials.filter(
    ({ rate }) => rate <= reach * (1 + 1e-9) && y(rate) >= rect.y && y(rate) <= rect.y + rect.height,
  );
  return seen
    .flatMap(({ rate, last }) =>
      last
        .map(x)
        .flatMap((at) =>
          at >= rect.x && at <= rect.x + rect.width ? [`M${px(at)} ${px(y(rate))}h0.1`] : [],
        ),
    )
    .join('');
}

/** The film's runs, at their rates. */
function runMarks(
  m: Moment,
  trace: DescentTrace,
  rect: Rect,
  down: Scale,
  drops: readonly number[],
  middle: number,
): ReactElement {
  const { theme } = m.stage;
  // Left of the names of the ranges.
  const zones = zonesOf(m, trace).map(({ words }) =>
    textWidth(m.stage, words, { size: SIZE.small, bold: true }),
  );
  const room = middle - Math.max(0, ...zones) / 2 - 12;
  const wide = Math.max(...trace.runs.map((_, k) => textWidth(m.stage, rateText(trace, k), { bold: true })));
  const lines = trace.runs.map(({ learningRate }) =>
    clamp(down(learningRate) + 12, rect.y + 34, rect.y + rect.height - 8),
  );
  const columns = columnsOf(lines);
  return each(trace.runs, ({ learningRate }, i) => {
    const colour = runColour(theme, i);
    const x = rect.x + MARKS + (columns[i] ?? 0) * (wide + 2.6 * BESIDE);
    const at: Place = [x, down(learningRate)];
    return (
      <Fade in={clamp(3 * (drops[i] ?? 0) - 2, 0, 1)}>
        <Glow at={at} r={12} colour={colour} />
        <Marker run={i} at={at} r={12} fill={colour} stroke={theme.background} width={3} />
        {x + BESIDE + wide <= room &&
          onGround(m, rateText(trace, i), [x + BESIDE, lines[i] ?? 0], { bold: true, fill: colour })}
      </Fade>
    );
  });
}

/** Rates too close to be written below each other are written beside each other: the first free column for each. */
function columnsOf(lines: readonly number[]): readonly number[] {
  const columns: number[] = [];
  for (const line of lines) {
    const taken = columns.filter((_, k) => Math.abs((lines[k] ?? 0) - line) < LINE);
    columns.push(lines.findIndex((_, column) => !taken.includes(column)));
  }
  return columns;
}

/** A rate beside its mark, on ground of its own: it may stand on lines. */
function onGround(m: Moment, words: string, [x, y]: Place, style: TextStyle): ReactElement {
  const width = textWidth(m.stage, words, style) + 12;
  return (
    <g>
      <Box rect={{ x: x - 6, y: y - 32, width, height: 40 }} rx={8} fill={m.stage.theme.background} />
      {m.text(words, [x, y], style)}
    </g>
  );
}
