/** What an output name is made of. */
export interface NameParts {
  readonly series: string;
  readonly number: number;
  readonly id: string;
  readonly film: string;
  readonly format: string;
  readonly theme: string;
  readonly lang: string;
}

/** What may stand in braces in a name pattern. */
export const PLACEHOLDERS = ['series', 'number', 'id', 'film', 'format', 'theme', 'lang', 'marks'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const isPlaceholder = (key: string): key is Placeholder => PLACEHOLDERS.some((known) => known === key);

/** `[-portrait|-square][-light][-<lang>]`: what differs from a landscape film, dark, in English. */
export function nameMarks({ format, theme, lang }: Pick<NameParts, 'format' | 'theme' | 'lang'>): string {
  const marks = [
    format === 'landscape' ? '' : format,
    theme === 'dark' ? '' : theme,
    lang === 'en' ? '' : lang,
  ];
  return marks
    .filter((mark) => mark !== '')
    .map((mark) => `-${mark}`)
    .join('');
}

/** A title as a part of a file name: lower case, everything between words a dash. */
const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'series';

/** What is wrong with a pattern whatever is put into it, or `undefined`. */
export function patternProblem(pattern: string): string | undefined {
  const unknown = [...pattern.matchAll(/\{([^{}]*)\}/g)].find(([, key = '']) => !isPlaceholder(key));
  if (unknown !== undefined) {
    const known = PLACEHOLDERS.map((key) => `{${key}}`).join(' ');
    return `${unknown[0]} is none of ${known}`;
  }
  const literal = pattern.replace(/\{[^{}]*\}/g, 'x');
  if (/[{}]/.test(literal)) return 'has a brace without its partner';
  return nameProblem(literal);
}

/** The output name of one film, without its ending; `/` between folders. */
export function outputNameOf(pattern: string, parts: NameParts): string {
  const values: Readonly<Record<Placeholder, string>> = {
    ...parts,
    series: slug(parts.series),
    number: String(parts.number).padStart(2, '0'),
    marks: nameMarks(parts),
  };
  return pattern.replace(/\{([^{}]*)\}/g, (whole, key: string) => (isPlaceholder(key) ? values[key] : whole));
}

/** Names that Windows keeps for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** File systems take 255 bytes; an ending comes on, and for a while a random beginning. */
const LONGEST = 200;

/** Why a name is no name of a file inside the output folder on every system, or `undefined`. */
export function nameProblem(name: string): string | undefined {
  const parts = name.split('/');
  if (/^([A-Za-z]:|[/\\])/.test(name)) return 'is an absolute path; names are inside the output folder';
  if (parts.includes('..')) return 'climbs out of the output folder';
  if (/[\p{Cc}<>:"|?*\\]/u.test(name)) return 'has a character that no file name may have on every system';
  for (const part of parts) {
    if (part === '') return 'has an empty part';
    if (part.startsWith('.')) return 'has a part that begins with a dot';
    if (/[. ]$/.test(part) || part.startsWith(' ')) return 'has a part that ends with a dot or a space';
    if (RESERVED.test(part)) return `has a part that Windows keeps for itself: ${part}`;
    if (Buffer.byteLength(part) > LONGEST) return `has a part longer than ${LONGEST} bytes`;
  }
  if (/^(report|report-\d+-of-\d+|index)$/i.test(name)) return "is the name of the series' own report";
  return undefined;
}

/** Two names that a file system may take for one are equal here: case and composition of letters do not count. */
export const sameFileKey = (name: string): string => name.normalize('NFC').toLowerCase();
