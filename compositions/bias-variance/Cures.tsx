import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { barSlots } from '../../src/scene/parts/StackedBars.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { inset, mixRect, type Rect } from '../../src/scene/rect.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { beyondChart } from './Beyond.tsx';
import { type DegreesShown, degreesChart, litAt, nearness, penaltiesChart, sizesChart } from './Charts.tsx';
import { finalists, lowest, nameOf } from './commentary.ts';
import { modelsOf, PANELS } from './models.ts';
import { barOf, cloud, errorBars, fitKey, headOf, panelName, plotAxes, WHOLE } from './pictures.tsx';
import { HEAD, placesOf, plotOf } from './places.ts';
import type { BiasVarianceTrace, ModelRun } from './simulation.ts';
import type { BiasVariancePart } from './story.ts';
import { curvesOf, viewOf } from './view.ts';

/** The ground of a panel whose bar stands out. */
const lit = (m: Moment, rect: Rect, how: number): ReactElement | null =>
  how > 0 ? <Box rect={inset(rect, -8)} rx={12} fill={m.stage.theme.line} opacity={0.28 * how} /> : null;

/** The error by degree and its parts, below the four models. */
export function degreesScene(
  m: Moment,
  part: BiasVariancePart<'degrees'>,
  trace: BiasVarianceTrace,
): ReactElement {
  const { four, charted } = placesOf(m.stage);
  const { panels, window } = viewOf(trace);
  const home = m.between(0, 0.9);
  const { step, t } = m.head(part.clock);
  const shown: DegreesShown = { grown: step + t, best: m.through(part.best), checked: m.through(part.check) };
  return (
    <g>
      {fitKey(m, 1 - m.between(0, 0.4), 1)}
      {each(PANELS, (name) => {
        const run = panels[name];
        const rect = mixRect(four(name), charted.panels(name), home);
        const area = plotOf(rect, window, { head: lerp(headOf(m), HEAD, home) });
        return (
          <g>
            {lit(m, rect, name === 'wrong' ? 0 : home * litAt(trace, shown, run))}
            {panelName(m, rect, m.word(nameOf(trace, run)))}
            {plotAxes(m, trace, area, 0)}
            {cloud(m, trace, run, area, name, WHOLE)}
          </g>
        );
      })}
      <Fade in={m.enter(0.4, 0.5)}>{degreesChart(m, trace, shown)}</Fade>
    </g>
  );
}

/** Clouds of a list of runs at a place on it: one goes while the next comes. @param dots of the points of the first sample */
function clouds(
  m: Moment,
  trace: BiasVarianceTrace,
  runs: readonly ModelRun[],
  rect: Rect,
  { id, at, dots = 0 }: { readonly id: string; readonly at: number; readonly dots?: number },
): ReactElement {
  const area = plotOf(rect, viewOf(trace).window);
  const { large } = trace.facts;
  return (
    <g>
      {plotAxes(m, trace, area, 0)}
      {each(runs, (run, i) => {
        const near = nearness(at, i);
        if (near <= 0) return null;
        const sample = { x: large.x.slice(0, run.size), y: large.y.slice(0, run.size) };
        const [values = []] = curvesOf(run, trace);
        return (
          <Fade in={near}>
            {cloud(m, trace, run, area, `${id}-${i}`, {
              ...WHOLE,
              latest: [{ values, sample, shown: 0, dots }],
            })}
          </Fade>
        );
      })}
    </g>
  );
}

/** The model that is too flexible and the one that is too simple, and their runs on more and more points. */
const SIDES = [
  ['under', 'moreUnder'],
  ['over', 'moreOver'],
] as const;

/** More points for the model that is too flexible, and for the one that is too simple. */
export function dataScene(m: Moment, part: BiasVariancePart<'data'>, trace: BiasVarianceTrace): ReactElement {
  const { charted, halves } = placesOf(m.stage);
  const { panels, window } = viewOf(trace);
  const models = modelsOf(trace);
  const home = m.between(0.1, 0.9);
  const { step, t } = m.head(part.clock);
  const at = step + t;
  return (
    <g>
      <Fade in={1 - m.between(0, 0.4)}>
        {each(['right', 'wrong'] as const, (name) => {
          const area = plotOf(charted.panels(name), window);
          return (
            <g>
              {name === 'right' && lit(m, charted.panels(name), 1)}
              {panelName(m, charted.panels(name), m.word(nameOf(trace, panels[name])))}
              {plotAxes(m, trace, area, 0)}
              {cloud(m, trace, panels[name], area, name, WHOLE)}
            </g>
          );
        })}
        {degreesChart(m, trace, { grown: models.degrees.length, best: 1, checked: 1 })}
      </Fade>
      {each(SIDES, ([name, list]) => {
        const runs = models[list];
        const rect = mixRect(charted.panels(name), halves(`${name}Panel`), home);
        return (
          <g>
            {panelName(m, rect, m.word(nameOf(trace, models[name])))}
            {cornerNote(
              m,
              rect,
              m.say('timesPoints', { points: runs[Math.round(at)]?.size ?? 0 }),
              'train',
              m.enter(0.9, 0.4),
            )}
            {clouds(m, trace, runs, rect, { id: name, at, dots: m.enter(0.6, 0.6) })}
            <Fade in={m.between(0.4, 0.5)}>{sizesChart(m, trace, halves(`${name}Bars`), runs, at)}</Fade>
          </g>
        );
      })}
    </g>
  );
}

