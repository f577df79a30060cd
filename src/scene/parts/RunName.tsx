import type { ReactElement } from 'react';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { runColour } from '../theme.ts';
import { sizeOf, type TextStyle, text } from './Text.tsx';

/** A run that is told by colour, marker and name. */
export interface NamedRun {
  /** Determines its colour, marker and dash. */
  readonly lane: number;
  readonly label: string;
  /** The name where there is no space for the label; colour and marker identify the rest. */
  readonly short?: string;
}

/** A run's name in its colour, fitted into a width: its label, smaller if necessary; if that would be too small, the short one. */
export function runName(
  stage: Stage,
  { label, lane, short = label }: NamedRun,
  at: Place,
  style: TextStyle & { readonly width: number },
): ReactElement | null {
  const bold = { ...style, bold: true };
  const words = sizeOf(stage, label, bold) >= SIZE.smallest ? label : short;
  const size = Math.max(SIZE.smallest, sizeOf(stage, words, bold));
  const { anchor = 'start' } = style;
  return text(stage, words, at, { fill: runColour(stage.theme, lane), anchor, bold: true, size });
}
