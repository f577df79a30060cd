import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { rememberFor } from '../../sim/remember.ts';
import type { BoundaryTrace, Rung } from '../../sim/trainings/width-ladder.ts';
import { isRinged, leastRung, shownRungs, successes } from '../../story/boundary/commentary.ts';
import { mapOf, networkOf } from '../../story/boundary/networks.ts';
import { type FrameRange, progress } from '../../story/clock.ts';
import { cells } from '../arrange.ts';
import { contourPath } from '../contour.ts';
import { wholeMap } from '../map-view.ts';
import type { Moment } from '../moment.ts';
import { Clipped } from '../parts/Axes.tsx';
import { LabelledPoints } from '../parts/DecisionMap.tsx';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { areaOf } from '../parts/LearnedMap.tsx';
import { Box, Path } from '../parts/shapes.tsx';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';

/** Height of the words below a tile, and space between two. */
const [WORDS, GAP] = [112, 30] as const;

/** Boundaries in a square of side 1000, one for each start. */
const boundariesOf = rememberFor(
  (trace: BoundaryTrace, { units, learned }: Rung): readonly string[] =>
    learned.map((point) => {
      const map = mapOf(networkOf(trace, [units, ...trace.params.hidden.slice(1)], point));
      const side = Math.round(Math.sqrt(map.length));
      return contourPath({ columns: side, rows: side, values: map }, 0, (column, row) => [
        (1000 * column) / (side - 1),
        1000 - (1000 * row) / (side - 1),
      ]);
    }),
  ({ units }) => String(units),
);

/** Where the tiles of all widths are, as large as they can be, and how wide the words below them may be. */
export function tilesOf(
  m: Moment,
  trace: BoundaryTrace,
): readonly { readonly tile: Rect; readonly room: number }[] {
  const { body } = m.stage;
  const { length } = shownRungs(trace);
  const arranged = Array.from({ length }, (_, i) => cells(body, length, i + 1, GAP));
  const sideOf = ([box]: readonly Rect[]): number =>
    box === undefined ? 0 : Math.min(box.width, box.height - WORDS);
  const best = arranged.reduce((a, b) => (sideOf(b) > sideOf(a) ? b : a));
  const side = sideOf(best);
  return best.map(({ x, y, width, height }) => ({
    tile: {
      x: x + (width - side) / 2,
      y: y + Math.max(0, (height - WORDS - side) / 2),
      width: side,
      height: side,
    },
    room: width,
  }));
}

/** What came of each width: the boundaries from all its starts, one after the other, and how many succeeded. */
export function widthTiles(
  m: Moment,
  trace: BoundaryTrace,
  { drawn, told, answer }: Readonly<Record<'drawn' | 'told' | 'answer', FrameRange>>,
): ReactElement {
  const { stage } = m;
  const { theme } = stage;
  const { data } = trace.facts;
  const ringed = isRinged(trace);
  const least = leastRung(trace)?.rung.units;
  const tiles = tilesOf(m, trace);
  return each(shownRungs(trace), (rung, i) => {
    const { tile: rect, room } = tiles[i] ?? { tile: stage.body, room: stage.body.width };
    const curves = boundariesOf(trace, rung);
    const now = progress(drawn, m.frame) * curves.length;
    const lit = rung.units === least ? m.through(answer) : 0;
    const below = (words: string, row: number, bold: boolean): ReactElement | null =>
      m.text(words, [rect.x + rect.width / 2, rect.y + rect.height + row], {
        size: bold ? SIZE.medium : SIZE.small,
        bold,
        anchor: 'middle',
        width: room,
        fill: bold ? 'text' : 'quiet',
      });
    return (
      <g>
        <Box rect={rect} fill={theme.panel} />
        <Clipped id={`tile-${i}`} rect={rect}>
          <LabelledPoints
            stage={stage}
            area={areaOf(wholeMap(rect))}
            points={data.map((point) => ({ ...point, flipped: false }))}
            size={1.3}
          />
          <g transform={`translate(${px(rect.x)} ${px(rect.y)}) scale(${px(rect.width / 1000)})`}>
            {each(curves, (d, k) => (
              <Path
                d={d}
                stroke={lit > 0 ? theme.focus : theme.curve}
                width={6 + 2 * lit}
                round
                opacity={0.85 * clamp(now - k, 0, 1)}
              />
            ))}
          </g>
        </Clipped>
        <Box rect={rect} stroke={theme.line} width={2} />
        {lit > 0 && <Box rect={rect} stroke={theme.focus} width={8} opacity={lit} />}
        {below(m.say('cuts', { n: rung.units }), 50, true)}
        <Fade in={m.through(told)}>
          {below(m.say('succeeded', { ringed, n: successes(trace, rung), all: curves.length }), 98, false)}
        </Fade>
      </g>
    );
  });
}
