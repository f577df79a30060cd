import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { inset, type Place, type Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Box } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** A name, and the place that it belongs to. */
export interface PlacedName {
  readonly words: string;
  readonly at: Place;
  /** How clearly it stands, 0 to 1. */
  readonly strength: number;
  /** Of names that come too close to each other, the one of the highest rank stays. */
  readonly rank: number;
}

const HEIGHT = 46;
const PAD = 12;
/** Space between a place and its name. */
const BESIDE = 26;
/** Over so many units of distance a name that comes too close to another fades. */
const NEAR = 10;
const STYLE = { size: SIZE.small, bold: true } as const;

/** How far two rectangles are apart, in the direction in which they are further; below 0 if they overlap. */
const gap = (a: Rect, b: Rect): number =>
  Math.max(
    Math.max(a.x - b.x - b.width, b.x - a.x - a.width),
    Math.max(a.y - b.y - b.height, b.y - a.y - a.height),
  );

/** Where a name stands: beside its place, on the side that has room; how clearly, as it must not jump from side to side. */
function plateOf(
  stage: Stage,
  { words, at: [x, y] }: PlacedName,
  within: Rect,
): { plate: Rect; clear: number } {
  const width = textWidth(stage, words, STYLE) + 2 * PAD;
  const turn = within.x + within.width - width - BESIDE;
  const left = x > turn ? x - BESIDE - width : x + BESIDE;
  const top = clamp(y - HEIGHT / 2, within.y, within.y + within.height - HEIGHT);
  const beyond = Math.max(
    within.x - x,
    x - within.x - within.width,
    within.y - y,
    y - within.y - within.height,
    0,
  );
  return {
    plate: { x: left, y: top, width, height: HEIGHT },
    clear:
      clamp((left - within.x) / 10, 0, 1) *
      clamp(Math.abs(x - turn) / 14, 0, 1) *
      clamp(1 - beyond / 20, 0, 1),
  };
}

/**
 * Names beside moving things, each as long as it is clear of those of higher rank: a name that comes too close fades.
 *
 * @param props.within the names stay inside
 */
export function TrailNames(props: {
  readonly stage: Stage;
  readonly names: readonly PlacedName[];
  readonly within: Rect;
}): ReactElement {
  const { stage, names } = props;
  const within = inset(props.within, 6);
  const placed: { readonly plate: Rect; readonly shown: number; readonly words: string }[] = [];
  for (const name of names.toSorted((a, b) => b.rank - a.rank)) {
    const { plate, clear } = plateOf(stage, name, within);
    const free = placed.map((other) => (other.shown <= 0 ? 1 : clamp(gap(plate, other.plate) / NEAR, 0, 1)));
    placed.push({ plate, shown: name.strength * Math.min(clear, ...free), words: name.words });
  }
  return each(placed, ({ plate, shown, words }) =>
    shown <= 0 ? null : (
      <Fade in={shown}>
        <Box rect={plate} rx={10} fill={stage.theme.background} opacity={0.78} />
        {text(stage, words, [plate.x + PAD, plate.y + 33], STYLE)}
      </Fade>
    ),
  );
}
