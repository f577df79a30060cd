import { mean } from 'd3-array';
import type { ReactElement } from 'react';
import type { RemedyTrace, SeedRun } from '../../sim/trainings/remedies.ts';
import { fixed } from '../../story/numbers.ts';
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

/**
 * Losses and errors after an epoch of the run shown, or as a mean of all runs.
 *
 * @param of whose they are
 * @param shown how much of training and validation is there
 */
export function numbers(
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  epoch: number,
  of: 'one' | 'all' = 'one',
  shown?: readonly [train: number, validation: number],
): ReactElement {
  const { epochs, data } = trace.params;
  const runs = of === 'all' ? trace.runs : trace.runs.slice(trace.facts.shown.run, trace.facts.shown.run + 1);
  const value = (series: keyof SeedRun['series']): number =>
    mean(runs, (run) => run.series[series][epoch]) ?? 0;
  const wrong = (series: 'trainErrors' | 'validationErrors', all: number): string =>
    m.say('of', { n: of === 'all' ? fixed(value(series), 1) : value(series), all });
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
        label: m.say(of === 'all' ? 'meanTrain' : 'train'),
        loss: value('trainLoss'),
        below: wrong('trainErrors', data.train),
      }}
      validation={{
        label: m.say(of === 'all' ? 'meanValidation' : 'validation'),
        loss: value('validationLoss'),
        below: wrong('validationErrors', data.validation),
      }}
      {...(shown ? { shown } : {})}
    />
  );
}

/** The losses of the run shown, and of all runs if they are `drawn`, with their means. */
export function lossChart(
  m: Moment,
  rect: Rect,
  trace: RemedyTrace,
  options: {
    readonly own: number;
    readonly shown?: number;
    readonly drawn?: number | null;
    readonly marks?: readonly Mark[];
    /** How much of what lies ahead is there. */
    readonly whole?: number;
  },
): ReactElement {
  const { own, shown = 1, drawn = null, marks = [], whole = 0 } = options;
  const { train, validation, loss, gap } = viewOf(trace);
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
        shown,
      }}
      all={
        drawn === null
          ? null
          : {
              losses: [train, validation],
              names: [m.say('meanTrain'), m.say('meanValidation')],
              upTo: drawn,
              band: m.say('band'),
            }
      }
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
            rings: 0,
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
