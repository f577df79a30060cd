/** A list of numbers that grows, kept as doubles: an array of JavaScript takes several times the memory. */
export interface Grown {
  add(value: number): void;
  readonly length: number;
  last(): number | undefined;
  done(): Float64Array;
}

/** An empty list. */
export function grown(): Grown {
  let kept = new Float64Array(16);
  let length = 0;
  return {
    add(value) {
      if (length === kept.length) {
        const more = new Float64Array(length * 2);
        more.set(kept);
        kept = more;
      }
      kept[length++] = value;
    },
    get length() {
      return length;
    },
    last: () => (length === 0 ? undefined : kept[length - 1]),
    done: () => kept.subarray(0, length),
  };
}
