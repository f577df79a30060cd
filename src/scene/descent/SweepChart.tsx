import type { ReactElement } from 'react';
import type { DescentTrace } from '../../sim/descents.ts';
import { clamp } from '../../sim/maths.ts';
import { evenlySwept, type RateTrial, rateSweep, sweepEdges } from '../../sim/rate-sweep.ts';
import { rateText } from '../../story/descent/commentary.ts';
import { polyline } from '../curve.ts';
import type { Moment } from '../moment.ts';
import { Axes, Clipped, insidePanel, type PlotArea } from '../parts/Axes.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { Glow, GlowingPath } from '../parts/Glow.tsx';
import { Marker } from '../parts/Marker.tsx';
import { Box, Line } from '../parts/shapes.tsx';
import { type TextStyle, textWidth } from '../parts/Text.tsx';
import type { Place, Rect } from '../rect.ts';
import { linearScale, logScale, logTicks, ticks } from '../scale.ts';
import { runColour } from '../theme.ts';

/** Space between a run's mark and its rate above it. */
const ABOVE = 26;
const LINE = 42;

/**
 * How low the descents end, by rate: a scan that goes from low rates to high ones, and the runs of the film where they lie
 * on it. Rates that arrive are lit up as far as the scan has come, those that settle slowly less; where runs have flown off
 * the ground is shaded.
 *
 * @param reach the rate that the scan has come to
 */
export function sweepChart(m: Moment, trace: DescentTrace, rect: Rect, reach: number): ReactElement {
  const { stage } = m;
  const trials = rateSweep(trace);
  const { params, facts, runs } = trace;
  const [lowest, highest] = [trials[0]?.rate ?? 1, trials.at(-1)?.rate ?? 2];
  const inside = insidePanel(rect);
  const even = evenlySwept(trace);
  const domain = [lowest, highest] as const;
  const top = 1.75 * Math.max(...trials.map(({ excess }) => excess ?? 0), 1e-6);
  const area: PlotArea = {
    rect: inside,
    x: (even ? linearScale : logScale)(domain, [inside.x, inside.x + inside.width]),
    y: linearScale([0, top], [inside.y + inside.height - 8, inside.y]),
  };
  const reached = trials.filter(({ rate }) => rate <= reach * (1 + 1e-9));
  const { arrive, slow, gone } = sweepEdges(trace);
  const place = (rate: number, excess: number): Place => [
    area.x(rate),
    clamp(area.y(excess), inside.y, inside.y + inside.height),
  ];
  const now = area.x(Math.min(reach, highest));
  const band = (from: number, to: number): Rect => ({
    ...inside,
    x: area.x(from),
    width: Math.max(0, Math.min(now, area.x(to)) - area.x(from)),
  });
  const flown = gone === null ? null : band(gone, highest);
  const says = m.say('sweepGone');
  return (
    <g>
      <Axes
        stage={stage}
        area={area}
        xTicks={even ? ticks(domain, 6) : logTicks(domain, 6)}
        yTicks={ticks([0, top], 3)}
        xLabel={m.say('sweepRate')}
        yLabel={m.say('sweepLoss', { steps: params.steps })}
      />
      {arrive !== null && <Box rect={band(...arrive)} fill={stage.theme.focus} opacity={0.22} />}
      {arrive !== null && slow !== null && (
        <Box rect={band(arrive[1], slow)} fill={stage.theme.focus} opacity={0.1} />
      )}
      {slow !== null && now > area.x(slow) && (
        <Line
          from={[area.x(slow), inside.y]}
          to={[area.x(slow), inside.y + inside.height]}
          stroke={stage.theme.focus}
          width={3}
          dash="8 8"
        />
      )}
      {flown !== null && <Box rect={flown} fill={stage.theme.line} opacity={0.4} />}
      {flown !== null &&
        flown.width > textWidth(stage, says) + 16 &&
        m.text(says, [flown.x + flown.width / 2, inside.y + 44], { anchor: 'middle' })}
      <Clipped id="sweep" rect={{ ...inside, y: inside.y - 10, height: inside.height + 20 }}>
        <GlowingPath d={pieces(reached, place)} stroke={stage.theme.curve} width={5} strength={0.7} />
      </Clipped>
      {reach > lowest && reach < highest && (
        <Line
          from={[now, inside.y]}
          to={[now, inside.y + inside.height]}
          stroke={stage.theme.quiet}
          width={2}
        />
      )}
      {each(runs, (run, i) => {
        const here = area.x(run.learningRate);
        const gone = run.status === 'diverged';
        const spot = place(run.learningRate, gone ? top : (run.losses.at(-1) ?? 0) - facts.leastLoss);
        const colour = runColour(stage.theme, i);
        const shown = clamp((now - here) / 40, 0, 1);
        const words = rateText(trace, i);
        const style = { bold: true, fill: colour, anchor: 'middle' } as const;
        const half = textWidth(stage, words, style) / 2;
        // Rates too close to be named beside each other are named above each other.
        const crowd = runs
          .slice(0, i)
          .filter((other) => Math.abs(area.x(other.learningRate) - here) < 2 * half + 20);
        const line = spot[1] - ABOVE - LINE * crowd.length;
        return (
          <Fade in={shown}>
            <Glow at={spot} r={13} colour={colour} />
            <Marker run={i} at={spot} r={13} fill={colour} stroke={stage.theme.background} width={3} />
            {!gone &&
              line > inside.y + 24 &&
              onGround(m, words, [clamp(here, inside.x + half, inside.x + inside.width - half), line], style)}
          </Fade>
        );
      })}
    </g>
  );
}

/** A line through the trials that stayed, broken where some have flown off. */
function pieces(trials: readonly RateTrial[], place: (rate: number, excess: number) => Place): string {
  const lines: Place[][] = [[]];
  for (const { rate, excess } of trials) {
    if (excess === null) lines.push([]);
    else lines.at(-1)?.push(place(rate, excess));
  }
  return lines.map((line) => (line.length < 2 ? '' : polyline(line))).join('');
}

/** A rate above its mark or ball, on ground of its own: it may stand on lines. */
export function onGround(m: Moment, words: string, [x, y]: Place, style: TextStyle): ReactElement {
  const half = textWidth(m.stage, words, style) / 2 + 6;
  return (
    <g>
      <Box
        rect={{ x: x - half, y: y - 32, width: 2 * half, height: 40 }}
        rx={8}
        fill={m.stage.theme.background}
      />
      {m.text(words, [x, y], style)}
    </g>
  );
}
