import type { ReactElement } from 'react';
import type { RemedyTrace, SeedRun } from '../../sim/trainings/remedies.ts';
import { labelLosses, shownSeries } from '../../story/overfitting/commentary.ts';
import { type Playhead, valueAt } from '../../story/playhead.ts';
import type { MapView } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import type { Mark } from '../parts/ChartMarks.tsx';
import { areaOf } from '../parts/LearnedMap.tsx';
import { LearningCurves } from '../parts/LearningCurves.tsx';
import { LossReadouts } from '../parts/LossReadouts.tsx';
import { Tag } from '../parts/Pointer.tsx';
import { lossArea, lossPlace, PointLosses } from '../parts/PointLosses.tsx';
import type { Rect } from '../rect.ts';
import { pointsAt, viewOf } from './overfitting-view.ts';

/** Strength of the rings around wrong labels that only check. */
const WRONG_RINGS = 0.6;

/**
 * Losses and errors after an epoch of the run shown.
 *
 * @param options.way 0 without a remedy, from 1 on with each
 * @param options.shown how much of training and validation is there
 */
export function numbers(
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  epoch: number,
  options: {
    readonly way?: number;
    readonly shown?: readonly [train: number, validation: number];
  } = {},
): ReactElement {
  const { way = 0, shown } = options;
  const { epochs, data } = trace.params;
  const series = viewOf(trace).courses[way] ?? shownSeries(trace);
  const value = (name: keyof SeedRun['series']): number => series[name][epoch] ?? 0;
  const wrong = (name: 'trainErrors' | 'validationErrors', all: number): string =>
    m.say('of', { n: value(name), all });
  return (
    <LossReadouts
      stage={m.stage}
      rect={rect}
      epoch={{
        label: m.say('epoch'),
        value: m.say('outOf', { step: epoch, steps: epochs }),
        below: m.say('wrong'),
      }}
      train={{
        label: m.say('train'),
        loss: value('trainLoss'),
        below: wrong('trainErrors', trace.shown[way]?.points.length ?? data.train),
      }}
      validation={{
        label: m.say('validation'),
        loss: value('validationLoss'),
        below: wrong('validationErrors', data.validation),
      }}
      {...(shown ? { shown } : {})}
    />
  );
}

/** The losses of the run shown with a remedy, over its validation loss without one. */
export function remedyChart(
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  way: number,
  upTo: number,
): ReactElement {
  const { courses, highestCourse } = viewOf(trace);
  const { trainLoss = [], validationLoss = [] } = courses[way] ?? {};
  return (
    <LearningCurves
      stage={m.stage}
      rect={rect}
      x={{ label: m.say('epoch'), epochs: trace.params.epochs }}
      y={{ label: m.say('loss'), domain: [0, highestCourse] }}
      own={{ losses: [trainLoss, validationLoss], names: [m.say('train'), m.say('validation')], upTo }}
      compared={{ losses: courses[0]?.validationLoss ?? [], name: m.say('without') }}
    />
  );
}

/** The losses of the run shown. */
export function lossChart(
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  options: {
    readonly own: number;
    readonly marks?: readonly Mark[];
    /** How much of what lies ahead is there. */
    readonly whole?: number;
  },
): ReactElement {
  const { own, marks = [], whole = 0 } = options;
  const { loss, gap } = viewOf(trace);
  const widening = gap !== null && own >= trace.facts.shown.bestEpoch;
  const { trainLoss, validationLoss } = shownSeries(trace);
  return (
    <LearningCurves
      stage={m.stage}
      rect={rect}
      x={{ label: m.say('epoch'), epochs: trace.params.epochs }}
      y={{ label: m.say('loss'), domain: loss }}
      own={{
        losses: [trainLoss, validationLoss],
        names: [m.say('train'), m.say('validation')],
        upTo: own,
        whole,
      }}
      gap={widening ? { ...gap, name: m.say('gap') } : null}
      marks={marks}
    />
  );
}

/** How far the points of a chart of losses have come from the map, 0 … 1, and how much of them and of their mean is there. */
export interface Priced {
  readonly come: number;
  readonly shown: number;
  readonly mean: number;
}

/** What the answer at each point costs, at a playhead of the run shown: its training points, those that only check, and the means. */
export function pointPrices(
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  options: {
    readonly view: MapView;
    readonly head: Playhead;
    readonly drawn: number;
    readonly train: Priced;
    readonly validation: Priced;
    /** How much of the number of the label asked about is there. */
    readonly named?: number;
  },
): ReactElement {
  const { view, head, drawn, train, validation, named = 0 } = options;
  const { stage } = m;
  const { points, shown, checked } = trace;
  const { trainLoss, validationLoss } = shownSeries(trace);
  const label = valueAt(labelLosses(trace), head);
  const [own] = shown;
  return (
    <g>
      <PointLosses
        stage={stage}
        rect={rect}
        from={{ ...areaOf(view), rect: view.clip }}
        drawn={drawn}
        names={{
          wrong: m.say('sureWrong'),
          middle: m.say('undecided'),
          right: m.say('sureRight'),
          loss: m.say('loss'),
        }}
        levels={[
          { at: valueAt(trainLoss, head), colour: stage.theme.train, shown: train.mean },
          { at: valueAt(validationLoss, head), colour: stage.theme.validation, shown: validation.mean },
        ]}
        sets={[
          {
            points: points.train,
            losses: pointsAt(own?.losses ?? [], head),
            ...train,
            believed: own?.believed[head.done] ?? [],
          },
          {
            points: points.validation,
            losses: pointsAt(checked, head),
            ...validation,
            size: 1.5,
            rings: WRONG_RINGS,
          },
        ]}
      />
      {named > 0 && (
        <Tag
          stage={stage}
          at={lossPlace(lossArea(rect), label)}
          words={m.say('thisLabel', { loss: label })}
          away={34}
          within={rect}
          shown={named}
        />
      )}
    </g>
  );
}
