import type { ReactElement } from 'react';
import { fixed } from '../../story/numbers.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Readouts } from './Readouts.tsx';

/**
 * How far a training has come: the epoch, training and validation loss, and below them the points that are wrong.
 *
 * @param props.epoch its name, its number, and what the line of wrong points is called
 * @param props.shown how much of training and validation is there, 0 … 1 each
 */
export function LossReadouts(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly epoch: { readonly label: string; readonly value: string; readonly below: string };
  readonly train: { readonly label: string; readonly loss: number; readonly below: string };
  readonly validation: { readonly label: string; readonly loss: number; readonly below: string };
  readonly shown?: readonly [train: number, validation: number];
}): ReactElement {
  const { stage, rect, epoch, train, validation, shown = [1, 1] } = props;
  const loss = (of: typeof train) => ({ label: of.label, value: fixed(of.loss, 2), below: of.below });
  const readings = [
    { share: 0.3, shown: shown[0], ...epoch },
    { share: 0.34, fill: 'train', shown: shown[0], ...loss(train) },
    { share: 0.36, fill: 'validation', shown: shown[1], ...loss(validation) },
  ] as const;
  return <Readouts stage={stage} rect={rect} readings={readings} />;
}
