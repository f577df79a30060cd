import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Playhead } from '../../story/playhead.ts';
import { CLUSTER_LABEL, type ClusterLabels, clusterLabelsAt } from '../cluster-labels.ts';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { classColour, classMark } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Dot } from './shapes.tsx';
import { text } from './Text.tsx';

/** Places at which a label would cover what is shown there, and how far from it labels are clear. */
const COVERED = [26, 60] as const;

/**
 * The classes' numbers at their clusters, each as soon as it is clear of the others, see `clusterLabels`.
 *
 * @param props.strength how visible the label of a class is, 0 to 1
 * @param props.keep a place that labels give way to
 */
export function ClusterTags(props: {
  readonly stage: Stage;
  readonly labels: ClusterLabels;
  readonly head: Playhead;
  readonly strength: (own: number) => number;
  readonly keep?: Place | undefined;
}): ReactElement {
  const { stage, labels, head, strength, keep } = props;
  const size = SIZE.large * 0.95;
  const away = ([x, y]: Place): number => {
    if (keep === undefined) return 1;
    const distance = Math.sqrt((x - keep[0]) * (x - keep[0]) + (y - keep[1]) * (y - keep[1]));
    return clamp((distance - COVERED[0]) / (COVERED[1] - COVERED[0]), 0, 1);
  };
  return each(clusterLabelsAt(labels, head), ({ cluster: own, at, opacity }) => (
    <Fade in={opacity * away(at) * strength(own)}>
      <Dot
        at={at}
        r={CLUSTER_LABEL / 2 - 2}
        fill={stage.theme.background}
        stroke={classMark(stage.theme, own)}
        width={3}
      />
      {text(stage, String(own), [at[0], at[1] + 0.36 * size], {
        size,
        bold: true,
        fill: classColour(stage.theme, own),
        anchor: 'middle',
      })}
    </Fade>
  ));
}
