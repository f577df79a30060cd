import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { BigNumbers } from '../../src/scene/parts/BigNumbers.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import type { LatestFit } from '../../src/scene/parts/FittedCurves.tsx';

import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { mixRect, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { graded } from '../../src/story/numbers.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { beyondScene } from './Beyond.tsx';
import { answerScene, dataScene, degreesScene, ridgeScene } from './Cures.tsx';
import { compactly, nameOf, trainingError } from './commentary.ts';
import { modelsOf, PANELS, verdictOf } from './models.ts';
import { cloud, fitKey, headOf, inks, panelName, plotAxes } from './pictures.tsx';
import { placesOf, plotOf } from './places.ts';
import type { BiasVarianceTrace } from './simulation.ts';
import type { BiasVariancePart, BiasVarianceStory } from './story.ts';
import { curvesOf, fineCurvesOf, truthAt, viewOf } from './view.ts';
import { words } from './words.ts';

/** Height of the numbers above the plot at the start, and the space below them. */
const [NUMBERS, SPACE] = [138, 14] as const;
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
    case 'degrees':
      return degreesScene(m, part, trace);
    case 'data':
      return dataScene(m, part, trace);
    case 'ridge':
      return ridgeScene(m, part, trace);
    case 'beyond':
      return beyondScene(m, part, trace);
    case 'answer':
      return answerScene(m, part, trace);
  }
}

/** The fits between two redraws, as they stand out: one goes while the next comes. */
function latestAt(
  trace: BiasVarianceTrace,
  curves: readonly (readonly number[])[],
  { step, t }: Playhead,
  sampleAt: (state: number) => number,
  strength: number,
): readonly LatestFit[] {
  return [
    [step, 1 - t],
    [step + 1, t],
  ].flatMap(([state = 0, share = 0]) => {
    const values = curves[sampleAt(state)];
    const sample = trace.facts.sets[sampleAt(state)];
    return values && sample && share * strength > 0 ? [{ values, sample, shown: share * strength }] : [];
  });
}

/** The whole picture's plot, below the numbers. */
const wholePlot = (whole: Rect): Rect => ({
  ...whole,
  y: whole.y + NUMBERS + SPACE,
  height: whole.height - NUMBERS - SPACE,
});

/** The flexible model on one sample after the other, and how much worse it is on new points. */
function questionScene(
  m: Moment,
  part: BiasVariancePart<'question'>,
  trace: BiasVarianceTrace,
): ReactElement {
  const { whole } = placesOf(m.stage);
  const { over } = modelsOf(trace);
  const { header } = m.stage;
  const head = m.head(part.clock);
  const last = part.clock.onsets.length - 1;
  const sampleAt = (state: number): number => last - state;
  const area = plotOf(wholePlot(whole), viewOf(trace).window, { axes: 1, head: 0 });
  return (
    <g>
      {m.text(m.say('title'), [header.x, header.y + 64], {
        size: 76,
        bold: true,
        width: header.width,
        opacity: m.leave(0.3),
      })}
      {numbersAbove(m, trace, whole, Math.min(m.enter(0.5, 0.5), 1))}
      {plotAxes(m, trace, area, 1)}
      {cloud(m, trace, over, area, 'whole', {
        fits: 0,
        fine: true,
        truth: 0,
        latest: latestAt(trace, fineCurvesOf(over, trace), head, sampleAt, 1),
      })}
    </g>
  );
}

/** What the flexible model is called, and its errors. */
function numbersAbove(m: Moment, trace: BiasVarianceTrace, whole: Rect, shown: number): ReactElement | null {
  const { over } = modelsOf(trace);
  return (
    <BigNumbers
      stage={m.stage}
      rect={{ ...whole, height: NUMBERS }}
      numbers={[
        { label: m.say('ownError'), value: graded(trainingError(over)), note: '', fill: 'train' },
        { label: m.say('newError'), value: graded(over.parts.measured.mean), note: '', fill: 'validation' },
      ]}
      perRow={2}
      shown={shown}
    />
  );
}

/** The truth, and the noise that makes points of it. */
function worldScene(m: Moment, part: BiasVariancePart<'world'>, trace: BiasVarianceTrace): ReactElement {
  const { whole } = placesOf(m.stage);
  const { over } = modelsOf(trace);
  const area = plotOf(wholePlot(whole), viewOf(trace).window, { axes: 1, head: 0 });
  const [truth, noise, sees] = [m.through(part.truth), m.through(part.noise), m.through(part.sees)];
  const [values = [], sample = { x: [], y: [] }] = [fineCurvesOf(over, trace)[0], trace.facts.sets[0]];
  return (
    <g>
      {numbersAbove(m, trace, whole, m.leave(0.4))}
      {plotAxes(m, trace, area, 1)}
      {cloud(m, trace, over, area, 'whole', {
        fits: 0,
        fine: true,
        truth,
        latest: [
          {
            values,
            sample,
            shown: lerp(lerp(1, 0.25, truth), 1, sees),
            dots: 1,
            noise: noise * (1 - sees),
            truth: truthAt(trace, sample),
          },
        ],
      })}
    </g>
  );
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
  const models = each(PANELS, (name) => {
    const run = panels[name];
    const isOver = name === 'over';
    const rect = isOver ? mixRect(wholePlot(whole), four(name), home) : four(name);
    const area = plotOf(rect, window, {
      axes: isOver ? 1 - home : 0,
      head: isOver ? headOf(m) * home : headOf(m),
    });
    const own = compactly(run);
    const narrow = m.stage.format !== 'landscape';
    const verdict = m.say('verdict', { kind: verdictOf(trace, run) });
    const line = rect.y + (narrow ? 120 : 78);
    return (
      <Fade in={isOver ? 1 : others}>
        {panelName(m, rect, m.word(nameOf(trace, run)), others)}
        {m.text(verdict, narrow ? [rect.x, rect.y + 76] : [rect.x + rect.width, rect.y + 34], {
          size: SIZE.medium,
          bold: true,
          fill: 'focus',
          opacity: judged,
          anchor: narrow ? 'start' : 'end',
        })}
        {m.text(m.say('numbered', { name: m.say('bias2'), value: own.bias2 }), [rect.x, line], {
          size: SIZE.small,
          bold: true,
          fill: colours.bias2,
          opacity: gap,
        })}
        {m.text(
          m.say('numbered', { name: m.say('variance'), value: own.variance }),
          [rect.x + rect.width, line],
          {
            size: SIZE.small,
            bold: true,
            fill: colours.variance,
            anchor: 'end',
            opacity: band,
          },
        )}
        {plotAxes(m, trace, area, isOver ? 1 - home : 0)}
        {cloud(m, trace, run, area, name, {
          fits: before ? 0 : head.step + 1,
          mean,
          gap,
          band,
          latest: latestAt(trace, curvesOf(run, trace), head, (state) => state, strength),
        })}
      </Fade>
    );
  });
  return (
    <g>
      {fitKey(m, others, mean)}
      {models}
    </g>
  );
}
