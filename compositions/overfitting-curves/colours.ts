import { runColour, type Theme } from '../../src/scene/theme.ts';
import { lerp } from '../../src/sim/maths.ts';

/** The training loss, everywhere. */
export const trainColour = (theme: Theme): string => runColour(theme, 5);
/** The validation loss, everywhere. */
export const validationColour = (theme: Theme): string => runColour(theme, 0);
/** Points of a class and where the network expects it. */
export const classInk = (theme: Theme, label: 0 | 1): string => runColour(theme, label === 1 ? 2 : 1);

const channel = (colour: string, i: number): number =>
  Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);

/** A colour between two of the form `#rrggbb`. */
export const mixed = (from: string, to: string, t: number): string =>
  `#${[0, 1, 2]
    .map((i) =>
      Math.round(lerp(channel(from, i), channel(to, i), t))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** How strongly a place is tinted where the network leans to a class, and where it is sure. */
const [LEANS, SURE] = [0.14, 0.34];

export const tint = (theme: Theme, label: 0 | 1, sure: boolean): string =>
  mixed(theme.panel, classInk(theme, label), sure ? SURE : LEANS);