/** Something that is said at the right end of a panel's name. */
const cornerNote = (
  m: Moment,
  { x, y, width }: Rect,
  words: string,
  fill: 'train' | 'focus',
  opacity: number,
): ReactElement | null => m.text(words, [x + width, y + 34], { bold: true, fill, anchor: 'end', opacity });

/** A price on coefficients, higher and higher. */
export function ridgeScene(
  m: Moment,
  part: BiasVariancePart<'ridge'>,
  trace: BiasVarianceTrace,
): ReactElement {
  const { halves, beside } = placesOf(m.stage);
  const models = modelsOf(trace);
  const { ridge, bestRidge, over } = models;
  const home = m.between(0.1, 0.9);
  const { step, t } = m.head(part.clock);
  // In the end it goes back to the best of them.
  const at = lerp(step + t, ridge.indexOf(bestRidge), m.through(part.best));
  const rect = mixRect(halves('overPanel'), beside('panel'), home);
  const gone = 1 - m.between(0, 0.4);
  const fewer = m.between(0.1, 0.6);
  const { lambda = 0 } = ridge[Math.round(at)] ?? {};
  return (
    <g>
      <Fade in={gone}>
        {panelName(m, halves('underPanel'), m.word(nameOf(trace, models.under)))}
        {clouds(m, trace, models.moreUnder.slice(-1), halves('underPanel'), { id: 'under', at: 0, dots: 1 })}
        {each(SIDES, ([name, list]) =>
          sizesChart(m, trace, halves(`${name}Bars`), models[list], models[list].length - 1),
        )}
      </Fade>
      {panelName(m, rect, m.word(nameOf(trace, over)))}
      {cornerNote(
        m,
        rect,
        lambda === 0 ? m.say('timesPoints', { points: over.size }) : m.say('lambdaIs', { lambda }),
        lambda === 0 ? 'train' : 'focus',
        m.enter(1.05, 0.4),
      )}
      <Fade in={1 - fewer}>
        {clouds(m, trace, models.moreOver.slice(-1), rect, { id: 'large', at: 0, dots: 1 })}
      </Fade>
      <Fade in={fewer}>{clouds(m, trace, ridge, rect, { id: 'over', at })}</Fade>
      <Fade in={m.between(0.4, 0.5)}>{penaltiesChart(m, trace, step + t, at)}</Fade>
    </g>
  );
}

/** What each model of the film came to, with its fits above. */
export function answerScene(
  m: Moment,
  part: BiasVariancePart<'answer'>,
  trace: BiasVarianceTrace,
): ReactElement {
  const { beside, final } = placesOf(m.stage);
  const { bestRidge, beyond, ridge, over } = modelsOf(trace);
  const { window } = viewOf(trace);
  const runs = finalists(trace);
  const grow = m.through(part.grow);
  const [why, floor] = [m.through(part.why), m.through(part.floor)];
  const best = lowest(runs);
  const home = m.between(0.1, 0.9);
  const gone = 1 - m.between(0, 0.4);
  const places = barSlots(final('chart'), runs.length, false).map(({ x, width }) => ({
    ...final('panels'),
    x: x + 8,
    width: width - 16,
  }));
  const label = (run: ModelRun): readonly string[] => [
    m.word(nameOf(trace, run)),
    ...(run.group === 'data' ? [m.say('timesData', { times: run.size / over.size })] : []),
    ...(run.group === 'ridge' ? [m.say('lambdaIs', { lambda: run.lambda })] : []),
  ];
  const chosen = ridge.indexOf(bestRidge);
  return (
    <g>
      <Fade in={gone}>
        {beyond.length > 0
          ? beyondChart(m, trace, { at: beyond.length - 1, peak: 1, valleys: 1 })
          : penaltiesChart(m, trace, ridge.length - 1, chosen)}
        {beyond.length === 0 && panelName(m, beside('panel'), m.word(nameOf(trace, over)))}
      </Fade>
      {each(runs, (run, i) => {
        const place = places[i] ?? final('panels');
        const moves = run === bestRidge;
        const rect = moves ? mixRect(beside('panel'), place, home) : place;
        const area = plotOf(rect, window, { head: moves ? HEAD * (1 - home) : 0 });
        return (
          <Fade in={moves ? (beyond.length > 0 ? 1 - gone : 1) : clamp(2 * grow - 0.2 * i, 0, 1)}>
            {plotAxes(m, trace, area, 0)}
            {cloud(m, trace, run, area, `final-${i}`, WHOLE)}
          </Fade>
        );
      })}
      <Fade in={m.between(0.3, 0.5)}>
        {errorBars(
          m,
          trace,
          final('chart'),
          runs.map((run, i) =>
            barOf(run, label(run), {
              grown: clamp(1.8 * grow - 0.2 * i, 0, 1),
              checked: clamp(5 * grow - 4, 0, 1),
              lit: Math.max(run === over ? why * (1 - floor) : 0, run === best ? floor : 0),
            }),
          ),
          { level: { value: trace.params.noise * trace.params.noise, shown: floor } },
        )}
      </Fade>
    </g>
  );
}
