/** Things to say of several series, each once with the names of all that it is true of. */
export interface Sayings {
  /** @param name of the series, if it is one alone */
  add(what: string, name?: string): void;
  lines(): readonly string[];
}

const NAMED = 4;

/** Nothing to say so far. */
export function sayings(): Sayings {
  const said = new Map<string, string[]>();
  return {
    add(what, name) {
      said.set(what, [...(said.get(what) ?? []), ...(name === undefined ? [] : [name])]);
    },
    lines: () =>
      [...said].map(([what, names]) =>
        names.length === 0
          ? what
          : `${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ', …' : ''}: ${what}`,
      ),
  };
}
