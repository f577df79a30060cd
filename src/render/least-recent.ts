/** Remembers what `make` returned for the last `limit` different keys, and `drop`s what it forgets. */
export interface LeastRecent<Value> {
  readonly get: (key: string) => Value;
  readonly clear: () => void;
}

/** A cache that forgets the least recently used value first, as native objects must be freed by hand. */
export function leastRecent<Value>(
  limit: number,
  make: (key: string) => Value,
  drop: (value: Value) => void,
): LeastRecent<Value> {
  const values = new Map<string, Value>();
  return {
    get: (key) => {
      let value = values.get(key);
      // A Map keeps the order of insertion: put back at the end, the first is the least recent.
      if (value !== undefined) values.delete(key);
      else value = make(key);
      values.set(key, value);
      if (values.size > limit) {
        for (const [oldest, old] of values) {
          values.delete(oldest);
          drop(old);
          break;
        }
      }
      return value;
    },
    clear: () => {
      for (const value of values.values()) drop(value);
      values.clear();
    },
  };
}
