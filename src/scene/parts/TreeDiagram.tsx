import type { ReactElement } from 'react';
import { clamp } from '../../sim/maths.ts';
import { px } from '../px.ts';
import type { Place, Rect } from '../rect.ts';
import { SIZE, type Stage } from '../stage.ts';
import type { Colour, Role } from '../theme.ts';
import type { PlacedNode } from '../tree-layout.ts';
import { each } from './each.tsx';
import { Fade } from './Fade.tsx';
import { Box, Path } from './shapes.tsx';
import { text, textWidth } from './Text.tsx';

/** What is drawn of a node. */
export interface NodeLook {
  /** Parts of its bar from left to right: shares that add up to 1, and their colours. */
  readonly bar: readonly (readonly [share: number, fill: Colour])[];
  /** Below its bar, where there is room: its question, or what the leaf says. */
  readonly words: string;
  readonly fill?: Role | Colour;
  /** How much of it, and of the line to it, is there, 0 … 1. */
  readonly shown: number;
  readonly lit?: number;
}

/** Largest bar, the space between two, and what words below it need. */
const BAR = { width: 68, height: 24, least: 5 } as const;
const [APART, WORDS, LINE] = [8, 42, 3] as const;
/** Width from which on there is room for what the answers are called. */
const SIDES = 600;
/** How large words are in a diagram. */
const STYLE = { size: SIZE.small, bold: true, anchor: 'middle' } as const;

/** Where the bars of a tree's nodes are. @param levels of the whole diagram below the root */
export function nodePlaces(
  rect: Rect,
  layout: readonly PlacedNode[],
  levels = Math.max(1, ...layout.map(({ level }) => level)),
): ReadonlyMap<number, Place> {
  const last = rect.height - BAR.height - WORDS;
  return new Map(
    layout.map(({ node, x, level }) => [
      node,
      [rect.x + rect.width * x, rect.y + BAR.height / 2 + (last * level) / Math.max(1, levels)],
    ]),
  );
}

/**
 * A decision tree: a bar for each node, lines from parents to children, and below the bars what is asked or said there; words
 * that have no room are left out.
 *
 * @param props.places of the nodes, by index
 * @param props.words how much of the words is there, 0 … 1
 * @param props.sides what the answers are called that lead to the root's left and right child
 */
export function TreeDiagram(props: {
  readonly stage: Stage;
  readonly rect: Rect;
  readonly layout: readonly PlacedNode[];
  readonly places: ReadonlyMap<number, Place>;
  readonly look: (node: PlacedNode) => NodeLook;
  readonly words?: number;
  readonly sides?: readonly [left: string, right: string];
}): ReactElement {
  const { stage, rect, layout, places, look, words: worded = 1, sides } = props;
  const { theme } = stage;
  const placeOf = (node: number): Place => places.get(node) ?? [rect.x, rect.y];
  const leaves = layout.filter(({ isLeaf }) => isLeaf).length;
  const levels = Math.max(1, ...layout.map(({ level }) => level));
  const width = clamp(rect.width / leaves - APART, BAR.least, BAR.width);
  const gap = (rect.height - BAR.height - WORDS) / levels;
  const height = Math.min(BAR.height, Math.max(BAR.least, gap - 3 * LINE));
  const answered = sides !== undefined && gap >= BAR.height + WORDS && rect.width > SIDES ? sides : [];
  return (
    <g>
      {each(answered, (answer, i) => {
        const child = layout.filter(({ parent }) => parent === 0)[i];
        if (child === undefined) return null;
        const [x] = placeOf(child.node);
        const [, y] = placeOf(0);
        return (
          <Fade in={look(child).shown * worded}>
            {text(stage, answer, [x + (i === 0 ? 14 : -14), y + 36], {
              size: SIZE.small,
              fill: 'quiet',
              anchor: i === 0 ? 'start' : 'end',
            })}
          </Fade>
        );
      })}
      {each(layout, (own) => {
        if (own.parent === null) return null;
        const [[x, y], [px0, py0]] = [placeOf(own.node), placeOf(own.parent)];
        const { shown } = look(own);
        const d = `M${px(px0)} ${px(py0)}H${px(x)}V${px(y)}`;
        return (
          <Fade in={shown}>
            <Path d={d} stroke={theme.line} width={LINE} />
          </Fade>
        );
      })}
      {each(layout, (own) => {
        const { bar, words, fill = 'text', shown, lit = 0 } = look(own);
        const [x, y] = placeOf(own.node);
        // A question stands between the lines to the children.
        const [first = 0, second = 0] = layout.flatMap((one) => (one.parent === own.node ? [one.x] : []));
        const room = rect.width * (own.isLeaf ? own.span : second - first);
        const isRoomy =
          textWidth(stage, words, STYLE) + 10 <= room && (own.isLeaf || gap >= BAR.height + WORDS);
        let left = x - width / 2;
        return (
          <Fade in={shown}>
            {lit > 0 && (
              <Box
                rect={{ x: x - width / 2 - 6, y: y - height / 2 - 6, width: width + 12, height: height + 12 }}
                stroke={theme.focus}
                width={4}
                rx={6}
                opacity={lit}
              />
            )}
            {each(bar, ([share, colour]) => {
              const from = left;
              left += share * width;
              return share <= 0 ? null : (
                <Box rect={{ x: from, y: y - height / 2, width: share * width, height }} fill={colour} />
              );
            })}
            {isRoomy && worded > 0 && (
              <Fade in={worded}>{text(stage, words, [x, y + BAR.height / 2 + 34], { ...STYLE, fill })}</Fade>
            )}
          </Fade>
        );
      })}
    </g>
  );
}
