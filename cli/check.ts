import { UsageError } from '../src/film/errors.ts';
import { checkFilm, type FilmCheck } from '../src/film/laws/check-film.ts';
import { describeFindings, type Finding } from '../src/film/laws/finding.ts';
import { DRAWING_LAWS, FILM_LAWS, MOTION_LAWS, PICTURE_LAWS } from '../src/film/laws/laws.ts';
import { parseParams } from '../src/film/params.ts';
import { FORMAT_NAMES } from '../src/scene/stage.ts';
import { THEME_NAMES } from '../src/scene/theme.ts';
import { LANGUAGES } from '../src/story/look.ts';
import { namedFilm } from './named-film.ts';
import { numberOption, oneOf } from './options.ts';
import { createProgress } from './progress.ts';
import { readParams } from './props-option.ts';

interface CheckFlags {
  readonly props?: string;
  readonly seed: string;
  readonly format?: string;
  readonly theme?: string;
  readonly lang?: string;
  readonly quick?: boolean;
  readonly variants?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Reads `portrait,square`. @throws UsageError */
const someOf = <T extends string>(option: string, given: string | undefined, all: readonly T[]) =>
  given === undefined ? undefined : [...new Set(given.split(',').map((one) => oneOf(option, one, all)))];

const counted = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;

/** Every law that nothing was found against, in a line each. */
function kept(findings: readonly Finding[]): readonly string[] {
  const broken = new Set(findings.map(({ law }) => law));
  const laws = [...FILM_LAWS, ...DRAWING_LAWS, ...PICTURE_LAWS, ...MOTION_LAWS];
  return [...new Set(laws.map(({ law }) => law))]
    .filter((law) => !broken.has(law) && !broken.has('contract'))
    .sort()
    .map((law) => {
      const says = laws.filter((each) => each.law === law).map((each) => each.says);
      return `✓ law ${law}: ${says.join('; ')}`;
    });
}

/** The result as lines: what was found, what is worth a thought, what holds, and what was asked. */
function lines({ film, asked, findings, warnings, seconds }: FilmCheck): readonly string[] {
  const { variants } = asked;
  const found = describeFindings(findings, asked);
  const worth = describeFindings(warnings, asked);
  const late = variants.tooLong.length === 0 ? '' : `, ${variants.tooLong.length} too slow to simulate`;
  const scope = [
    asked.formats.join(', '),
    asked.themes.join(', '),
    asked.languages.join(', '),
    variants.of === 0
      ? 'one set of params'
      : `defaults and ${variants.asked} of ${counted(variants.of, 'variant')}${late}`,
    counted(asked.frames, 'frame'),
  ];
  return [
    `${film}  ${counted(found.length, 'finding')}, ${counted(worth.length, 'warning')}`,
    ...found.map((line) => `  ✗ ${line}`),
    ...worth.map((line) => `  ! ${line}`),
    ...kept(findings).map((line) => `  ${line}`),
    `  asked: ${scope.join(' · ')} · ${seconds.toFixed(1)} s`,
  ];
}

/** What `lossreel check` does: does a film obey the laws? @throws UsageError, and Error if one does not */
export async function check(names: readonly string[], flags: CheckFlags): Promise<void> {
  const { json = false, strict = false, quick = false } = flags;
  const films = await Promise.all([...new Set(names)].map((name) => namedFilm(name)));
  if (quick && flags.variants !== undefined)
    throw new UsageError('--quick and --variants are mutually exclusive');
  const most =
    flags.variants === undefined
      ? {}
      : {
          variants: numberOption('variants', flags.variants, { low: 0, high: 1000, whole: true }),
          seconds: Number.POSITIVE_INFINITY,
        };
  const [formats, themes, languages] = [
    someOf('format', flags.format, FORMAT_NAMES),
    someOf('theme', flags.theme, THEME_NAMES),
    someOf('lang', flags.lang, LANGUAGES),
  ];
  const jobs = films.map((film) => ({
    film,
    options: {
      seed: flags.seed,
      ...(quick ? { variants: 0 } : most),
      ...(flags.props === undefined ? {} : { params: parseParams(film, readParams(flags.props)) }),
      ...(formats === undefined ? {} : { formats }),
      ...(themes === undefined ? {} : { themes }),
      ...(languages === undefined ? {} : { languages }),
    },
  }));
  let failed = 0;
  for (const { film, options } of jobs) {
    const progress = createProgress(`${film.id}  asking`, json || !process.stderr.isTTY, 'sets of params');
    try {
      const result = await checkFilm(film, options, { onProgress: progress.update });
      progress.stop();
      if (!result.ok || (strict && result.warnings.length > 0)) failed += 1;
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines(result).join('\n')}\n`);
    } finally {
      progress.stop();
    }
  }
  if (failed > 0)
    throw new Error(
      `${failed} of ${counted(films.length, 'film')} broke a law${strict ? ' or a rule of taste' : ''}`,
    );
}
