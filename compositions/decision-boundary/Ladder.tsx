import { extent } from 'd3-array';
import type { ReactElement } from 'react';
import { cells } from '../../src/scene/arrange.ts';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Box, Dot } from '../../src/scene/parts/shapes.tsx';
import { mixRect, type Rect, squareIn } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { clamp } from '../../src/sim/maths.ts';
import { progress } from '../../src/story/clock.ts';
import { easeOut } from '../../src/story/ease.ts';
import { isRinged, leastRung, roundnessAt, shownRungs, successes } from './commentary.ts';
import { networkMap } from './pictures.tsx';
import type { BoundaryTrace, Rung } from './simulation.ts';
import type { BoundaryPart } from './story.ts';
import { networkOf, partlyHeld, placesOf } from './view.ts';
import { words } from './words.ts';

const { say } = words;
/** Height of the words below a map. */
const WORDS = 176;
/** Radius of the dot of a training, and widths in a row of each format. */
const DOT = 9;
const PER_ROW = { landscape: 6, portrait: 3, square: 3 } as const;

/** What came of each width: the map from the film's own start, how many of its starts succeeded, and how round. */
export function ladderScene(m: Moment, part: BoundaryPart<'ladder'>, trace: BoundaryTrace): ReactElement {
  const { stage } = m;
  const ladder = shownRungs(trace);
  const [width = 1] = trace.params.hidden;
  const places = placesOf(stage);
  const shrunk = m.through(part.shrink);
  const perRow = Math.min(
    PER_ROW[stage.format],
    Math.ceil(ladder.length / Math.ceil(ladder.length / PER_ROW[stage.format])),
  );
  const boxes = cells(stage.body, ladder.length, perRow, 26);
  const least = leastRung(trace)?.rung.units;
  return each(ladder, (rung, i) => {
    const box = boxes[i] ?? stage.body;
    const side = Math.min(box.width, box.height - WORDS);
    const [top, gap] = [box.y + Math.max(0, (box.height - WORDS - side) / 2), (box.width - side) / 2];
    const tile: Rect = { x: box.x + gap, y: top, width: side, height: side };
    const own = rung.units === width;
    const shown = own ? 1 : easeOut(clamp(progress(part.rungs, m.frame) * (ladder.length + 2) - i, 0, 1));
    const network = own
      ? partlyHeld(trace, [])
      : networkOf(trace, [rung.units, ...trace.params.hidden.slice(1)], rung.learned);
    const rect = own ? mixRect(squareIn(places('map')), tile, shrunk) : tile;
    const lit = rung.units === least ? m.through(part.answer) : 0;
    return (
      <g>
        <Fade in={shown}>
          {networkMap(m, trace, rect, `rung-${i}`, network, { cuts: 0, rings: 1 })}
          {lit > 0 && <Box rect={rect} stroke={stage.theme.focus} width={8} opacity={lit} />}
        </Fade>
        <Fade in={own ? shrunk : shown}>
          {rungWords(m, part, trace, rung, { ...tile, x: box.x, width: box.width })}
        </Fade>
      </g>
    );
  });
}

/** What is said below the map of a width. */
function rungWords(
  m: Moment,
  part: BoundaryPart<'ladder'>,
  trace: BoundaryTrace,
  rung: Rung,
  { x, y, width, height }: Rect,
): ReactElement {
  const { theme } = m.stage;
  const { outcomes, units } = rung;
  const [middle, base] = [x + width / 2, y + height];
  const won = successes(trace, rung);
  const apart = Math.min(2 * DOT + 8, width / outcomes.length);
  const [least = 0, most = 0] = extent(outcomes, ({ errors }) => errors);
  const ringed = isRinged(trace);
  const round = roundnessAt(rung);
  const line = (said: string, row: number, shown: number, bold = false) =>
    m.text(said, [middle, base + row], {
      size: bold ? SIZE.medium : SIZE.small,
      bold,
      anchor: 'middle',
      width,
      opacity: shown,
      fill: bold ? 'text' : 'quiet',
    });
  return (
    <g>
      {line(m.word(say('cuts', { n: units })), 42, 1, true)}
      {each(outcomes, (_, k) => {
        const at = [middle + apart * (k - (outcomes.length - 1) / 2), base + 68] as const;
        const r = Math.min(DOT, apart / 2 - 1);
        return k < won ? (
          <Dot at={at} r={r} fill={theme.text} />
        ) : (
          <Dot at={at} r={r - 1} stroke={theme.quiet} width={2} />
        );
      })}
      {line(m.word(say('succeeded', { ringed, n: won, all: outcomes.length })), 118, m.through(part.told))}
      {line(
        m.word(
          ringed
            ? say('roundOf', { n: round })
            : least === most
              ? say('wrongAll', { n: least })
              : say('wrongOf', { least, most }),
        ),
        160,
        m.through(part.round),
      )}
    </g>
  );
}
