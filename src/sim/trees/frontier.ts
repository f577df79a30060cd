/**
 * The most promising of several things first, those of equal promise in the order of a binary heap as C++ keeps it: which of two
 * equal leaves is split next decides how the nodes of a tree are numbered.
 *
 * @param promise of a thing; the largest comes out first
 */
export function frontierBy<Thing>(promise: (thing: Thing) => number): {
  push(thing: Thing): void;
  pop(): Thing | undefined;
} {
  const heap: Thing[] = [];
  const worth = (i: number): number => {
    const thing = heap[i];
    return thing === undefined ? Number.NEGATIVE_INFINITY : promise(thing);
  };
  const rise = (thing: Thing, from: number): void => {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !(promise(above) < promise(thing))) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = thing;
  };
  return {
    push(thing) {
      heap.push(thing);
      rise(thing, heap.length - 1);
    },
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return top;
      // The hole sinks to a leaf, always to the better child, and what stood last rises from there.
      let hole = 0;
      for (let child = 2; child <= heap.length; child = 2 * hole + 2) {
        const better = child === heap.length || worth(child) < worth(child - 1) ? child - 1 : child;
        const up = heap[better];
        if (up === undefined) break;
        heap[hole] = up;
        hole = better;
      }
      rise(last, hole);
      return top;
    },
  };
}
