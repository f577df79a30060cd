import type { ReactElement } from 'react';
import type { DescentTrace } from '../../sim/descents.ts';
import { clamp, lerp } from '../../sim/maths.ts';
import { bouncing, evenlySwept, type RateTrial, rateSweep, sweepEdges } from '../../sim/rate-sweep.ts';
import { rateText } from '../../story/descent/commentary.ts';
import { trialUpTo } from '../../story/descent/scan.ts';
import { plain } from '../../story/numbers.ts';
import type { Moment } from '../moment.ts';
import { AXIS_MARGIN, Axes, Clipped, type PlotArea } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow } from '../parts/Glow.tsx';
import type { CurveArea } from '../parts/LossCurve.tsx';
import { Marker } from '../parts/Marker.tsx';
import { Box, Line, Path } from '../parts/shapes.tsx';
import { type TextStyle, textWidth } from '../parts/Text.tsx';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { linearScale, logScale, logTicks, ticks } from '../scale.ts';
import { SIZE } from '../stage.ts';
import { type Colour, runColour } from '../theme.ts';

/** Height from which a range of rates has its name in it, and the space that a run's rate takes. */
const NAMED = 42;
const LINE = 40;
/** From the left edge of the picture to the marks of the film's runs, and from these to their rates. */
const [MARKS, BESIDE] = [26, 24];
/** How far the picture goes towards the rates from which it is seen from near, and up to which. */
const [NEAR_FROM, NEAR_TO] = [0.92, 0.55];

/**
 * The bifurcation diagram of the descents: rates from top to bottom, and in the row of each the places of its last states,
 * below where they lie on the landscape. A scan goes down; the ranges of rates that it has come to are shaded and named,
 * and the film's runs stand at their rates.
 *
 * @param rect as wide as the landscape
 * @param across the landscape above it
 * @param reach the rate that the scan has come to
 * @param near how near the rates are seen from the first that arrives on, 0 to 1
 */
export function sweepChart(
  m: Moment,
  trace: DescentTrace,
  rect: Rect,
  across: CurveArea,
  reach: number,
  near = 0,
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const trials = rateSweep(trace);
  const [lowest, highest] = [trials[0]?.rate ?? 1, trials.at(-1)?.rate ?? 2];
  const even = evenlySwept(trace);
  const { arrive, gone } = sweepEdges(trace);
  const from = lerp(lowest, arrive?.[0] ?? lowest, NEAR_FROM * near);
  const domain = [from, lerp(highest, gone ?? highest, NEAR_TO * near)] as const;
  const bottom = rect.y + rect.height;
  const down = (even ? linearScale : logScale)(domain, [rect.y, bottom]);
  const area: PlotArea = { rect, x: across.x, y: down };
  const now = down(clamp(reach, ...domain));
  const current = trialUpTo(trace, reach)?.last.at(-1);
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={ticks(across.domain, 5)}
        yTicks={(even ? ticks([lowest, highest], 10) : logTicks([lowest, highest], 5)).filter(
          (rate) =>
            rate >= domain[0] &&
            rate <= domain[1] &&
            textWidth(stage, plain(rate), { size: SIZE.small }) <= AXIS_MARGIN.left - 14,
        )}
        xLabel={m.say('parameter')}
        yLabel={m.say('sweepRate')}
      />
      {each(zonesOf(m, trace), ({ from, to, words, colour, opacity }) => {
        const [top, end] = [from, to].map((rate) => down(clamp(rate, ...domain)));
        if (top === undefined || end === undefined) return null;
        const [height, whole] = [Math.min(now, end) - top, end - top];
        if (height <= 0) return null;
        return (
          <g>
            <Box rect={{ ...rect, y: top, height }} fill={colour} opacity={opacity} />
            {whole >= NAMED && (
              <Fade in={clamp(height / whole - 0.5, 0, 0.5) * 2}>
                {m.text(words, [middleOf(trace, across), top + whole / 2 + 12], {
                  size: SIZE.small,
                  bold: true,
                  anchor: 'middle',
                })}
              </Fade>
            )}
          </g>
        );
      })}
      <Clipped id="sweep" rect={rect}>
        <Path d={dots(trials, reach, area)} stroke={theme.curve} width={4} round />
      </Clipped>
      {reach > lowest && reach < highest && (
        <g>
          <Line from={[rect.x, now]} to={[rect.x + rect.width, now]} stroke={theme.quiet} width={2} />
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
      {runMarks(m, trace, rect, down, now, middleOf(trace, across))}
    </g>
  );
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
  const trials = rateSweep(trace);
  const { arrive, clears, slow, gone } = sweepEdges(trace);
  const bounce = bouncing(trace);
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
    ...(clears ? [zone([trials[0]?.rate ?? 0, clears.rates[1]], 'stays', theme.line, 0.12)] : []),
    ...(arrive ? [zone(arrive, 'rests', theme.focus, 0.26)] : []),
    ...(arrive && slow !== null ? [zone([arrive[1], slow], 'slow', theme.focus, 0.14)] : []),
    ...(bounce ? [zone(bounce, 'bounces', theme.line, 0.2)] : []),
    ...(gone === null ? [] : [zone([gone, trials.at(-1)?.rate ?? gone], 'gone', theme.line, 0.45)]),
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
  down: (rate: number) => number,
  now: number,
  middle: number,
): ReactElement {
  const { theme } = m.stage;
  // Left of the names of the ranges.
  const zones = zonesOf(m, trace).map(({ words }) =>
    textWidth(m.stage, words, { size: SIZE.small, bold: true }),
  );
  const room = middle - Math.max(0, ...zones) / 2 - 12;
  return each(trace.runs, ({ learningRate }, i) => {
    const y = down(learningRate);
    const inside = clamp(1 + (y - rect.y) / LINE, 0, 1) * clamp(1 + (rect.y + rect.height - y) / LINE, 0, 1);
    // Rates too close to be written below each other are written beside each other.
    const crowd = trace.runs.slice(0, i).filter((other) => Math.abs(down(other.learningRate) - y) < LINE);
    const words = rateText(trace, i);
    const colour = runColour(theme, i);
    const wide = Math.max(
      ...trace.runs.map((_, k) => textWidth(m.stage, rateText(trace, k), { bold: true })),
    );
    const x = rect.x + MARKS + crowd.length * (wide + 2.6 * BESIDE);
    const at: Place = [x, y];
    return (
      <Fade in={inside * clamp((now - y) / 24, 0, 1)}>
        <Glow at={at} r={12} colour={colour} />
        <Marker run={i} at={at} r={12} fill={colour} stroke={theme.background} width={3} />
        {x + BESIDE + wide <= room &&
          onGround(m, words, [x + BESIDE, clamp(y + 12, rect.y + 34, rect.y + rect.height - 8)], {
            bold: true,
            fill: colour,
          })}
      </Fade>
    );
  });
}

/** A rate beside its mark or above its ball, on ground of its own: it may stand on lines. */
export function onGround(m: Moment, words: string, [x, y]: Place, style: TextStyle): ReactElement {
  const width = textWidth(m.stage, words, style) + 12;
  const left = style.anchor === 'middle' ? x - width / 2 : x - 6;
  return (
    <g>
      <Box rect={{ x: left, y: y - 32, width, height: 40 }} rx={8} fill={m.stage.theme.background} />
      {m.text(words, [x, y], style)}
    </g>
  );
}
