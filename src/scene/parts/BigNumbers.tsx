import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { cells } from '../arrange.ts';
import { px } from '../px.ts';
import type { Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Box } from './shapes.tsx';
import { inked, shortened, text, textWidth } from './Text.tsx';

/** A number with its name above and a note below it. */
export interface BigNumber {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly fill: Role | Colour;
}

/** Lower places have no room for a number. */
const LEAST = 120;
const LARGEST = 112;
const GAP = 28;
/** How far a number rises as it comes, and how much later each is than the one before. */
const RISE = 24;
const LATER = 0.25;
const BAR = 6;
const INDENT = 30;
const LINE = 42;
const SMALL = { size: SIZE.small, fill: 'quiet' } as const;

/**
 * The numbers that a film ends on, as large as their place allows, one after the other.
 *
 * @param props.perRow how many stand side by side
 * @param props.shown 0 for none of them, 1 for all
 */
export function BigNumbers(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly numbers: readonly BigNumber[];
  readonly perRow: number;
  readonly shown: number;
}): ReactElement | null {
  const { stage, rect, numbers, perRow, shown } = props;
  if (numbers.length === 0 || shown <= 0 || rect.height < LEAST) return null;
  const places = cells(rect, numbers.length, perRow, GAP);
  const { width = 0, height = 0 } = places[0] ?? {};
  const room = width - INDENT;
  const inLine = ({ label, note }: BigNumber): string => (note === '' ? label : `${label} · ${note}`);
  // Name and note share a line where all of them fit.
  const shared = numbers.every((one) => textWidth(stage, inLine(one), SMALL) <= room);
  const size = Math.min(LARGEST, (height - (shared ? LINE : 2 * LINE + 14)) * 0.86);
  const block = size * 0.78 + (shared ? LINE : 2 * LINE + 14);
  return each(numbers, (one, i) => {
    const { x, y } = places[i] ?? rect;
    const own = clamp(shown * (1 + LATER * (numbers.length - 1)) - LATER * i, 0, 1);
    const top = y + Math.max(0, (height - block) / 2);
    const left = x + INDENT;
    const name = shortened(stage, shared ? inLine(one) : one.label, room, SMALL);
    return (
      <Fade in={own}>
        <g transform={`translate(0 ${px(RISE * (1 - own))})`}>
          <Box rect={{ x, y: top, width: BAR, height: block }} fill={inked(stage, one.fill)} rx={BAR / 2} />
          {text(stage, name, [left, top + 24], SMALL)}
          {text(stage, one.value, [left, top + LINE + size * 0.78], {
            size,
            bold: true,
            fill: one.fill,
            width: room,
          })}
          {!shared && text(stage, shortened(stage, one.note, room, SMALL), [left, top + block], SMALL)}
        </g>
      </Fade>
    );
  });
}
