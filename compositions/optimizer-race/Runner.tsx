import type { ReactElement } from 'react';
import type { Moment } from '../../src/scene/moment.ts';
import { Marker } from '../../src/scene/parts/Marker.tsx';
import { Cross } from '../../src/scene/parts/shapes.tsx';
import { sizeOf, type TextStyle } from '../../src/scene/parts/Text.tsx';
import type { Place } from '../../src/scene/rect.ts';
import { SIZE } from '../../src/scene/stage.ts';
import { runColour } from '../../src/scene/theme.ts';
import { titleOf } from '../../src/sim/optimizers/offers.ts';
import type { RaceRun } from './simulation.ts';

/** A run's marker; hollow if the run is off the map, crossed out if it is out of the race. */
export function runner(
  { stage: { theme } }: Moment,
  { lane }: RaceRun,
  at: Place,
  r: number,
  { hollow = false, out = false },
): ReactElement {
  const colour = runColour(theme, lane);
  const [fill, stroke] = hollow || out ? [theme.background, colour] : [colour, theme.background];
  return (
    <g>
      <Marker run={lane} at={at} r={r} fill={fill} stroke={stroke} width={3} />
      {out && <Cross at={at} r={0.62 * r} stroke={colour} />}
    </g>
  );
}

/**
 * A run's name fitted into a width: its label, smaller if necessary; if that would be too small, just the optimizer's
 * name – marker and colour identify the rest.
 */
export function runName(
  m: Moment,
  { label, lane, optimizer: { kind } }: RaceRun,
  at: Place,
  style: TextStyle & { readonly width: number },
): ReactElement | null {
  const bold = { ...style, bold: true };
  const words = sizeOf(m.stage, label, bold) >= SIZE.smallest ? label : titleOf(kind);
  const size = Math.max(SIZE.smallest, sizeOf(m.stage, words, bold));
  return m.text(words, at, {
    fill: runColour(m.stage.theme, lane),
    anchor: style.anchor ?? 'start',
    bold: true,
    size,
  });
}
