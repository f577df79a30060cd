import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { ImagePanel } from '../../src/scene/parts/ImagePanel.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { membersOf } from '../../src/sim/classification.ts';
import type { Picture } from '../../src/sim/data/images.ts';
import { remember } from '../../src/sim/remember.ts';
import { CLASSES } from '../../src/sim/trainings/classifier.ts';
import type { FeatureTrace } from './simulation.ts';

/** A test image with its number and class. */
export interface Specimen {
  readonly index: number;
  readonly digit: number;
  readonly picture: Picture;
}

/** The traced image. */
export const tracedOf = ({ facts: { traced: index }, labels, picture }: FeatureTrace): Specimen => ({
  index,
  digit: labels[index] ?? 0,
  picture,
});

/** One test image of each class that has any; of its own class the traced one. */
export const specimensOf = remember((trace: FeatureTrace) =>
  membersOf(trace.labels, CLASSES).flatMap((own, digit): readonly Specimen[] => {
    if (own.includes(trace.facts.traced)) return [tracedOf(trace)];
    const [index, picture] = [own[0], trace.examples[digit]?.[0]];
    return index === undefined || picture === undefined ? [] : [{ index, digit, picture }];
  }),
);

/** An image on a panel, in the colour of its class. @param margin around it */
export const imagePanel = (
  { stage }: Moment,
  { picture, digit }: Specimen,
  rect: Rect,
  margin: number,
): ReactElement => <ImagePanel stage={stage} picture={picture} own={digit} rect={rect} margin={margin} />;
