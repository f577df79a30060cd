import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import type { Specimen } from '../../sim/trainings/classifier-readings.ts';
import { cells } from '../arrange.ts';
import { each } from '../parts/each.tsx';
import { ImagePanel } from '../parts/ImagePanel.tsx';
import { Box } from '../parts/shapes.tsx';
import { text } from '../parts/Text.tsx';
import { inset, type Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { classColour } from '../theme.ts';

/** Largest side of a picture in a row. */
const LARGEST = 72;

/**
 * Pictures with what each is read as, in a column or, where there is more width than height, in a row; one after the other is
 * lit up, and goes dark within a turn.
 *
 * @param props.answers of each picture; @param props.turn how many have been lit up, with a fraction; `null` for none
 */
export function ReadAloud(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly pictures: readonly Specimen[];
  readonly answers: readonly number[];
  readonly turn: number | null;
}): ReactElement {
  const { stage, rect, pictures, answers, turn } = props;
  const count = pictures.length;
  const inRow = rect.width > rect.height;
  return each(cells(rect, count, inRow ? count : 1, 8), ({ x, y, width, height }, i) => {
    const one = pictures[i];
    if (one === undefined) return null;
    const side = inRow ? Math.min(width, LARGEST) : height;
    const picture = { x: inRow ? x + (width - side) / 2 : x, y, width: side, height: side };
    const answer = answers[i] ?? 0;
    const since = turn === null ? 1 : (((turn - i) % count) + count) % count;
    return (
      <g>
        <ImagePanel stage={stage} picture={one.picture} own={one.own} rect={picture} margin={side / 24} />
        {since < 1 && (
          <Box
            rect={inset(picture, -3)}
            rx={6}
            stroke={stage.theme.text}
            width={4}
            strokeOpacity={clamp(1.4 * (1 - since), 0, 1)}
          />
        )}
        {text(
          stage,
          inRow ? String(answer) : `→ ${answer}`,
          inRow ? [x + width / 2, y + side + 46] : [x + side + 14, y + side / 2 + 14],
          {
            size: SIZE.large,
            bold: true,
            fill: classColour(stage.theme, answer),
            anchor: inRow ? 'middle' : 'start',
          },
        )}
      </g>
    );
  });
}
