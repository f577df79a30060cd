/** The function of a film's contract that something is about. */
export type FilmFunction = 'params' | 'words' | 'inputs' | 'simulate' | 'tell' | 'Scene' | 'score';

/** Where a finding was made. */
export interface Where {
  readonly function?: FilmFunction;
  /** The element drawn, and its attribute: `svg > g > circle cx`. */
  readonly element?: string;
  /** The line of the sources, `Scene.tsx:12`, if it is known. */
  readonly source?: string;
  readonly formats?: readonly string[];
  readonly themes?: readonly string[];
  readonly languages?: readonly string[];
  /** The params, as `--props` takes them: all those that are not the defaults. */
  readonly props?: readonly Readonly<Record<string, unknown>>[];
}

/** A violation of a law. Matters of taste are only warnings: a film may have its reasons. */
export interface Finding {
  /** Number of the law; `contract` if a function throws or returns nonsense, `taste` if it is not a law. */
  readonly law: number | 'contract' | 'taste';
  /** The frame, if it concerns just one; else the first. */
  readonly frame?: number;
  /** How many other frames it stands in, and the last of them. */
  readonly more?: { readonly frames: number; readonly last: number };
  /** What is wrong. */
  readonly what: string;
  /** What to do about it. */
  readonly todo: string;
  readonly where?: Where;
}

/** What makes two findings one: numbers, which often change from frame to frame, do not count. */
const keyOf = ({ law, what, todo, where: { function: name, element, source } = {} }: Finding): string =>
  JSON.stringify([law, what.replace(/[−-]?\d+([.,]\d+)*/g, '#'), todo, name, element, source]);

const LISTS = ['formats', 'themes', 'languages', 'props'] as const;

function merged([first, ...others]: readonly [Finding, ...Finding[]]): Finding {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const frames = [...new Set(all.flatMap(({ frame }) => frame ?? []))].sort((a, b) => a - b);
  const where: Record<string, unknown> = { ...first.where };
  for (const list of LISTS) {
    // Without a list it stands in all of them.
    const everywhere = all.some((finding) => finding.where?.[list] === undefined);
    const values = everywhere
      ? []
      : all.flatMap((finding): readonly unknown[] => finding.where?.[list] ?? []);
    const texts = [...new Set(values.map((value) => JSON.stringify(value)))];
    delete where[list];
    if (texts.length > 0) where[list] = texts.map((text) => JSON.parse(text));
  }
  const [frame, last] = [frames[0], frames.at(-1)];
  return {
    law: first.law,
    ...(frame === undefined ? {} : { frame }),
    ...(last === undefined || frames.length < 2 ? {} : { more: { frames: frames.length - 1, last } }),
    what: first.what,
    todo: first.todo,
    ...(Object.keys(where).length === 0 ? {} : { where: where as Where }),
  };
}

/** A film that cannot be asked comes first, then the laws in their order. */
const rank = ({ law }: Finding): number => (typeof law === 'number' ? law : law === 'contract' ? 0 : 10);

/** One finding for each that stands in many frames, formats, themes, languages or params, with all of these. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(merged).sort((a, b) => rank(a) - rank(b));
}

/** The same findings, each with more about where. */
export const placed = (findings: readonly Finding[], where: Where): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, where: { ...where, ...finding.where } }));

const PROPS_SHOWN = 2;

/** Where a finding is, in a few words. @param asked what is not worth mentioning: all that was asked */
function placeOf({ frame, more, where = {} }: Finding, asked: Where): string {
  const some = (list: 'formats' | 'themes' | 'languages'): readonly string[] => {
    const values = where[list] ?? [];
    return values.length === 0 || values.length === asked[list]?.length ? [] : [values.join(' and ')];
  };
  const props = where.props ?? [];
  const defaultsToo = props.some((each) => Object.keys(each).length === 0);
  const others = props.filter((each) => Object.keys(each).length > 0);
  const shown = defaultsToo
    ? []
    : others.slice(0, PROPS_SHOWN).map((each) => `--props '${JSON.stringify(each)}'`);
  const unshown = others.length - shown.length;
  const inFrames = more === undefined ? '' : ` and ${more.frames} more up to ${more.last}`;
  return [
    ...(where.function === undefined ? [] : [where.function]),
    ...(where.source === undefined ? [] : [where.source]),
    ...(frame === undefined ? [] : [`frame ${frame}${inFrames}`]),
    ...(where.element === undefined ? [] : [where.element]),
    ...some('formats'),
    ...some('themes'),
    ...some('languages'),
    ...shown,
    ...(unshown === 0
      ? []
      : [
          `${defaultsToo ? 'defaults and ' : ''}${unshown} ${defaultsToo ? '' : 'more '}variant${unshown === 1 ? '' : 's'}`,
        ]),
  ].join(', ');
}

/** Findings in a line each: law, place, what is wrong, what to do; the same one in many places is one line. */
export const describeFindings = (findings: readonly Finding[], asked: Where = {}): readonly string[] =>
  mergeFindings(findings).map((finding) => {
    const { law, what, todo } = finding;
    const place = placeOf(finding, asked);
    return `${typeof law === 'number' ? `law ${law}` : law}${place === '' ? '' : `, ${place}`}: ${what} – ${todo}`;
  });
