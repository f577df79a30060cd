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

/** Share of its place's width that a picture may fill. */
const ROOM = 0.47;

/**
 * Pictures with what each is read as, in two columns or, where there is more width than height, in two rows; one after the other is
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
  return each(cells(rect, count, inRow ? Math.ceil(count / 2) : 2, 20), ({ x, y, width, height }, i) => {
    const one = pictures[i];
    if (one === undefined) return null;
    const side = Math.min(height, ROOM * width);
    const picture = { x, y: y + (height - side) / 2, width: side, height: side };
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
        {text(stage, `→ ${answer}`, [x + side + 14, y + height / 2 + 14], {
          size: SIZE.large,
          bold: true,
          fill: classColour(stage.theme, answer),
        })}
      </g>
    );
  });
}
