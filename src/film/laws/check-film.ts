import { loadCanvasKit } from '../../render/paint/canvaskit.ts';
import { nodeTypefaces } from '../../render/paint/fonts.ts';
import { createPainter } from '../../render/paint/painter.ts';
import type { Painter } from '../../render/paint/picture.ts';
import { createStage, FORMAT_NAMES, FORMATS, type Format, type Stage } from '../../scene/stage.ts';
import { THEME_NAMES } from '../../scene/theme.ts';
import { InputError } from '../../sim/data/idx.ts';
import type { Trace } from '../../sim/trace.ts';
import { DEFAULT_LOOK, type Language, type ThemeName } from '../../story/look.ts';
import { UsageError } from '../errors.ts';
import type { Film } from '../film.ts';
import { withInputs } from '../inputs.ts';
import { oneLine } from '../one-line.ts';
import { sourcesText } from '../own/where.ts';
import { type Finding, mergeFindings, placed, type Where } from './finding.ts';
import { Abandoned, Broken, guardedFilm } from './guard.ts';
import { askFrames, FILM_LAWS, MOTION_LAWS } from './laws.ts';
import { probeFrames, type Subject, settledFrames, subjectOf } from './subject.ts';
import { tastes } from './tastes.ts';
import { type Variant, variantsOf } from './variants.ts';
import { missingWords, unusedKeys } from './words-files.ts';

/** What of a film is asked: params, formats, themes, languages, and how many variants. */
export interface CheckOptions {
  /** Complete params to ask the laws of; else the defaults, then variants made from the params' ranges. */
  readonly params?: unknown;
  readonly seed?: string;
  readonly formats?: readonly Format[];
  readonly themes?: readonly ThemeName[];
  /** All of the film's, if omitted. */
  readonly languages?: readonly Language[];
  /** At most how many variants; 24 if omitted. */
  readonly variants?: number;
  /** No more variants are begun when they have taken so many seconds of this process; 8 if omitted. */
  readonly seconds?: number;
  /** All of the film's modules as one text, to find words that are never said; of a film by its path they are known. */
  readonly sources?: string;
}

/** What a check reports while it goes on. */
export interface CheckHooks {
  /** @param what is being asked: `defaults`, or what a variant changes */
  readonly onProgress?: (done: number, total: number, what: string) => void;
}

