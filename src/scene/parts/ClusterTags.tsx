import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { classColour, classMark } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Dot } from './shapes.tsx';
import { text } from './Text.tsx';

/** Diameter of a tag, and the distance from which two are as clear as one. */
const [TAG, CLEAR] = [54, 84];

/** The tag of a class: where it is wanted, and how visible it is there, 0 … 1. */
export interface ClusterTag {
  readonly own: number;
  readonly at: Place;
  readonly strength: number;
}

const apart = ([x, y]: Place, [toX, toY]: Place): number =>
  Math.sqrt((x - toX) * (x - toX) + (y - toY) * (y - toY));

/**
 * The classes' numbers at their clusters. Where two would overlap the later one has faded, so they may move as they
 * like and the cloud may turn.
 *
 * @param props.keep places that must not be covered
 */
export function ClusterTags(props: {
  readonly stage: Stage;
  readonly tags: readonly ClusterTag[];
  readonly keep?: readonly Place[];
}): ReactElement {
  const { stage, tags, keep = [] } = props;
  const size = SIZE.large * 0.95;
  const covered = (from: Place, at: Place): number => clamp((CLEAR - apart(from, at)) / (CLEAR - TAG), 0, 1);
  return each(tags, (tag, i) => {
    const free = [
      ...tags.slice(0, i).map(({ at, strength }) => 1 - Math.min(1, 4 * strength) * covered(at, tag.at)),
      ...keep.map((at) => 1 - covered(at, tag.at)),
    ];
    return (
      <Fade in={tag.strength * Math.min(1, ...free)}>
        <Dot
          at={tag.at}
          r={TAG / 2}
          fill={stage.theme.background}
          stroke={classMark(stage.theme, tag.own)}
          width={3}
        />
        {text(stage, String(tag.own), [tag.at[0], tag.at[1] + 0.36 * size], {
          size,
          bold: true,
          fill: classColour(stage.theme, tag.own),
          anchor: 'middle',
        })}
      </Fade>
    );
  });
}
