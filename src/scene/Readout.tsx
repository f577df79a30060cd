import type { ReactElement } from 'react';
import { type Rect, SIZE, type Stage } from './stage.ts';
import { fitted } from './type/typeface.ts';
import { Words } from './Words.tsx';

export interface Reading {
  readonly label: string;
  readonly value: string;
  readonly colour?: string;
  /** Share of the width; columns stay where they are while the numbers change. */
  readonly share: number;
}

/** Space between columns. */
const GAP = 20;

/** Numbers with their names, side by side. A number too long for its column is set smaller. */
export function Readouts(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly readings: readonly Reading[];
}): ReactElement {
  const { stage, rect, readings } = props;
  const whole = readings.reduce((sum, { share }) => sum + share, 0);
  let left = rect.x;
  const columns = readings.map((reading) => {
    const x = left;
    const width = (rect.width * reading.share) / whole;
    left += width;
    return { ...reading, x, width: width - GAP };
  });
  return (
    <g>
      {columns.map(({ label, value, colour = stage.theme.text, x, width }) => (
        <g key={label}>
          <Words
            stage={stage}
            words={label}
            x={x}
            y={rect.y + 28}
            size={SIZE.small}
            fill={stage.theme.quiet}
          />
          <Words
            stage={stage}
            words={value}
            x={x}
            y={rect.y + 28 + SIZE.large * 1.25}
            size={fitted(stage.type.semibold, value, SIZE.large, width)}
            weight="semibold"
            fill={colour}
          />
        </g>
      ))}
    </g>
  );
}
