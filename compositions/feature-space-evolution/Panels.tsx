import type { ReactElement } from 'react';
import { LossChart } from '../../src/scene/LossChart.tsx';
import { px } from '../../src/scene/px.ts';
import { Readouts } from '../../src/scene/Readout.tsx';
import { type Rect, SIZE, type Stage } from '../../src/scene/stage.ts';
import { classColour } from '../../src/scene/theme.ts';
import { fitted } from '../../src/scene/type/typeface.ts';
import { Words } from '../../src/scene/Words.tsx';
import { takenFor } from './facts.ts';
import type { Layout } from './layout.ts';
import { milestonesOf } from './milestones.ts';
import type { Playhead } from './playhead.ts';
import { CLASSES, type FeatureTrace } from './simulation.ts';
import { say, word } from './text.ts';
import { EPSILON, excessLoss, lossDomain } from './view.ts';

interface PanelProps {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly head: Playhead;
  readonly rect: Rect;
}

/** The ground under the cloud, and what share of the variance it shows. */
export function CloudPanel(props: {
  readonly stage: Stage;
  readonly trace: FeatureTrace;
  readonly layout: Layout;
}): ReactElement {
  const { stage, trace, layout } = props;
  const { panel, note } = layout;
  const { params, facts } = trace;
  const words = word(
    say('plane', { projection: params.projection.kind, share: facts.varianceExplained }),
    stage.language,
  );
  return (
    <g>
      <rect
        x={px(panel.x)}
        y={px(panel.y)}
        width={px(panel.width)}
        height={px(panel.height)}
        rx={14}
        fill={stage.theme.panel}
      />
      <Words
        stage={stage}
        words={words}
        x={note.x}
        y={note.y}
        size={fitted(stage.type.regular, words, SIZE.small, note.width)}
        fill={stage.theme.quiet}
      />
    </g>
  );
}

/** Epoch, accuracy and how many are wrong; of one class where one stands out. */
export function EpochReadouts(props: PanelProps & { readonly focus: number | null }): ReactElement {
  const { stage, trace, head, rect, focus } = props;
  const steps = trace.predictions.length - 1;
  const { epochs, sizes } = milestonesOf(trace);
  const of = (counts: readonly number[]): number =>
    focus === null ? counts.reduce((sum, count) => sum + count, 0) : (counts[focus] ?? 0);
  const [all, right] = [of(sizes), of(epochs[head.done]?.right ?? [])];
  const wrong = all - right;
  const share = right / Math.max(1, all);
  const colour = focus === null ? {} : { colour: classColour(stage.theme, focus) };
  return (
    <Readouts
      stage={stage}
      rect={rect}
      readings={[
        {
          share: 0.31,
          label: word(say('readoutEpoch'), stage.language),
          value: word(say('outOf', { step: head.done, steps }), stage.language),
        },
        {
          share: 0.33,
          label: word(say(focus === null ? 'readoutAccuracy' : 'readoutRight'), stage.language),
          value: word(say('percentage', { share }), stage.language),
          ...colour,
        },
        {
          share: 0.36,
          label: word(say('readoutWrong'), stage.language),
          value: word(say('count', { n: wrong }), stage.language),
        },
      ]}
    />
  );
}

/** Epoch, true class and guess of the traced image. */
export function SampleReadouts({ stage, trace, head, rect }: PanelProps): ReactElement {
  const { traced } = trace.facts;
  const [digit, guess] = [trace.labels[traced] ?? 0, trace.predictions[head.done]?.[traced] ?? 0];
  const steps = trace.predictions.length - 1;
  const said = (key: 'readoutEpoch' | 'readoutClass' | 'readoutGuess'): string =>
    word(say(key), stage.language);
  const digits = (n: number) => ({
    value: word(say('digit', { digit: n }), stage.language),
    colour: classColour(stage.theme, n),
  });
  return (
    <Readouts
      stage={stage}
      rect={rect}
      readings={[
        {
          share: 0.36,
          label: said('readoutEpoch'),
          value: word(say('outOf', { step: head.done, steps }), stage.language),
        },
        { share: 0.26, label: said('readoutClass'), ...digits(digit) },
        { share: 0.38, label: said('readoutGuess'), ...digits(guess) },
      ]}
    />
  );
}

