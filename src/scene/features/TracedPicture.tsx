import type { ReactElement } from 'react';
import { changesOf } from '../../sim/classification.ts';
import type { ClassifierTraining } from '../../sim/trainings/classifier.ts';
import { type Playhead, playheadOf } from '../../story/playhead.ts';
import type { CloudView } from '../cloud-view.ts';
import { polyline } from '../curve.ts';
import { each } from '../parts/each.tsx';
import { Glow } from '../parts/Glow.tsx';
import { Dot, Path } from '../parts/shapes.tsx';
import type { Stage } from '../stage.ts';
import { type Colour, classMark } from '../theme.ts';
import { dotOf } from './feature-view.ts';

interface Seen {
  readonly stage: Stage;
  readonly training: ClassifierTraining;
  readonly view: CloudView;
  readonly head: Playhead;
}

/** The dot of a picture, in its own light. @param props.rim the colour of its rim */
export function LitDot({
  stage,
  training,
  view,
  head,
  index,
  rim = stage.theme.text,
}: Seen & { readonly index: number; readonly rim?: Colour }): ReactElement {
  const colour = classMark(stage.theme, training.labels[index] ?? 0);
  const at = dotOf(training, view, index, head);
  return (
    <g>
      <Glow at={at} r={16} colour={colour} />
      <Dot at={at} r={16} fill={colour} stroke={rim} width={6} />
    </g>
  );
}

/** The path of the traced picture, with a mark wherever the network changed its answer, and where it is, in a rim of its answer. */
export function TracedPath(seen: Seen): ReactElement {
  const { stage, training, view, head } = seen;
  const { predictions, facts } = training;
  const at = (when: Playhead) => dotOf(training, view, facts.traced, when);
  const after = (epoch: number) => at(playheadOf(epoch, predictions.length));
  const past = Array.from({ length: head.step + 1 }, (_, epoch) => after(epoch));
  const changed = changesOf(predictions, facts.traced).filter((epoch) => epoch <= head.done);
  return (
    <g>
      <Path d={polyline([...past, at(head)])} stroke={stage.theme.text} width={3} opacity={0.6} round />
      {each(changed, (epoch) => (
        <Dot
          at={after(epoch)}
          r={7}
          fill={classMark(stage.theme, predictions[epoch]?.[facts.traced] ?? 0)}
          stroke={stage.theme.panel}
        />
      ))}
      <LitDot
        {...seen}
        index={facts.traced}
        rim={classMark(stage.theme, predictions[head.done]?.[facts.traced] ?? 0)}
      />
    </g>
  );
}
