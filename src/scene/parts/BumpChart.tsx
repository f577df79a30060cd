import type { ReactElement } from 'react';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import type { Stage } from '../stage.ts';
import { runColour, runDash } from '../theme.ts';
import { Clipped } from './Axes.tsx';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { RunMarker } from './Marker.tsx';
import { Path } from './shapes.tsx';

/** A run in a column. */
export interface BumpEntry {
  /** Determines its colour, marker and dash, and tells which run it is. */
  readonly lane: number;
  /** True if it counts as equal to the one above. */
  readonly equal: boolean;
  readonly out: boolean;
}

/** A ranking, from first to last. */
export interface BumpColumn {
  readonly x: number;
  readonly entries: readonly BumpEntry[];
  /** False if its runs are not joined with those of the column before. */
  readonly joined: boolean;
}

/** How far the others recede behind a lane that stands out. */
const BEHIND = 0.72;

/**
 * A bump chart: rankings side by side, the same run in neighbouring ones joined by a line; an equals sign between equals,
 * a cross on what is out.
 *
 * @param props.rect what of it is drawn
 * @param props.focus a lane that stands out, and how much, 0 to 1
 * @param props.y the middle of a row
 */
export function BumpChart(props: {
  readonly stage: Stage;
  readonly id: string;
  readonly rect: Rect;
  readonly columns: readonly BumpColumn[];
  readonly y: (row: number) => number;
  readonly focus?: { readonly lane: number; readonly strength: number };
}): ReactElement {
  const { stage, id, rect, columns, y, focus } = props;
  const shown = (lane: number): number =>
    focus === undefined || focus.lane === lane ? 1 : 1 - BEHIND * focus.strength;
  return (
    <Clipped id={id} rect={rect}>
      {each(columns.slice(1), (column, c) => {
        const before = columns[c];
        return column.joined && before !== undefined ? links(stage, before, column, y, shown) : null;
      })}
      {each(columns, ({ x, entries }) =>
        each(entries, ({ lane, equal, out }, row) => (
          <g>
            {equal && equalSign(stage, [x, (y(row - 1) + y(row)) / 2])}
            <Fade in={shown(lane)}>
              <RunMarker stage={stage} run={lane} at={[x, y(row)]} r={15} out={out} />
            </Fade>
          </g>
        )),
      )}
    </Clipped>
  );
}

const equalSign = ({ theme }: Stage, [x, y]: Place): ReactElement => (
  <Path d={`M${px(x - 8)} ${px(y - 4)}h16M${px(x - 8)} ${px(y + 4)}h16`} stroke={theme.text} width={3} />
);

/** Lines from one ranking to the next, those of the first stronger. */
function links(
  stage: Stage,
  from: BumpColumn,
  to: BumpColumn,
  y: (row: number) => number,
  shown: (lane: number) => number,
): ReactElement {
  const middle = px((from.x + to.x) / 2);
  return each(from.entries, ({ lane }, before) => {
    const after = to.entries.findIndex((entry) => entry.lane === lane);
    if (after < 0) return null;
    const [start, end] = [px(y(before)), px(y(after))];
    return (
      <Path
        d={`M${px(from.x)} ${start}C${middle} ${start} ${middle} ${end} ${px(to.x)} ${end}`}
        stroke={runColour(stage.theme, lane)}
        width={before === 0 || after === 0 ? 8 : 5}
        dash={runDash(lane)}
        strokeOpacity={shown(lane)}
      />
    );
  });
}
