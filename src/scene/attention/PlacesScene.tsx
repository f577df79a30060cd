import type { ReactElement } from 'react';
import { clamp, lerp } from '../../sim/maths.ts';
import { type AttentionFilmTrace, subjectsOf } from '../../story/attention/readings.ts';
import type { FrameRange } from '../../story/clock.ts';
import type { Moment } from '../moment.ts';
import { each } from '../parts/each.tsx';
import { Fade } from '../parts/Fade.tsx';
import { mixRect, type Rect } from '../rect.ts';
import { SIZE } from '../stage.ts';
import { lower, mainGrid, placesOf, tokens, trained } from './attention-layout.tsx';
import { HeatRow, shareColour } from './HeatRow.tsx';
import { ShareBars } from './ShareBars.tsx';
import { roleColour } from './TokenRow.tsx';
import { baselineIn, middleOf, rowCells } from './token-grid.ts';

/** The places of the tokens dealt out anew, and where the head looks then. */
export function placesScene(
  m: Moment,
  part: { readonly dealt: FrameRange },
  trace: AttentionFilmTrace,
): ReactElement {
  const { shuffled } = trace.facts;
  const grid = mainGrid(m, trace);
  const dealt = m.through(part.dealt);
  const last = trained(trace);
  const weights = last.map((weight, k) => lerp(weight, shuffled.weights[k] ?? 0, dealt));
  const { words: said, roles } = subjectsOf(trace);
  const height = Math.min(96, grid.below.height / 4);
  const [start, told, numbers] = [0, 1.6, 2.6].map((row) => rowCells(grid, 0, height, row * height));
  return (
    <g>
      {tokens(m, trace, grid, weights)}
      <Fade in={Math.min(m.enter(0, 0.4), m.leave(0.3))}>
        {each(said, (word, token) => {
          const [from, to] = [start?.[token], told?.[shuffled.places[token] ?? token]];
          // One after the other, so that none runs into another.
          const t = clamp(dealt * said.length - token, 0, 1);
          if (from === undefined || to === undefined) return null;
          const rect = mixRect(from, to, t);
          const fill = roleColour(m, token, roles);
          return m.text(word, [middleOf(rect)[0], baselineIn(rect)], {
            bold: true,
            anchor: 'middle',
            width: rect.width,
            fill: fill === m.stage.theme.quiet ? 'text' : fill,
          });
        })}
        {each(numbers ?? [], (cell, i) => (
          <HeatRow m={m} cells={[cell]} values={[0]} colour={shareColour} written={() => String(i + 1)} />
        ))}
        {numbers?.[0] &&
          m.text(m.say('place'), [grid.names, baselineIn(numbers[0])], {
            size: SIZE.small,
            anchor: 'end',
            fill: 'quiet',
            width: grid.names - m.stage.safe.x,
          })}
      </Fade>
      {besidePlaces(m, part, trace, placesOf(m)('side'))}
    </g>
  );
}

/** Right answers before and after the places were dealt out anew. */
function besidePlaces(
  m: Moment,
  part: { readonly dealt: FrameRange },
  trace: AttentionFilmTrace,
  rect: Rect,
): ReactElement {
  const { accuracy } = subjectsOf(trace);
  return (
    <Fade in={Math.min(m.enter(0.2, 0.5), m.leave(0.3))}>
      <ShareBars
        m={m}
        rect={lower(m, rect)}
        numbers={[
          { label: m.say('ordered'), share: accuracy.at(-1) ?? 0, shown: 1 },
          { label: m.say('dealt'), share: trace.facts.shuffled.accuracy, shown: m.through(part.dealt) },
        ]}
      />
    </Fade>
  );
}
