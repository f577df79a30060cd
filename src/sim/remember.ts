/**
 * Memoizes a pure function of an object for as long as the object lives: a cache, not state. Results are the same with
 * and without it.
 */
export function remember<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let found = made.get(key);
    if (found === undefined) {
      found = { value: make(key) };
      made.set(key, found);
    }
    return found.value;
  };
}

/** Number of most recent results kept per object. */
const KEPT = 12;

/**
 * Memoizes a pure function of an object and something else: a path for an area, a picture for a size.
 *
 * @param nameOf identifies the something else
 */
export function rememberFor<Key extends object, For, Value>(
  make: (key: Key, made: For) => Value,
  nameOf: (made: For) => string,
): (key: Key, made: For) => Value {
  const all = remember((_: Key) => new Map<string, Value>());
  return (key, made) => {
    const known = all(key);
    const name = nameOf(made);
    const found = known.get(name);
    if (found !== undefined) return found;
    if (known.size >= KEPT) known.clear();
    const value = make(key, made);
    known.set(name, value);
    return value;
  };
}
