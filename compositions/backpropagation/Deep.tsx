import type { ReactElement } from 'react';
import { cut } from '../../src/scene/arrange.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LayerChart, type LayerLine } from '../../src/scene/parts/LayerChart.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Shortcut } from '../../src/scene/parts/Shortcut.tsx';
import { SlopeCurve } from '../../src/scene/parts/SlopeCurve.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour, runDash } from '../../src/scene/theme.ts';
import { clamp, exp, lerp, ln } from '../../src/sim/maths.ts';
import { groupOf, runOf, shareOf, stepsOf } from './commentary.ts';
import type { FlowMoment as M } from './moment.ts';
import { SIGNS, VALUES } from './pages.ts';
import { ACTIVATIONS } from './params.ts';
import type { FlowRun, FlowTrace } from './simulation.ts';
import type { FlowPart } from './story.ts';
import { deepPlaces, viewOf } from './view.ts';

/** Values that the picture of an activation function spans, and seconds in which a signal passes a layer with a shortcut. */
const SPAN = { sigmoid: [-0.15, 1.2], tanh: [-1.2, 1.2], relu: [-0.8, 5.2] } as const;
const PASS = 1.6;

/** Lengths of signals of deep networks, and the two bounds between which they are steady. */
export function flowChart(
  m: M,
  trace: FlowTrace,
  rect: Rect,
  lines: readonly LayerLine[],
  shown: number,
): ReactElement {
  const { depth, limit } = trace.params;
  return (
    <LayerChart
      stage={m.stage}
      rect={rect}
      layers={depth}
      name={m.say('layer')}
      label={m.say('length', { depth })}
      domain={viewOf(trace).shares}
      lines={lines}
      band={{ bounds: [1 / limit, limit], shown }}
    />
  );
}

/** The line of a run, on its way to that of another one. */
export function lineOf(
  m: M,
  trace: FlowTrace,
  lane: number,
  [from, to = from]: readonly FlowRun[],
  t = 0,
): LayerLine {
  const { lines } = viewOf(trace);
  const [a, b] = [from, to].map((run) => lines.get(run?.id ?? '') ?? []);
  const values = (a ?? []).map((value, l) => exp(lerp(ln(value), ln(b?.[l] ?? value), t)));
  return { values, colour: runColour(m.stage.theme, lane), run: lane, dash: runDash(lane), reached: 1 };
}

/** What networks come to, one below the other or beside each other: name, what is left at layer 1, and what that is called. */
function results(m: M, rect: Rect, runs: readonly (readonly [lane: number, run: FlowRun])[], told: number) {
  const along =
    m.stage.format !== 'landscape' && rect.width > rect.height * 2.2 && runs.length > 1 ? 'x' : 'y';
  const places = cut(rect, Array<number>(runs.length).fill(1), 20, along);
  return each(runs, ([lane, run], i) => {
    const { x, y, width, height } = places[i] ?? rect;
    const fill = runColour(m.stage.theme, lane);
    const top = y + (along === 'y' ? Math.max(0, height / 2 - 60) : 10);
    const verdict = { size: SIZE.small, fill, opacity: told };
    return (
      <g>
        <Marker run={lane} at={[x + 14, top + 24]} r={11} fill={fill} />
        {m.text(nameOf(m, run.activation), [x + 40, top + 36], { bold: true, fill })}
        {m.text(shareOf(run.ratio), [x + 40, top + 86], { size: SIZE.large, bold: true, opacity: told })}
        {along === 'x'
          ? m.text(m.say('verdict', { verdict: run.verdict }), [x + 40, top + 132], verdict)
          : m.text(m.say('verdict', { verdict: run.verdict }), [x + width, top + 36], {
              ...verdict,
              anchor: 'end',
            })}
      </g>
    );
  });
}

export const nameOf = (m: M, activation: string): string => m.say('activationName', { activation });

