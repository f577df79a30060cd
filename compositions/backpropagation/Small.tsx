import type { ReactElement } from 'react';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Ledger } from '../../src/scene/parts/Ledger.tsx';
import { NumberGraph, type NumberUnit } from '../../src/scene/parts/NumberGraph.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { fixed } from '../../src/story/numbers.ts';
import type { FlowMoment as M } from './moment.ts';
import { slopeOf, unitName, valuesOf } from './pages.ts';
import { heat } from './Slopes.tsx';
import type { FlowTrace } from './simulation.ts';
import { pagesOf, type SmallState, smallState } from './small-state.ts';
import { groundOf, smallPlaces } from './view.ts';

/** The small network as far as it has come, with its numbers. */
function smallGraph(m: M, trace: FlowTrace, state: SmallState): ReactElement {
  const { facts, params } = trace;
  const { small } = facts;
  const { theme } = m.stage;
  const layers = params.hidden.length + 1;
  const { forward } = pagesOf(trace);
  const unitsBefore = (layer: number): number => forward.filter((one) => one.layer < layer).length;
  const slopeLayers = state.slopes > 0 ? layers + 1 - state.slopes : layers + 1;
  const units = [2, ...params.hidden, 1].map((count, layer) =>
    Array.from({ length: count }, (_, unit): NumberUnit => {
      const name = unitName(trace, layer, unit);
      const known = layer === 0 || unitsBefore(layer) + unit < state.values;
      const sloped = layer > 0 && layer >= slopeLayers;
      const value = valuesOf(trace, layer, layer <= state.renewed)[unit] ?? 0;
      const slope = small.before.layers[layer - 1]?.deltas[0]?.[unit] ?? 0;
      const active = state.active?.layer === layer && state.active.unit === unit;
      return {
        name,
        value: known ? fixed(value, 2) : '',
        colour: sloped ? theme.gradient : active ? theme.focus : known ? theme.text : theme.line,
        ...(sloped ? { tag: slopeOf(slope) } : {}),
        lit: active ? 0.6 : sloped && small.path[layer] === unit ? 0.5 : 0,
      };
    }),
  );
  const loss = small[state.renewed > layers ? 'after' : 'before'].loss;
  units.push([
    {
      name: m.say('loss'),
      value: state.loss ? fixed(loss, 2) : '',
      colour: state.loss ? theme.validation : theme.line,
    },
  ]);
  const weights = small.weights[state.updated ? 1 : 0];
  const most = Math.max(...weights.flatMap(({ W }) => W.flat().map(Math.abs)), 1e-9);
  return (
    <NumberGraph
      stage={m.stage}
      ground={groundOf(m.stage, trace)}
      units={units}
      {...(state.travellers ? { travellers: state.travellers } : {})}
      edge={(layer, from, to) => {
        const weight = weights[layer]?.W[to]?.[from];
        if (weight === undefined) return { words: '', colour: theme.line, width: 3 };
        const traced = small.path[layer] === from && small.path[layer + 1] === to;
        const reached = state.slopes > 0 && traced && layer + 1 >= slopeLayers;
        return {
          words: fixed(weight, 2),
          colour: weight < 0 ? theme.validation : theme.train,
          width: reached ? 7 : 1.5 + (3.5 * Math.abs(weight)) / most,
          ...(weight < 0 ? { dash: '10 7' } : {}),
          active: state.active?.layer === layer + 1 ? state.active.unit === to : traced,
        };
      }}
    />
  );
}

/** Rows of the longest calculation. */
const mostRows = (trace: FlowTrace): number => {
  const { forward, back, loss } = pagesOf(trace);
  return Math.max(...[...forward.map(({ page }) => page), ...back, loss].map(({ rows }) => rows.length));
};

const ROW = 62;
/** Seconds of the update after which the slopes have been used. */
const HEAT = 3.4;

/** The place of the calculations, in the middle of the room for them. */
function ledgerRect(m: M, rows: number): Rect {
  const place = smallPlaces(m.stage)('ledger');
  const wanted = ROW * (rows + 1) + 26;
  return {
    ...place,
    y: place.y + Math.max(0, place.height - wanted) / (m.stage.format === 'landscape' ? 2 : 4),
  };
}

/** The small network and the calculation that it is at. */
export function smallScene(m: M, trace: FlowTrace): ReactElement {
  const state = smallState(m, trace);
  const { page, shown = 0 } = state;
  return (
    <g>
      <Fade in={m.part.kind === 'forward' ? m.between(0.2, 0.5) : 1}>{smallGraph(m, trace, state)}</Fade>
      {m.part.kind === 'update' && (
        <Fade in={1 - m.between(HEAT, 0.4)}>{heat(m, trace, m.through(m.part.fly))}</Fade>
      )}
      {page && (
        <Fade in={Math.min(shown, m.part.kind === 'forward' ? 1 : m.leave(0.25))}>
          <Ledger
            stage={m.stage}
            rect={ledgerRect(m, mostRows(trace))}
            title={m.word(page.title)}
            rows={page.rows.map(({ label, number, total = false, gradient = false }) => ({
              words: typeof label === 'string' ? label : m.word(label),
              number,
              total,
              ...(gradient ? { fill: 'gradient' as const } : {}),
            }))}
          />
        </Fade>
      )}
    </g>
  );
}
