import { LIBRARIES, type Library, type Semantics } from './framework.ts';

/** The value of a setting: `null` if a library has no default for it, `undefined` if it may be left out. */
type Default = string | number | boolean | readonly number[] | null | undefined;

/** What one library has under a name: its settings with their defaults, in order. */
export type Settings = Readonly<Record<string, Default>>;

/** What the libraries have under a name. A library that is missing has no such thing. */
export interface Offer<Where extends Library = Semantics> {
  /** The name as its authors write it: `RMSprop`. */
  readonly title: string;
  readonly in: Readonly<Partial<Record<Where, Settings>>>;
  /** The settings filled in where no library is named, if those are not all: older params stay as they are. */
  readonly plain?: readonly string[];
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** The libraries that have what is offered. */
export const offering = <Where extends Library>(offer: Offer<Where>): readonly Where[] =>
  (Object.keys(LIBRARIES) as Where[]).filter((library) => offer.in[library] !== undefined);

/**
 * The settings with a library's defaults filled in, in the library's order.
 *
 * @param semantics PyTorch if not said
 * @returns the settings, or a refusal of one line that says what there is instead
 */
export function settled<Where extends Library>(
  offer: Offer<Where>,
  given: Readonly<Record<string, unknown>>,
  semantics: Where | undefined,
): Readonly<Record<string, unknown>> | string {
  const library: Library = semantics ?? 'pytorch';
  const { name } = LIBRARIES[library];
  const settings = (offer.in as Partial<Record<Library, Settings>>)[library];
  if (settings === undefined) {
    const others = offering(offer);
    const which = listed(others.map((other) => LIBRARIES[other].name));
    return `${name} has no ${offer.title}, ${which} ${others.length === 1 ? 'has' : 'have'}: say "semantics": ${others.map((other) => `"${other}"`).join(' or ')}`;
  }
  const own = Object.keys(settings);
  const foreign = Object.keys(given).filter((key) => given[key] !== undefined && !own.includes(key));
  if (foreign.length > 0) {
    const has = own.length === 0 ? 'it has no settings' : `it has ${listed(own)}`;
    return `${name}'s ${offer.title} has no ${listed(foreign)}; ${has}`;
  }
  const missing = own.filter((key) => settings[key] === null && given[key] === undefined);
  if (missing.length > 0)
    return `${name}'s ${offer.title} has no default for ${listed(missing)}: say what it is`;
  const plain = semantics === undefined ? offer.plain : undefined;
  return Object.fromEntries(
    own
      .filter((key) => plain === undefined || plain.includes(key) || given[key] !== undefined)
      .map((key) => [key, given[key] ?? settings[key]])
      .filter(([, value]) => value !== undefined),
  );
}
