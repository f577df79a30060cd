import type { ReactElement } from 'react';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import { each } from './each.tsx';
import { Panel } from './Panel.tsx';
import { Line } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** A row of a calculation: what is reckoned, and what it comes to. */
export interface LedgerRow {
  readonly words: string;
  readonly number: string;
  /** Below a line: the sum of the rows above it. */
  readonly total?: boolean;
  readonly fill?: Role | Colour;
}

/** Most height of a row, and the margins of the panel. */
const ROW = 62;
const MARGIN = 26;

/**
 * A calculation as it would be written down: a row for each term, numbers below each other, sums below a line. It takes
 * as much height as it needs, from the top.
 *
 * @param props.title what is calculated; it stands above
 * @param props.rows so many that the rectangle has at least 42 for each, and for the title
 */
export function Ledger(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly title: string;
  readonly rows: readonly LedgerRow[];
}): ReactElement {
  const { stage, rect, title, rows } = props;
  const row = Math.min(ROW, (rect.height - MARGIN) / (rows.length + 1));
  const [left, right] = [rect.x + MARGIN, rect.x + rect.width - MARGIN];
  const top = rect.y + MARGIN / 2;
  const panel = { ...rect, height: row * (rows.length + 1) + MARGIN };
  return (
    <Panel stage={stage} rect={panel}>
      {text(stage, title, [left, top + row * 0.7], { size: SIZE.small, fill: 'quiet', width: right - left })}
      {each(rows, ({ words, number, total = false, fill = 'text' }, i) => {
        const y = top + row * (i + 1);
        const style = { size: SIZE.medium, bold: total, fill };
        const room = right - left - textWidth(stage, number, style) - 24;
        return (
          <g>
            {total && <Line from={[left, y + 2]} to={[right, y + 2]} stroke={stage.theme.line} width={2} />}
            {text(stage, words, [left, y + row * 0.72], { ...style, bold: false, width: room })}
            {text(stage, number, [right, y + row * 0.72], { ...style, anchor: 'end' })}
          </g>
        );
      })}
    </Panel>
  );
}
