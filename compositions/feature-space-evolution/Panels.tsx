import { sum } from 'd3-array';
import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { BarChart } from '../../src/scene/parts/BarChart.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { ClassKey } from '../../src/scene/parts/Legend.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { classColour, classMark } from '../../src/scene/theme.ts';
import { classMilestones } from '../../src/sim/class-milestones.ts';
import { confusionRow } from '../../src/sim/classification.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { pairOf } from './messages.ts';
import { samplePanel, sampleReadings } from './Sample.tsx';
import { classLayout, trainingLayout } from './sights.ts';
import type { FeatureTrace } from './simulation.ts';
import { type FeatureStory, headOf } from './story.ts';
import { lossesOf } from './view.ts';

/** Seconds in which one picture beside the cloud gives way to the next. */
const CHANGE = 0.25;

/** What stands beside the cloud: numbers, and the losses, the mistakes of a class, or the image in question. */
export function sidePanels(
  m: Moment,
  part: FeatureStory['parts'][number],
  trace: FeatureTrace,
): ReactElement | null {
  if (part.kind !== 'cloud' && part.kind !== 'training' && part.kind !== 'class' && part.kind !== 'sample')
    return null;
  const at = trainingLayout(m.stage);
  const head = headOf(trace, part, m.frame);
  const entered =
    part.kind === 'training'
      ? 1
      : m.between(part.kind === 'class' && pairOf(trace) !== null ? 0.7 : 0.05, CHANGE);
  const leaves = part.kind === 'cloud' ? 1 : m.leave(CHANGE);
  const { class: hard } = trace.facts.hardest;
  const readings = {
    cloud: () => epochReadings(m, trace, head, null),
    training: () => epochReadings(m, trace, head, null),
    class: () => epochReadings(m, trace, head, hard),
    sample: () => sampleReadings(m, trace, head),
  }[part.kind]();
  return (
    <Fade in={Math.min(entered, leaves)}>
      <Readouts stage={m.stage} rect={at('readouts')} readings={readings} />
      {part.kind === 'class' && confusions(m, trace, head, classLayout(m.stage)('bars'))}
      {part.kind === 'sample' && samplePanel(m, trace, head, at('side'))}
      {(part.kind === 'cloud' || part.kind === 'training') && (
        <g>
          <ClassKey stage={m.stage} rect={at('key')} />
          {lossChart(m, trace, head, at('rest'))}
        </g>
      )}
    </Fade>
  );
}

/** Epoch, accuracy and number of errors; for one class if one is highlighted. */
function epochReadings(m: Moment, trace: FeatureTrace, { done }: Playhead, focus: number | null) {
  const { epochs, sizes } = classMilestones(trace);
  const of = (counts: readonly number[]): number => (focus === null ? sum(counts) : (counts[focus] ?? 0));
  const [all, right] = [of(sizes), of(epochs[done]?.right ?? [])];
  return [
    { share: 0.31, label: m.say('epoch'), value: m.say('outOf', { step: done, steps: epochs.length - 1 }) },
    {
      share: 0.33,
      label: m.say(focus === null ? 'readoutAccuracy' : 'readoutRight'),
      value: m.say('share', { share: right / Math.max(1, all) }),
      fill: focus === null ? m.stage.theme.text : classColour(m.stage.theme, focus),
    },
    { share: 0.36, label: m.say('readoutWrong'), value: m.say('whole', { n: all - right }) },
  ];
}

/** The training loss so far. */
function lossChart(m: Moment, trace: FeatureTrace, head: Playhead, rect: Rect): ReactElement {
  const { values, domain } = lossesOf(trace);
  return (
    <LineChart
      stage={m.stage}
      rect={rect}
      id="loss"
      x={{ label: m.say('chartEpochs'), domain: [0, values.length - 1] }}
      y={{ label: m.say('chart'), domain, log: true }}
      series={[{ values, run: 0, colour: m.stage.theme.curve, upTo: head.step + head.t }]}
    />
  );
}

/** What the images of the hardest class are classified as. */
function confusions(m: Moment, trace: FeatureTrace, head: Playhead, rect: Rect): ReactElement {
  const digit = trace.facts.hardest.class;
  const counts = confusionRow(trace.predictions[head.done] ?? [], trace.labels, digit, CLASSES);
  return (
    <BarChart
      stage={m.stage}
      rect={rect}
      title={m.say('takenFor', { digit })}
      bars={counts.map((count, guess) => ({
        name: String(guess),
        share: count / Math.max(1, sum(counts)),
        number: count === 0 ? '' : m.say('whole', { n: count }),
        colour: classMark(m.stage.theme, guess),
        ink: classColour(m.stage.theme, guess),
        opacity: guess === digit ? 1 : 0.75,
      }))}
    />
  );
}
