import type { ReactElement } from 'react';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Cross, Line } from '../../src/scene/parts/shapes.tsx';
import { sizeOf, type TextStyle, textWidth } from '../../src/scene/parts/Text.tsx';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import { type BoardRow, type BoardUpdate, boardAt } from '../../src/story/board.ts';
import type { RaceRun } from './simulation.ts';
import { excessAt, isOut, placeOf, printedLoss } from './standings.ts';
import type { RaceMoment, View } from './view.ts';

const HEADING = 44;
const ROW = 43;
/** Columns: place, marker, name, and the value if there is space. */
const PLACE = 56;
const MARK = 32;
const GAP = 14;
const VALUE = 150;
const WITH_VALUES = 520;

export const rankingHeight = (runs: readonly RaceRun[]): number => HEADING + runs.length * ROW;

const rowMiddle = (rect: Rect, place: number): number => rect.y + HEADING + (place + 0.5) * ROW;
const SMALL = { size: SIZE.small, fill: 'quiet' } as const;

/** How the names of a field fit into a rectangle: one size for all, and the space available. */
interface Lettering {
  readonly size: number;
  readonly room: number;
}

const nameWidth = (stage: Stage, { label }: RaceRun, size: number): number =>
  textWidth(stage, label, { size, bold: true });

function letteringOf(stage: Stage, rect: Rect, runs: readonly RaceRun[]): Lettering {
  const room = rect.width - PLACE - (rect.width >= WITH_VALUES ? VALUE : 0);
  const fits = runs.every((run) => MARK + nameWidth(stage, run, SIZE.medium) <= room);
  return { size: fits ? SIZE.medium : SIZE.small, room };
}

/** A run's marker and name in its row. @param words opacity of the name */
function row(
  m: RaceMoment,
  rect: Rect,
  run: RaceRun,
  { size, room }: Lettering,
  { at, words }: Pick<BoardRow, 'at' | 'words'>,
): ReactElement {
  const [x, y] = [rect.x + PLACE, rowMiddle(rect, at)];
  return (
    <g>
      <Marker run={run.lane} at={[x + 12, y]} r={11} fill={runColour(m.stage.theme, run.lane)} />
      <Fade in={words}>{runName(m, run, [x + MARK, y + size * 0.36], { size, width: room - MARK })}</Fade>
    </g>
  );
}

const heading = (m: RaceMoment, { x, y, width }: Rect, left: string, right: string): ReactElement => (
  <g>
    {m.text(left, [x, y + 28], SMALL)}
    {m.text(right, [x + width, y + 28], { ...SMALL, anchor: 'end' })}
    <Line from={[x, y + 40]} to={[x + width, y + 40]} stroke={m.stage.theme.line} width={1.5} />
  </g>
);

/** A run's learning rate, with its momentum if that is a number of its own. */
function rateWords(m: RaceMoment, { optimizer }: RaceRun): string {
  const { learningRate: rate, momentum = 0 } = optimizer;
  return momentum > 0 ? m.say('rateMomentum', { rate, momentum }) : m.say('rate', { rate });
}

/**
 * The field before the race: who takes part, and with which learning rate if there is space.
 *
 * @param rates opacity of the rates
 */
export function lineUp(
  m: RaceMoment,
  rect: Rect,
  runs: readonly RaceRun[],
  shown: number,
  rates: number,
): ReactElement {
  const lettering = letteringOf(m.stage, rect, runs);
  const fits = runs.every((run) => {
    const name = nameWidth(m.stage, run, lettering.size);
    return MARK + name + 2 * GAP + textWidth(m.stage, rateWords(m, run), SMALL) <= rect.width - PLACE;
  });
  const rate = (run: RaceRun, i: number) =>
    m.text(rateWords(m, run), [rect.x + rect.width, rowMiddle(rect, i) + 10], { ...SMALL, anchor: 'end' });
  return (
    <Fade in={shown}>
      {heading(m, rect, m.say('field'), fits ? m.say('fieldRates') : '')}
      {each(runs, (run, i) => (
        <g>
          {row(m, rect, run, lettering, { at: i, words: 1 })}
          {fits && <Fade in={rates}>{rate(run, i)}</Fade>}
        </g>
      ))}
    </Fade>
  );
}

/**
 * The ranking after a certain step: places, and losses if there is space. What is on its way to another row has
 * neither until it is there.
 *
 * @param back how much the runs not in focus are toned down, 0 to 1
 */
export function ranking(
  m: RaceMoment,
  board: readonly BoardUpdate[],
  { runs, surface }: Pick<View, 'runs' | 'surface'>,
  rect: Rect,
  { focus = -1, back = 0 } = {},
): ReactElement {
  const { state, order, rows } = boardAt(board, m.frame);
  const lettering = letteringOf(m.stage, rect, runs);
  const withValues = rect.width >= WITH_VALUES;
  const right = rect.x + rect.width;
  const value = withValues ? m.say(surface.leastLoss === 0 ? 'loss' : 'excess') : '';
  return (
    <g>
      {heading(m, rect, m.say('ranking', { step: state }), value)}
      {each(order, (index, slot) => {
        const [run, at] = [runs[index], rows[index]];
        if (run === undefined || at === undefined) return null;
        const out = isOut(run, state);
        const colour = runColour(m.stage.theme, run.lane);
        const y = rowMiddle(rect, slot);
        const place = { fill: 'quiet', anchor: 'end' } as const;
        const loss = { size: SIZE.small, bold: true, anchor: 'end', fill: out ? colour : 'text' } as const;
        return (
          <g>
            {at.arrived &&
              !out &&
              m.text(placeWords(m, runs, run, state), [rect.x + PLACE - 12, y + 11], place)}
            <Fade in={index === focus ? 1 : 1 - 0.3 * back}>{row(m, rect, run, lettering, at)}</Fade>
            {at.arrived && withValues && m.text(lossWords(m, run, state), [right, y + 10], loss)}
            {at.arrived && !withValues && out && <Cross at={[right - 14, y]} r={9} stroke={colour} />}
          </g>
        );
      })}
    </g>
  );
}

/** A run's place after k steps, marked where it is shared. */
export function placeWords(m: RaceMoment, runs: readonly RaceRun[], run: RaceRun, step: number): string {
  const { place, sharing } = placeOf(runs, run, step);
  return sharing > 1 ? m.say('equalPlace', { place }) : String(place);
}

/** A run's loss after k steps, or that it is out. */
export const lossWords = (m: RaceMoment, run: RaceRun, step: number): string =>
  isOut(run, step) ? m.say('out') : printedLoss(excessAt(run, step)).words;

/**
 * A run's name fitted into a width: its label, smaller if necessary; if that would be too small, just the optimizer's
 * name – marker and colour identify the rest.
 */
export function runName(
  m: RaceMoment,
  { label, lane, optimizer: { kind } }: RaceRun,
  at: Place,
  style: TextStyle & { readonly width: number },
): ReactElement | null {
  const bold = { ...style, bold: true };
  const words = sizeOf(m.stage, label, bold) >= SIZE.smallest ? label : titleOf(kind);
  const size = Math.max(SIZE.smallest, sizeOf(m.stage, words, bold));
  const { anchor = 'start' } = style;
  return m.text(words, at, { fill: runColour(m.stage.theme, lane), anchor, bold: true, size });
}
