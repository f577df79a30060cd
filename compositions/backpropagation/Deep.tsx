import type { ReactElement } from 'react';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Ledger } from '../../src/scene/parts/Ledger.tsx';
import { mixRect } from '../../src/scene/rect.ts';
import { significant, superscript } from '../../src/story/numbers.ts';
import { writtenSum } from '../../src/story/written-sums.ts';
import { factorsOf, groupOf, runOf } from './commentary.ts';
import { chartIn, type Drawn, flowChart, lineOf, nameOf, panel, scalesDrawn } from './flow-chart.tsx';
import type { FlowMoment as M } from './moment.ts';
import { SIGNS } from './pages.ts';
import { ACTIVATIONS } from './params.ts';
import { smallGraph } from './Small.tsx';
import type { FlowTrace } from './simulation.ts';
import { smallState } from './small-state.ts';
import type { FlowPart } from './story.ts';
import { panelPlaces, smallPlaces } from './view.ts';

export function deepScene(m: M, part: FlowPart<'deep'>, trace: FlowTrace): ReactElement {
  const gone = m.between(0, 0.5);
  const places = panelPlaces(m.stage);
  return (
    <g>
      {gone < 1 && <Fade in={1 - gone}>{smallGraph(m, trace, smallState(m, trace), false)}</Fade>}
      <Fade in={m.between(0.2, 0.5)}>
        {each(ACTIVATIONS, (activation, i) => {
          const drawn = scalesDrawn(m, trace, activation, m.through(part.sweep), m.through(part.verdicts));
          return places[i] && panel(m, trace, places[i], nameOf(m, activation), drawn, m.through(part.rule));
        })}
      </Fade>
    </g>
  );
}

/** The network that was asked about, by itself, and what its signal is multiplied by. */
export function whyScene(m: M, part: FlowPart<'why'>, trace: FlowTrace): ReactElement {
  const { stage } = m;
  const run = runOf(trace, trace.facts.asked.id);
  const grown = m.through(part.grow);
  const at = ACTIVATIONS.indexOf(run.activation);
  const own = panelPlaces(stage)[at] ?? stage.body;
  const chart = mixRect(chartIn(m, own, trace.params.scales.length), smallPlaces(stage)('graph'), grown);
  const { steps, factor, left, slope } = factorsOf(run);
  const written = significant(factor, 8);
  const decimals = written.includes('×') ? 3 : (written.split('.')[1] ?? '').length;
  const sum = writtenSum([[slope, factor / slope]], null, decimals);
  const [slopeWritten = '', weightsWritten = ''] = sum.terms[0]?.factors ?? [];
  const power = m.through(part.power);
  const rows = [
    { words: m.say('slopeName', { sign: SIGNS[run.activation] }), number: slopeWritten },
    { words: `× ${m.say('weightsName')}`, number: weightsWritten },
    { words: m.say('aLayer'), number: sum.total, total: true },
  ];
  const place = smallPlaces(stage)('ledger');
  return (
    <g>
      <Fade in={1 - m.between(0, 0.3)}>
        {each(ACTIVATIONS, (activation, i) => {
          const rect = panelPlaces(stage)[i];
          return i === at || rect === undefined
            ? null
            : panel(m, trace, rect, nameOf(m, activation), scalesDrawn(m, trace, activation, 1, 1), 1);
        })}
      </Fade>
      {flowChart(
        m,
        trace,
        chart,
        'why',
        [{ ...lineOf(m, trace, { run, lane: 0, name: '', upTo: 1, told: 1 }), dots: true }],
        1,
      )}
      {run.ratio > 0 && (
        <Fade in={Math.min(m.through(part.factors), m.leave(0.3))}>
          <Ledger
            stage={stage}
            rect={{ ...place, y: place.y + (stage.format === 'landscape' ? place.height * 0.2 : 0) }}
            title={m.say('pageWhy')}
            rows={[
              ...rows,
              ...(power > 0
                ? [
                    {
                      words: `${written}${superscript(steps)}`,
                      number: significant(left, 2),
                      fill: 'focus' as const,
                    },
                  ]
                : []),
            ]}
          />
        </Fade>
      )}
    </g>
  );
}

/** A cure: the same networks before and after, beside each other. */
export function cureScene(
  m: M,
  part: FlowPart<'init'> | FlowPart<'residual'>,
  trace: FlowTrace,
): ReactElement {
  const group = part.kind === 'init' ? 'initialised' : 'residual';
  const places = panelPlaces(m.stage);
  const shrunk = part.kind === 'init' ? m.through(part.shrink) : 1;
  const asked = runOf(trace, trace.facts.asked.id).activation;
  const big = smallPlaces(m.stage)('graph');
  const sweep = m.through(part.sweep);
  return each(ACTIVATIONS, (activation, i) => {
    const before = groupOf(trace, 'scales').find((run) => run.activation === activation);
    const after = groupOf(trace, group).find((run) => run.activation === activation);
    const place = places[i];
    if (place === undefined || before === undefined || after === undefined) return null;
    const own = activation === asked;
    const old: Drawn = { run: before, lane: 0, name: m.say('asItIs'), upTo: 1, told: 1 };
    const drawn: readonly Drawn[] = [
      old,
      {
        run: after,
        lane: part.kind === 'init' ? 1 : 4,
        name: m.say('cureName', { cure: group, activation }),
        upTo: sweep,
        told: sweep >= 1 ? 1 : 0,
      },
    ];
    if (own && shrunk < 1)
      return flowChart(
        m,
        trace,
        mixRect(big, chartIn(m, place, 2), shrunk),
        'shrinking',
        [lineOf(m, trace, old)],
        1,
      );
    return (
      <Fade in={own || part.kind === 'residual' ? 1 : m.between(0.8, 0.4)}>
        {panel(m, trace, place, nameOf(m, activation), drawn, 1)}
      </Fade>
    );
  });
}
