import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { cells } from '../../src/scene/arrange.ts';
import { curvesOf, fineCurvesOf, truthAt, viewOf } from '../../src/scene/bias-variance/bias-variance-view.ts';
import {
  cloud,
  fitKey,
  headOf,
  inks,
  latestAt,
  panelName,
  plotAxes,
  symmetryAxis,
} from '../../src/scene/bias-variance/pictures.tsx';
import { placesOf, plotOf } from '../../src/scene/bias-variance/places.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { BigNumbers } from '../../src/scene/parts/BigNumbers.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import type { LatestFit } from '../../src/scene/parts/FittedCurves.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Box } from '../../src/scene/parts/shapes.tsx';
import { inset, mixRect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import type { BiasVarianceTrace } from '../../src/sim/regression/redrawn-fits.ts';
import { modelsOf, PANELS, verdictOf } from '../../src/story/bias-variance/models.ts';
import { progress } from '../../src/story/clock.ts';
import { graded } from '../../src/story/numbers.ts';
import { beyondScene } from './Beyond.tsx';
import { briefly, firstErrors, nameOf } from './commentary.ts';
import { lineupScene } from './Lineup.tsx';
import { lineupOf } from './lineups.ts';
import type { BiasVariancePart, BiasVarianceStory } from './story.ts';
import { words } from './words.ts';

/** Seconds of a redraw from which on its points can be followed. */
const FOLLOWED = 0.3;

/** A frame of the film of bias and variance: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<BiasVarianceTrace, BiasVarianceStory>): ReactElement {
  const m = moment(words, props);
  const { part } = m;
  const { redraws } = trace.params;
  const sampleOf = (n: number): string => m.say('sampleOf', { n, of: redraws });
  return (
    <Sheet
      m={m}
      {...(part.kind === 'panels'
        ? { aside: sampleOf(m.head(part.clock, redraws).done + 1), widest: sampleOf(redraws) }
        : {})}
    >
      {partScene(m, part, trace)}
    </Sheet>
  );
}

function partScene(
  m: Moment,
  part: BiasVarianceStory['parts'][number],
  trace: BiasVarianceTrace,
): ReactElement {
  switch (part.kind) {
    case 'question':
      return questionScene(m, part, trace);
    case 'world':
      return worldScene(m, part, trace);
    case 'panels':
      return panelsScene(m, part, trace);
    case 'beyond':
      return beyondScene(m, part, trace);
    default:
      return lineupScene(m, trace, lineupOf(m, part, trace));
  }
}

/** The plot of the flexible model's fit to the first sample, below what it errs by. */
function firstFit(
  m: Moment,
  trace: BiasVarianceTrace,
  truth: number,
  numbers: readonly [own: number, fresh: number],
  fit: Omit<LatestFit, 'values' | 'sample'>,
): ReactElement {
  const { whole, numbers: above } = placesOf(m.stage);
  const { over } = modelsOf(trace);
  const area = plotOf(whole, viewOf(trace).window, { axes: 1, head: 0 });
  const [values = [], sample = { x: [], y: [] }] = [fineCurvesOf(over, trace)[0], trace.facts.sets[0]];
  const errors = firstErrors(over);
  const named = [
    { label: m.say('ownError'), fill: 'train' },
    { label: m.say('newError'), fill: 'validation' },
  ] as const;
  return (
    <g>
      {each(cells(above, 2, 2, 28), (rect, i) => (
        <BigNumbers
          stage={m.stage}
          rect={rect}
          numbers={[{ ...(named[i] ?? named[0]), value: graded(errors[i] ?? 0), note: '' }]}
          perRow={1}
          shown={numbers[i] ?? 0}
        />
      ))}
      {plotAxes(m, trace, area, 1)}
      {cloud(m, trace, over, area, 'whole', {
        fits: 0,
        fine: true,
        truth,
        latest: [{ values, sample, ...fit }],
      })}
    </g>
  );
}

/** The flexible model on its own points, and on new ones. */
function questionScene(
  m: Moment,
  part: BiasVariancePart<'question'>,
  trace: BiasVarianceTrace,
): ReactElement {
  const { header } = m.stage;
  const [come, errors] = [m.through(part.drop), m.through(part.errors)];
  return (
    <g>
      {m.text(m.say('title'), [header.x, header.y + 64], {
        size: 76,
        bold: true,
        width: header.width,
        opacity: m.leave(0.3),
      })}
      {firstFit(m, trace, 0, [m.enter(0.1, 0.5), errors], {
        shown: 1,
        fresh: { y: trace.facts.fresh[0] ?? [], come, errors },
      })}
    </g>
  );
}

/** The truth, and the noise that makes points of it. */
function worldScene(m: Moment, part: BiasVariancePart<'world'>, trace: BiasVarianceTrace): ReactElement {
  const [truth, noise, sees] = [m.through(part.truth), m.through(part.noise), m.through(part.sees)];
  const gone = m.leave(0.4);
  const old = 1 - m.between(0, 0.5);
  return firstFit(m, trace, truth, [gone, gone], {
    shown: lerp(lerp(1, 0.25, truth), 1, sees),
    dots: 1,
    noise: noise * (1 - sees),
    truth: truthAt(trace, trace.facts.sets[0] ?? { x: [], y: [] }),
    ...(old > 0 ? { fresh: { y: trace.facts.fresh[0] ?? [], come: 1, errors: old, shown: old } } : {}),
  });
}

/** Four models on one sample after the other, their means, and how their fits scatter. */
function panelsScene(m: Moment, part: BiasVariancePart<'panels'>, trace: BiasVarianceTrace): ReactElement {
  const { whole, four } = placesOf(m.stage);
  const { panels, window } = viewOf(trace);
  const { redraws } = trace.params;
  const { theme } = m.stage;
  const colours = inks(theme);
  const home = m.between(0, 0.9);
  const others = m.enter(0.6, 0.5);
  const head = m.head(part.clock, redraws);
  const before = m.frame < (part.clock.onsets[0] ?? 0);
  const strength = before ? 1 : clamp(head.length / (FOLLOWED * m.story.fps), 0, 1);
  const [mean, gap, band] = [m.through(part.mean), m.through(part.gap), m.through(part.band)];
  const judged = m.through(part.judged);
  const gone = m.leave(0.35);
  const speaking = m.frame < part.named.end ? Math.floor(PANELS.length * progress(part.named, m.frame)) : -1;
  const models = each(PANELS, (name, i) => {
    const run = panels[name];
    const isOver = name === 'over';
    const rect = isOver ? mixRect(whole, four(name), home) : four(name);
    const area = plotOf(rect, window, {
      axes: isOver ? 1 - home : 0,
      head: isOver ? headOf(m) * home : headOf(m),
    });
    const lit = speaking === i && m.since(part.named.start) ? 0.28 : 0;
    const narrow = m.stage.format !== 'landscape';
    const verdict = m.say('verdict', { kind: verdictOf(trace, run) });
    const line = rect.y + (narrow ? 120 : 78);
    return (
      <Fade in={name === 'under' ? others : Math.min(gone, isOver ? 1 : others)}>
        {lit > 0 && <Box rect={inset(rect, -8)} rx={12} fill={theme.line} opacity={lit} />}
        {panelName(m, rect, m.word(nameOf(trace, run)), others)}
        {m.text(verdict, narrow ? [rect.x, rect.y + 76] : [rect.x + rect.width, rect.y + 34], {
          size: SIZE.medium,
          bold: true,
          fill: 'focus',
          opacity: judged * gone,
          anchor: narrow ? 'start' : 'end',
        })}
        {m.text(
          m.say('numbered', { name: m.say('bias2'), value: briefly(run.parts.bias2) }),
          [rect.x, line],
          {
            size: SIZE.small,
            bold: true,
            fill: colours.bias2,
            opacity: gap * gone,
          },
        )}
        {m.text(
          m.say('numbered', { name: m.say('variance'), value: briefly(run.parts.variance) }),
          [rect.x + rect.width, line],
          {
            size: SIZE.small,
            bold: true,
            fill: colours.variance,
            anchor: 'end',
            opacity: band * gone,
          },
        )}
        {plotAxes(m, trace, area, isOver ? 1 - home : 0)}
        {run.group === 'wrong' && symmetryAxis(m, area)}
        {cloud(m, trace, run, area, name, {
          fits: before ? 0 : head.step + 1,
          mean,
          gap,
          band,
          latest: latestAt(trace, curvesOf(run, trace), head, { strength }),
        })}
      </Fade>
    );
  });
  return (
    <g>
      <Fade in={gone}>{fitKey(m, others, mean)}</Fade>
      {models}
    </g>
  );
}
