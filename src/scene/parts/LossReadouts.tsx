import type { ReactElement } from 'react';
import { fixed } from '../../story/numbers.ts';
import type { Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { Readouts } from './Readouts.tsx';

/** Losses are written with so many decimals. */
const DECIMALS = 2;

/** A loss as it is written, and the difference of two that are: so the three numbers add up. */
const lossText = (loss: number): string => fixed(loss, DECIMALS);
const gapText = (train: number, validation: number): string =>
  lossText(Number(validation.toFixed(DECIMALS)) - Number(train.toFixed(DECIMALS)));

/**
 * How far a training has come: the epoch, training and validation loss with the points that are wrong, and their gap.
 *
 * @param props.epoch its name, its number, and what the line of wrong points is called
 */
export function LossReadouts(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly epoch: { readonly label: string; readonly value: string; readonly below: string };
  readonly train: { readonly label: string; readonly loss: number; readonly below: string };
  readonly validation: { readonly label: string; readonly loss: number; readonly below: string };
  readonly gap: string;
}): ReactElement {
  const { stage, rect, epoch, train, validation, gap } = props;
  const loss = (of: typeof train) => ({ label: of.label, value: lossText(of.loss), below: of.below });
  const readings = [
    { share: 0.25, ...epoch },
    { share: 0.28, fill: 'train', ...loss(train) },
    { share: 0.31, fill: 'validation', ...loss(validation) },
    { share: 0.16, label: gap, value: gapText(train.loss, validation.loss) },
  ] as const;
  return <Readouts stage={stage} rect={rect} readings={readings} />;
}