/** The colours of the ten classes. */
export function ColourKey({ stage, rect }: { readonly stage: Stage; readonly rect: Rect }): ReactElement {
  const columns = rect.width / CLASSES < 55 ? CLASSES / 2 : CLASSES;
  const step = rect.width / columns;
  const rows = CLASSES / columns;
  const r = 9;
  return (
    <g>
      {Array.from({ length: CLASSES }, (_, digit) => {
        const x = rect.x + step * (digit % columns);
        const y = rect.y + (rect.height * (Math.floor(digit / columns) + 0.5)) / rows;
        const colour = classColour(stage.theme, digit);
        return (
          <g key={digit}>
            <circle cx={px(x + r)} cy={px(y)} r={px(r)} fill={colour} />
            <Words
              stage={stage}
              words={word(say('digit', { digit }), stage.language)}
              x={x + 2 * r + 5}
              y={y + SIZE.small * 0.36}
              size={SIZE.small}
              weight="semibold"
              fill={colour}
            />
          </g>
        );
      })}
    </g>
  );
}

/** The training loss up to now. */
export function TrainingLoss({ stage, trace, head, rect }: PanelProps): ReactElement {
  const losses = trace.runs[0]?.losses ?? [];
  return (
    <LossChart
      stage={stage}
      rect={rect}
      lines={[
        {
          run: 0,
          name: '',
          values: losses.map(excessLoss),
          upTo: head.epoch + head.t,
          colour: stage.theme.curve,
          inFocus: true,
        },
      ]}
      steps={losses.length - 1}
      domain={lossDomain(trace)}
      yLabel={word(say('chart', { epsilon: EPSILON }), stage.language)}
      xLabel={word(say('chartEpochs'), stage.language)}
      legend={false}
    />
  );
}

const BAR_LABEL = 44;
const BAR_COUNT = 80;

/** What the images of one class are taken for, as bars. */
export function Confusions(props: PanelProps & { readonly digit: number }): ReactElement {
  const { stage, trace, head, rect, digit } = props;
  const { theme } = stage;
  const counts = takenFor(trace.predictions[head.done] ?? [], trace.labels, digit, CLASSES);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const title = word(say('takenFor', { digit }), stage.language);
  const top = rect.y + 44;
  const step = (rect.height - 44) / CLASSES;
  const height = Math.min(30, step * 0.66);
  const widest = rect.width - BAR_LABEL - BAR_COUNT;
  return (
    <g>
      <Words
        stage={stage}
        words={title}
        x={rect.x}
        y={rect.y + 28}
        size={fitted(stage.type.regular, title, SIZE.small, rect.width)}
        fill={theme.quiet}
      />
      {counts.map((count, guess) => {
        const y = top + step * (guess + 0.5);
        const colour = classColour(theme, guess);
        const width = (widest * count) / Math.max(1, all);
        return (
          <g key={guess}>
            <Words
              stage={stage}
              words={word(say('digit', { digit: guess }), stage.language)}
              x={rect.x}
              y={y + SIZE.small * 0.36}
              size={SIZE.small}
              weight="semibold"
              fill={colour}
            />
            <rect
              x={px(rect.x + BAR_LABEL)}
              y={px(y - height / 2)}
              width={px(Math.max(2, width))}
              height={px(height)}
              rx={3}
              fill={colour}
              {...(guess === digit ? {} : { fillOpacity: 0.75 })}
            />
            {count > 0 && (
              <Words
                stage={stage}
                words={word(say('count', { n: count }), stage.language)}
                x={rect.x + BAR_LABEL + width + 14}
                y={y + SIZE.small * 0.36}
                size={SIZE.small}
                fill={theme.text}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
