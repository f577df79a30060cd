import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { COLUMNS } from '../../src/logs/drawn/curve.ts';
import { moment } from '../../src/scene/moment.ts';
import { type Reading, Readouts } from '../../src/scene/parts/Readouts.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { logged, loggedDifference, significant } from '../../src/story/numbers.ts';
import { type Moment, mainChart, numberAt, smallCharts } from './Charts.tsx';
import { layoutOf } from './layout.ts';
import { named, nameOf, placeOf } from './messages.ts';
import { type Position, positionAt } from './position.ts';
import { ranking } from './Ranking.tsx';
import type { RunStory } from './story.ts';
import type { RunTrace } from './trace.ts';
import { words } from './words.ts';

/** A frame of the film of a log: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<RunTrace, RunStory>): ReactElement {
  const m: Moment = moment(words, props);
  const { facts, lines, small } = trace;
  const at = positionAt(trace, m.part, m.frame);
  const places = layoutOf(m.stage, small.length, facts.kind === 'race' ? lines.length : 0);
  const widest = m.word(placeOf(trace, facts.axes.steps[1]));
  return (
    <Sheet m={m} aside={m.word(placeOf(trace, at.step))} widest={widest}>
      <Readouts stage={m.stage} rect={places.numbers} readings={readings(m, trace, at)} />
      {mainChart(m, places.chart, trace, at)}
      {smallCharts(m, places.small, trace, at)}
      {facts.kind === 'race' && ranking(m, places.board, trace)}
    </Sheet>
  );
}

/** The last numbers logged until where the film is. */
function readings(m: Moment, trace: RunTrace, { step }: Position): readonly Reading[] {
  const { facts, lines, small } = trace;
  const [line] = lines;
  if (line === undefined || facts.kind === 'race') {
    const { shown, runs } = facts;
    const value = shown < runs ? m.say('ofRuns', { shown, runs }) : String(shown);
    return [{ label: m.say('runs'), value, share: 1 }];
  }
  const written = (value: number | 'lost' | null, write = logged): string =>
    value === null ? m.say('none') : value === 'lost' ? m.say('out', { what: 'NaN' }) : write(value);
  const losses = (['train', 'validation'] as const).flatMap((fill): readonly Reading[] => {
    const curve = line[fill];
    if (curve === null) return [];
    const label = m.word(named(nameOf(trace, curve)).label);
    return [{ label, value: written(numberAt(curve, step)), fill, share: 1 }];
  });
  const gap: Reading = { label: m.say('gap'), value: gapAt(trace, step) ?? m.say('none'), share: 1 };
  const rate = small.find(({ role }) => role === 'rate');
  const rateNow = rate && written(numberAt(rate, step), (value) => significant(value, 3));
  return [
    ...losses,
    ...(facts.paired ? [gap] : []),
    ...(rateNow === undefined ? [] : [{ label: m.say('rate'), value: rateNow, share: 1 }]),
  ];
}

/** The gap of two numbers that belong to one step, as they are written; `null` where the last ones do not. */
function gapAt({ facts, lines: [line] }: RunTrace, step: number): string | null {
  const [first, last] = facts.axes.steps;
  const [a, b] = [line?.train, line?.validation].map((curve) => {
    const at = curve?.steps.findLast((one) => one <= step);
    const value = numberAt(curve ?? null, step);
    return at === undefined || typeof value !== 'number' ? null : { at, value };
  });
  return a && b && Math.abs(a.at - b.at) <= (last - first) / COLUMNS
    ? loggedDifference(a.value, b.value)
    : null;
}
