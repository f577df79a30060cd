import { sum } from 'd3-array';
import type { ReactElement } from 'react';
import type { SceneProps } from '../../src/film/film.ts';
import { arrange, cells, column, row } from '../../src/scene/arrange.ts';
import { type Moment, moment } from '../../src/scene/moment.ts';
import { BarChart } from '../../src/scene/parts/BarChart.tsx';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { LineChart } from '../../src/scene/parts/LineChart.tsx';
import { Panel } from '../../src/scene/parts/Panel.tsx';
import { Readouts } from '../../src/scene/parts/Readouts.tsx';
import { Sheet } from '../../src/scene/parts/Sheet.tsx';
import { Dot } from '../../src/scene/parts/shapes.tsx';
import { inset, type Rect } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { confusionRow } from '../../src/sim/classification.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { dataScene, endScene, titleScene } from './Cards.tsx';
import { cloud, clusterLabels, starAxes } from './Cloud.tsx';
import { milestonesOf } from './milestones.ts';
import { samplePanel, sampleReadings, tracedPath } from './Sample.tsx';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import { type FeaturePart, type FeatureStory, headOf } from './story.ts';
import { viewScene } from './View.tsx';
import { cloudArea, EPSILON, lossesOf } from './view.ts';
import { words } from './words.ts';

/** A frame of the film: a pure function of trace, story, frame and stage. */
export function Scene({ trace, ...props }: SceneProps<FeatureTrace, FeatureStory>): ReactElement {
  const m = moment(words, props);
  return <Sheet m={m}>{partScene(m, m.part, trace)}</Sheet>;
}

function partScene(m: Moment, part: FeatureStory['parts'][number], trace: FeatureTrace): ReactElement {
  switch (part.kind) {
    case 'title':
      return titleScene(m, trace);
    case 'data':
      return dataScene(m, trace);
    case 'view':
      return viewScene(m, part, trace);
    case 'end':
      return endScene(m, trace);
    default:
      return cloudScene(m, part, trace);
  }
}

const side = column(20, { key: 60, rest: 530 });
/** The cloud with a column next to it; on tall screens below it, on square ones with the numbers below both. */
const LAYOUTS = {
  landscape: row(48, { cloud: 930, side: [750, column(20, { readouts: 100, side: [608, side] })] }),
  portrait: column(26, { cloud: 730, side: [570, column(24, { readouts: 92, side: [454, side] })] }),
  square: column(20, {
    top: [620, row(28, { cloud: 600, side: [344, column(20, { key: 84, rest: 520 })] })],
    readouts: 88,
  }),
} as const;
/** Margins of the cloud's panel, and space for the text at its bottom. */
const MARGIN = 30;
const NOTE = 37;

/** Seconds in which anything not being discussed fades. */
const DIMMING = 0.8;

/** The cloud and the column next to it: before training, during training, and for one class or one image. */
function cloudScene(
  m: Moment,
  part: FeaturePart<'cloud' | 'training' | 'class' | 'sample'>,
  trace: FeatureTrace,
): ReactElement {
  const { stage } = m;
  const { facts, params, labels } = trace;
  const at = arrange(stage, stage.body, LAYOUTS);
  const panel = at('cloud');
  const { height, ...inner } = inset(panel, MARGIN);
  const area = cloudArea(trace, { ...inner, height: height - NOTE });
  const head = headOf(trace, part, m.frame);
  const [isClass, isSample] = [part.kind === 'class', part.kind === 'sample'];
  const dim = isClass || isSample ? m.between(0, DIMMING) : 0;
  const focus = isClass ? facts.hardest.class : null;
  const projection = params.projection.kind;
  const appearing =
    part.kind === 'cloud'
      ? { opacity: m.through(part.points), rings: m.through(part.rings) }
      : { rings: isSample ? 0 : 1 };
  return (
    <g>
      <Panel stage={stage} rect={panel}>
        {m.text(
          m.say('plane', { projection, share: facts.varianceExplained }),
          [inner.x, panel.y + panel.height - 20],
          { size: SIZE.small, fill: 'quiet', width: inner.width },
        )}
        {projection === 'star' && starAxes(m, area)}
        {cloud(m, trace, area, head, { focus, dim, ...appearing })}
        {isSample && <Fade in={dim}>{tracedPath(m, trace, area, head)}</Fade>}
        {clusterLabels(m, trace, area, head, {
          focus: isSample ? (labels[facts.traced] ?? 0) : focus,
          dim,
        })}
      </Panel>
      <Readouts
        stage={stage}
        rect={at('readouts')}
        readings={isSample ? sampleReadings(m, trace, head) : epochReadings(m, trace, head, focus)}
      />
      {isClass && confusions(m, trace, head, at('side'))}
      {isSample && samplePanel(m, trace, head, at('side'))}
      {!isClass && !isSample && colourKey(m, at('key'))}
      {!isClass && !isSample && lossChart(m, trace, head, at('rest'))}
    </g>
  );
}

/** Epoch, accuracy and number of errors; for one class if one is highlighted. */
function epochReadings(m: Moment, trace: FeatureTrace, { done }: Playhead, focus: number | null) {
  const { epochs, sizes } = milestonesOf(trace);
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

/** The colours of the ten classes. */
function colourKey(m: Moment, rect: Rect): ReactElement {
  const perRow = rect.width / CLASSES < 55 ? CLASSES / 2 : CLASSES;
  return each(cells(rect, CLASSES, perRow, 0), ({ x, y, height }, digit) => {
    const [middle, fill] = [y + height / 2, classColour(m.stage.theme, digit)];
    return (
      <g>
        <Dot at={[x + 9, middle]} r={9} fill={fill} />
        {m.text(String(digit), [x + 23, middle + SIZE.small * 0.36], { size: SIZE.small, bold: true, fill })}
      </g>
    );
  });
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
      y={{ label: m.say('chart', { epsilon: EPSILON }), domain, log: true }}
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
        colour: classColour(m.stage.theme, guess),
        opacity: guess === digit ? 1 : 0.75,
      }))}
    />
  );
}
