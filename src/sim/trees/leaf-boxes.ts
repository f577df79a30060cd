import type { Tree } from './tree.ts';

/** The part of a plane that goes to one node of a tree. */
export interface LeafBox {
  /** Index of the node. */
  readonly node: number;
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/**
 * The boxes into which a tree of two features cuts a square, from those of low values to those of high ones.
 *
 * @param reach the square goes from −reach to reach
 * @param isCut whether a node's split counts; what is below one that does not is left out @default all
 */
export function leafBoxes(
  { nodes }: Tree,
  reach: number,
  isCut: (node: number) => boolean = () => true,
): readonly LeafBox[] {
  const below = (box: LeafBox): readonly LeafBox[] => {
    const split = nodes[box.node]?.split;
    if (split === undefined || !isCut(box.node)) return [box];
    const { low, high } = split;
    const side = split.feature === 0 ? 'x' : 'y';
    const [from, to] = box[side];
    const cut = Math.min(Math.max(split.threshold, from), to);
    return [
      ...below({ ...box, node: low, [side]: [from, cut] }),
      ...below({ ...box, node: high, [side]: [cut, to] }),
    ];
  };
  return below({ node: 0, x: [-reach, reach], y: [-reach, reach] });
}