/** What became of asking a film's laws. */
export interface FilmCheck {
  readonly film: string;
  /** Whether it obeys every law; warnings do not count. */
  readonly ok: boolean;
  readonly asked: {
    readonly formats: readonly Format[];
    readonly themes: readonly ThemeName[];
    readonly languages: readonly Language[];
    /** How many were asked, how many there are, and those that would have taken too long. */
    readonly variants: { readonly asked: number; readonly of: number; readonly tooLong: readonly string[] };
    readonly frames: number;
  };
  /** Each once, with all the frames, formats, themes, languages and params that it stands in. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly seconds: number;
}

/** Pixels a scene unit: to measure contrast, and to see flashes. */
const [SMALL, SMALLEST] = [0.25, 1 / 120];
/** Of the time for variants, what one simulation may take. */
const SHARE_OF_ONE = 0.25;

const LOOK_AT = 'see that trace, story and picture are what the contract of a film says';

/** Seconds that this process has worked: on a busy machine as many as on a quiet one. */
const worked = (): number => process.cpuUsage().user / 1e6;

/** Reports a simulation that will take too long by throwing. */
function within(limit: number): (done: number, total: number) => void {
  const begun = worked();
  return (done, total) => {
    const spent = worked() - begun;
    if (spent > limit || (done > 0 && spent > limit / 10 && (spent * total) / done > limit))
      throw new Abandoned();
  };
}

/**
 * Asks every law of a film: of its defaults in every format, theme and language, then of variants made from the ranges
 * of its params. Whatever the film does, throwing included, becomes a finding.
 *
 * @throws UsageError if a file named in the params cannot be read
 */
export async function checkFilm(
  film: Film,
  {
    params: given,
    seed = '1',
    formats = FORMAT_NAMES,
    themes = THEME_NAMES,
    languages = film.words.languages,
    variants: most = 24,
    seconds: budget = 8,
    sources = film.origin && sourcesText(film.origin.module),
  }: CheckOptions = {},
  { onProgress = () => {} }: CheckHooks = {},
): Promise<FilmCheck> {
  const begun = performance.now();
  const ck = await loadCanvasKit();
  const painters = new Map<string, Painter>();
  const painterOf = (format: Format, scale: number): Painter => {
    const key = `${format} ${scale}`;
    const painter = painters.get(key) ?? createPainter(ck, { ...FORMATS[format], scale });
    painters.set(key, painter);
    return painter;
  };
  const stageOf = (format: Format, theme: ThemeName, language: Language): Stage =>
    createStage(format, { ...DEFAULT_LOOK, theme, language }, nodeTypefaces());
  const [format = 'landscape', theme = 'dark', language = 'en'] = [
    formats[0],
    themes[0],
    languages[0],
  ] as const;

  const findings: Finding[] = [];
  const warnings: Finding[] = [];
  let frames = 0;

  /** What it finds; what the film does instead of answering is a finding too. */
  const asking = <Value>(where: Where, work: () => Value): Value | undefined => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Abandoned || error instanceof UsageError || error instanceof InputError)
        throw error;
      if (error instanceof Broken) findings.push(...placed([error.finding], where));
      // What has been found before explains it.
      else if (findings.length === 0)
        findings.push(
          ...placed([{ law: 'contract', what: `cannot be asked: ${oneLine(error)}`, todo: LOOK_AT }], where),
        );
      return undefined;
    }
  };

  const ask = (
    params: unknown,
    where: Where,
    { plain, limit }: { readonly plain: boolean; readonly limit: number },
  ): void => {
    const impure = (finding: Finding) => findings.push(...placed([finding], where));
    const guarded = guardedFilm(film, impure);
    const { inputs } = asking(where, () => withInputs({ film: guarded, params, seed })) ?? {};
    const simulate = (of: string): Trace => guarded.simulate(params, of, inputs, within(limit));
    const told = (): Subject => ({ ...subjectOf(guarded, params, simulate(seed)), inputs });
    const subject = asking(where, told);
    if (subject === undefined) return;
    const stage = stageOf(format, theme, language);
    const question = { subject, stage, languages, reseeded: () => simulate(`${seed}, another`) };
    for (const law of FILM_LAWS) {
      const found = asking(where, () => law.ask(question));
      findings.push(...placed(found ?? [], where));
    }
    const look = (on: Stage, at: readonly number[], painter?: Painter): void => {
      frames += at.length;
      const found = asking(where, () => askFrames(subject, on, at, painter)) ?? [];
      for (const finding of found) {
        const { themes: inThemes, languages: inLanguages, ...place } = finding.where ?? {};
        // What is drawn wrong in the first theme is not asked of as many frames in the others.
        const exact = plain && (finding.law === 5 || on.theme.name !== theme);
        const more = {
          ...(exact && inThemes ? { themes: inThemes } : {}),
          ...(plain && inLanguages ? { languages: inLanguages } : {}),
        };
        findings.push({ ...finding, where: { ...where, ...place, ...more } });
      }
    };
    const probes = probeFrames(subject.story, plain ? 1 : 2);
    const settled = settledFrames(subject.story);
    for (const each of formats) {
      // Places do not depend on the theme, colours not on the language.
      for (const spoken of plain ? languages : [language])
        look(stageOf(each, theme, spoken), probes, spoken === language ? painterOf(each, SMALL) : undefined);
      for (const coloured of plain ? themes.slice(1) : [])
        look(stageOf(each, coloured, language), settled, painterOf(each, SMALL));
    }
    if (!plain) return;
    const painters = { small: painterOf(format, SMALL), smallest: painterOf(format, SMALLEST) };
    frames += subject.story.frames;
    const stages = [stage, ...themes.slice(1).map((each) => stageOf(format, each, language))] as const;
    for (const law of MOTION_LAWS)
      findings.push(...placed(asking(where, () => law.ask({ subject, stages, painters })) ?? [], where));
    warnings.push(...(asking(where, () => tastes(subject)) ?? []));
  };

  const made = given === undefined ? variantsOf(film, most) : { variants: [], of: 0 };
  const total = made.variants.length + 1;
  const usual = film.params.parse({});
  const [tooLong, asked]: [string[], Variant[]] = [[], []];
  try {
    onProgress(0, total, 'defaults');
    ask(given ?? usual, { props: [{}] }, { plain: true, limit: Number.POSITIVE_INFINITY });
    const first = worked();
    for (const variant of made.variants) {
      onProgress(asked.length + tooLong.length + 1, total, variant.name);
      if (worked() - first > budget) break;
      try {
        ask(variant.params, { props: [variant.props] }, { plain: false, limit: budget * SHARE_OF_ONE });
        asked.push(variant);
      } catch (error) {
        if (!(error instanceof Abandoned)) throw error;
        tooLong.push(variant.name);
      }
    }
  } finally {
    for (const painter of painters.values()) painter.dispose();
  }
  warnings.push(...languages.flatMap((each) => missingWords(film.words, each)));
  if (sources !== undefined) warnings.push(...unusedKeys(film.words, sources));
  return {
    film: film.id,
    ok: findings.length === 0,
    asked: { formats, themes, languages, variants: { asked: asked.length, of: made.of, tooLong }, frames },
    findings: mergeFindings(findings),
    warnings: mergeFindings(warnings),
    seconds: Math.round((performance.now() - begun) / 100) / 10,
  };
}
