import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Place } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour } from '../theme.ts';
import type { PlotArea } from './Axes.tsx';
import { each } from './each.tsx';
import { text, textWidth } from './Text.tsx';

/** What rides beside the head of a line, and the widest that it will be: the chart keeps that much room. */
export interface RidingLabel {
  readonly words: string;
  readonly widest: string;
}

/** A line's label, and where the line has come to; `null` before its first value. */
interface Label {
  readonly label?: RidingLabel;
  readonly colour: Colour;
  readonly head: Place | null;
}

const STYLE = { size: SIZE.medium, bold: true } as const;
const GAP = 24;
const LEADING = 40;

/** How much of a chart's right end its labels need. */
export const labelRoom = (stage: Stage, labels: readonly Pick<Label, 'label'>[]): number =>
  labels.reduce(
    (room, { label }) => Math.max(room, label ? textWidth(stage, label.widest, STYLE) + GAP + 8 : 0),
    0,
  );

/** Numbers that ride beside the heads of lines; where two would meet, they make room for each other. */
export function HeadLabels(props: {
  readonly stage: Stage;
  readonly area: PlotArea;
  readonly labels: readonly Label[];
}): ReactElement {
  const { stage, area, labels } = props;
  const { x: left, y: top, width, height } = area.rect;
  const room = labelRoom(stage, labels);
  const placed = labels
    .flatMap(({ label, colour, head }) =>
      label === undefined ||
      head === null ||
      head[0] < left - 1 ||
      head[0] > left + width - room + 1 ||
      head[1] > top + height + 30
        ? []
        : [{ words: label.words, colour, x: head[0], y: clamp(head[1], top + 20, top + height - 20) }],
    )
    .sort((a, b) => a.y - b.y);
  // From the top down each at least a line below the one before; then from the bottom up back into the plot.
  placed.forEach((one, i) => {
    const before = placed[i - 1];
    if (before !== undefined) one.y = Math.max(one.y, before.y + LEADING);
  });
  placed.toReversed().forEach((one, i, all) => {
    const below = all[i - 1]?.y ?? top + height + LEADING - 20;
    one.y = Math.min(one.y, below - LEADING);
  });
  const right = placed.reduce((most, { x }) => Math.max(most, x), left);
  return each(placed, ({ words, colour, x, y }) => {
    // Heads that stand close together have their labels in one column.
    const at = right - x < 60 ? right : x;
    return text(stage, words, [at + GAP, y + 12], { ...STYLE, fill: colour });
  });
}
