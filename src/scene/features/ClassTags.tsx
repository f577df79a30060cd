import type { ReactElement } from 'react';
import { classMilestones, MIXED } from '../../sim/class-milestones.ts';
import { clamp } from '../../sim/maths.ts';
import { CLASSES, type ClassifierTraining } from '../../sim/trainings/classifier.ts';
import { type Playhead, valueAt } from '../../story/playhead.ts';
import type { CloudView } from '../cloud-view.ts';
import { ClusterTags } from '../parts/ClusterTags.tsx';
import { contains, inset, type Place } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { middleOf } from './feature-view.ts';

/**
 * The classes' numbers at their clusters, as far as they are some: if its points are near its middle, and the network sees one.
 *
 * @param props.strength how visible the tag of a class is, 0 … 1; @param props.keep places that must not be covered
 */
export function ClassTags(props: {
  readonly stage: Stage;
  readonly training: ClassifierTraining;
  readonly view: CloudView;
  readonly head: Playhead;
  readonly strength: (own: number) => number;
  readonly keep?: readonly Place[];
}): ReactElement {
  const { stage, training, view, head, strength, keep = [] } = props;
  const { epochs } = classMilestones(training);
  const formed = (own: number): number => {
    const near = epochs.map(({ apartByClass }) => apartByClass[own] ?? 0);
    const seen = epochs.map(({ found }) => found[own] ?? 0);
    return clamp(8 * (Math.min(valueAt(near, head), valueAt(seen, head)) - MIXED), 0, 1);
  };
  const tags = [...Array(CLASSES).keys()].flatMap((own) => {
    const at = middleOf(training, view, own, head);
    const seen = at !== null && contains(inset(view.rect, 10), at);
    return seen ? [{ own, at, strength: strength(own) * formed(own) }] : [];
  });
  return <ClusterTags stage={stage} tags={tags} keep={keep} />;
}
