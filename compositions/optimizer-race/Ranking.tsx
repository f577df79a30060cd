import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { each } from '../../src/scene/parts/each.tsx';
import { Fade } from '../../src/scene/parts/Fade.tsx';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Cross, Line } from '../../src/scene/parts/shapes.tsx';
import { textWidth } from '../../src/scene/parts/Text.tsx';
import type { Rect } from '../../src/scene/rect.ts';
import { SIZE, type Stage } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import type { Part } from '../../src/story/story.ts';
import { type BoardUpdate, boardAt, type Row } from './board.ts';
import type en from './en.json';
import { printedLoss } from './loss.ts';
import { runName } from './Runner.tsx';
import { isOut, type RaceRun } from './simulation.ts';
import { excessAt, placeOf } from './standings.ts';

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

/** How the names of a field fit into a rectangle: one size for all, their widths, and the space available. */
interface Lettering {
  readonly size: number;
  readonly widths: readonly number[];
  readonly room: number;
}

function letteringOf(stage: Stage, rect: Rect, runs: readonly RaceRun[]): Lettering {
  const room = rect.width - PLACE - (rect.width >= WITH_VALUES ? VALUE : 0);
  const widthsAt = (size: number): readonly number[] =>
    runs.map(({ label }) => textWidth(stage, label, { size, bold: true }));
  const widths = widthsAt(SIZE.medium);
  return MARK + Math.max(...widths) <= room
    ? { size: SIZE.medium, widths, room }
    : { size: SIZE.small, widths: widthsAt(SIZE.small), room };
}

/** A run's marker and name in its row. @param words opacity of the name */
function row(
  m: Moment,
  rect: Rect,
  run: RaceRun,
  { size, room }: Lettering,
  { at, words }: Pick<Row, 'at' | 'words'>,
): ReactElement {
  const [x, y] = [rect.x + PLACE, rowMiddle(rect, at)];
  return (
    <g>
      <Marker run={run.lane} at={[x + 12, y]} r={11} fill={runColour(m.stage.theme, run.lane)} />
      <Fade in={words}>{runName(m, run, [x + MARK, y + size * 0.36], { size, width: room - MARK })}</Fade>
    </g>
  );
}

const heading = (m: Moment, { x, y, width }: Rect, left: string, right: string): ReactElement => (
  <g>
    {m.text(left, [x, y + 28], SMALL)}
    {m.text(right, [x + width, y + 28], { ...SMALL, anchor: 'end' })}
    <Line from={[x, y + 40]} to={[x + width, y + 40]} stroke={m.stage.theme.line} width={1.5} />
  </g>
);

/** A run's learning rate, with its momentum if that is a number of its own. */
function rateWords(m: Moment<Part, keyof typeof en>, { optimizer }: RaceRun): string {
  const { learningRate: rate, momentum = 0 } = optimizer;
  return momentum > 0 ? m.say('rateMomentum', { rate, momentum }) : m.say('rate', { rate });
}

/**
 * The field before the race: who takes part, and with which learning rate if there is space.
 *
 * @param rates opacity of the rates
 */
export function lineUp(
  m: Moment<Part, keyof typeof en>,
  rect: Rect,
  runs: readonly RaceRun[],
  shown: number,
  rates: number,
): ReactElement {
  const lettering = letteringOf(m.stage, rect, runs);
  const fits = runs.every((run, i) => {
    const width = textWidth(m.stage, rateWords(m, run), SMALL);
    return MARK + (lettering.widths[i] ?? 0) + 2 * GAP + width <= rect.width - PLACE;
  });
  return (
    <Fade in={shown}>
      {heading(m, rect, m.say('field'), fits ? m.say('fieldRates') : '')}
      {each(runs, (run, i) => (
        <g>
          {row(m, rect, run, lettering, { at: i, words: 1 })}
          {fits && (
            <Fade in={rates}>
              {m.text(rateWords(m, run), [rect.x + rect.width, rowMiddle(rect, i) + 10], {
                ...SMALL,
                anchor: 'end',
              })}
            </Fade>
          )}
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
  m: Moment<Part, keyof typeof en>,
  board: readonly BoardUpdate[],
  { runs, leastLoss }: { readonly runs: readonly RaceRun[]; readonly leastLoss: number },
  rect: Rect,
  { focus = -1, back = 0 } = {},
): ReactElement {
  const { state, order, rows } = boardAt(board, m.frame);
  const lettering = letteringOf(m.stage, rect, runs);
  const withValues = rect.width >= WITH_VALUES;
  const right = rect.x + rect.width;
  const value = m.say(leastLoss === 0 ? 'loss' : 'excess');
  return (
    <g>
      {heading(m, rect, m.say('ranking', { step: state }), withValues ? value : '')}
      {each(order, (index, slot) => {
        const [run, at] = [runs[index], rows[index]];
        if (run === undefined || at === undefined) return null;
        const { place, sharing } = placeOf(runs, run, state);
        const out = isOut(run, state);
        const colour = runColour(m.stage.theme, run.lane);
        const y = rowMiddle(rect, slot);
        const words = out ? m.say('out') : printedLoss(excessAt(run, state)).words;
        const style = { size: SIZE.small, bold: true, anchor: 'end' } as const;
        return (
          <g>
            {at.arrived &&
              !out &&
              m.text(
                sharing > 1 ? m.say('equalPlace', { place }) : String(place),
                [rect.x + PLACE - 12, y + 11],
                {
                  fill: 'quiet',
                  anchor: 'end',
                },
              )}
            <Fade in={index === focus ? 1 : 1 - 0.3 * back}>{row(m, rect, run, lettering, at)}</Fade>
            {withValues &&
              at.arrived &&
              m.text(words, [right, y + 10], { ...style, fill: out ? colour : 'text' })}
            {!withValues && at.arrived && out && <Cross at={[right - 14, y]} r={9} stroke={colour} />}
          </g>
        );
      })}
    </g>
  );
}