/** The networks of each activation function before a part and after it, and how far they have come. */
function stages(m: M, trace: FlowTrace, activation: string): { runs: readonly FlowRun[]; t: number } {
  const { part } = m;
  const of = (group: FlowRun['group']): readonly FlowRun[] =>
    groupOf(trace, group).filter((run) => run.activation === activation);
  const scales = of('scales');
  if (part.kind === 'deep') {
    const at = part.morphs.reduce((sum, range) => sum + m.through(range), 0);
    const k = Math.min(Math.floor(at), scales.length - 1);
    return { runs: scales.slice(k, k + 2), t: at - k };
  }
  if (part.kind === 'why')
    return { runs: [...scales.slice(-1), ...scales.slice(0, 1)], t: m.through(part.back) };
  if (part.kind === 'init')
    return { runs: [...scales.slice(0, 1), ...of('initialised')], t: m.through(part.sweep) };
  if (part.kind === 'residual')
    return m.since(part.sweep.start)
      ? { runs: [...scales.slice(0, 1), ...of('residual')], t: m.through(part.sweep) }
      : { runs: [...of('initialised'), ...scales.slice(0, 1)], t: m.through(part.back) };
  return { runs: scales.slice(0, 1), t: 0 };
}

/** Deep networks: at each scale, why one of them loses its signal, and two cures. The chart stays, its lines move. */
export function deepScene(
  m: M,
  part: FlowPart<'deep'> | FlowPart<'why'> | FlowPart<'init'> | FlowPart<'residual'>,
  trace: FlowTrace,
): ReactElement {
  const places = deepPlaces(m.stage);
  const side = places('side');
  const asked = runOf(trace, trace.facts.asked.id);
  const landscape = m.stage.format === 'landscape';
  const halves = cut(side, landscape ? [1.15, 1] : [1, 1], 24, landscape ? 'y' : 'x');
  const [reason = side, rest = side] = halves;
  const alone = part.kind === 'why' ? m.through(part.back) : part.kind === 'init' ? 1 - m.between(0, 0.6) : 0;
  const now = ACTIVATIONS.map((activation) => ({ activation, ...stages(m, trace, activation) }));
  const reached = part.kind === 'deep' ? m.through(part.sweep) : 1;
  const factors = stepsOf(asked).map((factor) => shareOf(factor));
  const lines = now.map(({ activation, runs, t }, lane): LayerLine => {
    const own = activation === asked.activation;
    return {
      ...lineOf(m, trace, lane, runs, t),
      reached,
      glow: (part.kind === 'deep' && reached < 1) || (t > 0 && t < 1) ? 0.7 : 0.25,
      opacity: own ? 1 : 1 - alone,
      ...(own && part.kind === 'why'
        ? { factors, multiplied: m.through(part.factors) * factors.length * m.leave(0.3) }
        : {}),
    };
  });
  const settled = now.flatMap(({ runs, t }, lane) => {
    const run = t < 0.5 ? runs[0] : runs.at(-1);
    return run === undefined ? [] : [[lane, run] as const];
  });
  const turning = now[0]?.t ?? 0;
  const told =
    part.kind === 'deep' && reached < 1
      ? clamp(6 * reached - 5, 0, 1)
      : clamp(Math.abs(2 * turning - 1) * 3 - 1, 0, 1);
  const split = part.kind === 'why' || part.kind === 'residual';
  return (
    <Fade in={part.kind === 'deep' ? m.between(0, 0.5) : part.kind === 'residual' ? m.leave(0.3) : 1}>
      {flowChart(m, trace, places('chart'), lines, part.kind === 'deep' ? m.through(part.rule) : 1)}
      {part.kind === 'why' && (
        <Fade in={Math.min(m.between(0.3, 0.4), m.leave(0.3))}>
          <SlopeCurve
            stage={m.stage}
            rect={reason}
            of={VALUES[asked.activation]}
            sign={SIGNS[asked.activation]}
            span={SPAN[asked.activation]}
            steepest={asked.activation === 'relu' ? 2 : 0}
            t={m.through(part.tangent)}
          />
          {results(
            m,
            rest,
            settled.filter(([, run]) => run.activation === asked.activation),
            told,
          )}
        </Fade>
      )}
      {part.kind === 'residual' && (
        <Fade in={Math.min(m.between(0.3, 0.4), m.leave(0.3))}>
          <Shortcut
            stage={m.stage}
            rect={reason}
            factor={`× w ${SIGNS[asked.activation]}′`}
            t={((m.frame - part.start) / m.story.fps / PASS) % 1}
          />
        </Fade>
      )}
      {part.kind !== 'why' && (
        <Fade in={part.kind === 'residual' ? m.between(0.3, 0.4) : m.between(0.2, 0.4) * m.leave(0.25)}>
          {results(m, split ? rest : side, settled, told)}
        </Fade>
      )}
    </Fade>
  );
}
