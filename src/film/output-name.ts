/** The placeholders of a name pattern. */
export const PLACEHOLDERS = ['series', 'number', 'id', 'film', 'format', 'theme', 'lang', 'marks'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

/** The values that fill in a name pattern. */
export type NameParts = Readonly<Record<Exclude<Placeholder, 'number' | 'marks'>, string>> & {
  readonly number: number;
};

const isPlaceholder = (key: string): key is Placeholder => PLACEHOLDERS.some((known) => known === key);

/** `[-portrait|-square][-light][-<lang>]`: the differences from a landscape film, dark, in English. */
export function nameMarks({ format, theme, lang }: Pick<NameParts, 'format' | 'theme' | 'lang'>): string {
  const usual = ['landscape', 'dark', 'en'];
  const marks = [format, theme, lang].filter((mark) => !usual.includes(mark));
  return marks.map((mark) => `-${mark}`).join('');
}

/** A title as part of a file name: lower case, with dashes between words. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'series';

/** What is wrong with a pattern regardless of the values filled in, or `undefined`. */
export function patternProblem(pattern: string): string | undefined {
  const unknown = [...pattern.matchAll(/\{([^{}]*)\}/g)].find(([, key = '']) => !isPlaceholder(key));
  if (unknown !== undefined) {
    const known = PLACEHOLDERS.map((key) => `{${key}}`).join(' ');
    return `${unknown[0]} is not one of ${known}`;
  }
  const literal = pattern.replace(/\{[^{}]*\}/g, 'x');
  if (/[{}]/.test(literal)) return 'has an unmatched brace';
  return nameProblem(literal);
}

/** The output name of a film, without extension; `/` separates folders. */
export function outputNameOf(pattern: string, parts: NameParts): string {
  const values: Readonly<Record<Placeholder, string>> = {
    ...parts,
    series: slug(parts.series),
    number: String(parts.number).padStart(2, '0'),
    marks: nameMarks(parts),
  };
  return pattern.replace(/\{([^{}]*)\}/g, (whole, key: string) => (isPlaceholder(key) ? values[key] : whole));
}

/** Names that Windows reserves for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** File systems allow a part 255 bytes, and macOS a whole path 1,024; endings are added, and the folder stands before it. */
const [LONGEST, LONGEST_WHOLE] = [200, 600];
/** What file systems refuse, or nobody sees: control codes, zero-width and direction marks, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*\\]/u;

/** Why a name is not portable or not inside the output folder, or `undefined`. */
export function nameProblem(name: string): string | undefined {
  const parts = name.split('/');
  if (/^([A-Za-z]:|[/\\])/.test(name)) return 'is an absolute path; names are relative to the output folder';
  if (parts.includes('..')) return 'leads out of the output folder';
  if (UNSEEN.test(name)) return 'has a character that is not portable in file names';
  for (const part of parts) {
    if (part === '') return 'has an empty part';
    if (part.startsWith('.')) return 'has a part that begins with a dot';
    if (/[. ]$/.test(part) || part.startsWith(' ')) return 'has a part that ends with a dot or a space';
    if (RESERVED.test(part)) return `has a part that is reserved on Windows: ${part}`;
    if (Buffer.byteLength(part) > LONGEST) return `has a part longer than ${LONGEST} bytes`;
  }
  if (Buffer.byteLength(name) > LONGEST_WHOLE) return `is longer than ${LONGEST_WHOLE} bytes`;
  if (/^(report|report-\d+-of-\d+|index)$/i.test(name)) return "is the name of the series' own report";
  return undefined;
}

/** Equal for names that some file system, or a reader, may take for the same: ignores case (`ß` is `SS`), composition and ligatures. */
export const sameFileKey = (name: string): string =>
  name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFC');
