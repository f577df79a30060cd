import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOOKS, type Look, type Subject, shortHash } from './pictures.ts';

/** The fingerprints of one frame, as 16 hexadecimal digits each. */
export interface Print {
  readonly look: Look;
  readonly frame: number;
  readonly markup: string;
  readonly pixels: string;
}

/** The pinned properties of one film. */
export interface Golden {
  readonly story: string;
  readonly said: string;
  readonly sound: string;
  readonly prints: readonly Print[];
}

/** The path of a film's golden, relative to the root of the repository. */
export const goldenPath = (film: string): string => join('tests', 'pin', `${film}.txt`);

/** The name of a picture's file, without its ending. */
export const pictureName = (film: string, { look, frame }: Pick<Print, 'look' | 'frame'>): string =>
  `${film}-${look.format}-${look.theme}-${frame}`;

/** Computes the fingerprints of one frame. */
export const printOf = (subject: Subject, look: Look, frame: number): Print => ({
  look,
  frame,
  markup: shortHash(subject.markup(look, frame)),
  pixels: shortHash(subject.picture(look, frame).data),
});

/** Pins a film. @param frames those to draw, in every format and theme */
export const goldenOf = (subject: Subject, frames: readonly number[]): Golden => ({
  story: subject.story,
  said: subject.said,
  sound: subject.sound,
  prints: LOOKS.flatMap((look) => frames.map((frame) => printOf(subject, look, frame))),
});

/** A golden as text that reads well in a diff. */
export function formatGolden({ story, said, sound, prints }: Golden): string {
  const rows = prints.map(({ look, frame, markup, pixels }) =>
    [look.format.padEnd(9), look.theme.padEnd(5), String(frame).padStart(5), markup, pixels].join(' '),
  );
  const head = ['# format theme frame markup pixels; written by `npm run pin`', `story ${story}`];
  return `${[...head, `said ${said}`, `sound ${sound}`, ...rows].join('\n')}\n`;
}

/** Parses the output of {@link formatGolden}. @throws Error quoting the line it cannot read */
export function parseGolden(text: string): Golden {
  const prints: Print[] = [];
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name, value] = /^(story|said|sound) (.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      lines.set(name, value);
      continue;
    }
    const [format, theme, frame, markup, pixels] = line.split(/ +/);
    const look = LOOKS.find((each) => each.format === format && each.theme === theme);
    const whole = frame !== undefined && /^\d+$/.test(frame);
    if (look === undefined || !whole || markup === undefined || pixels === undefined)
      throw new Error(`not a line of a golden: '${line}'; npm run pin rewrites it`);
    prints.push({ look, frame: Number(frame), markup, pixels });
  }
  const named = (name: string): string => lines.get(name) ?? '';
  return { story: named('story'), said: named('said'), sound: named('sound'), prints };
}

/** The golden of a film, `undefined` if it has none. @param root the repository */
export function readGolden(root: string, film: string): Golden | undefined {
  const path = join(root, goldenPath(film));
  return existsSync(path) ? parseGolden(readFileSync(path, 'utf8')) : undefined;
}

/** Writes a film's golden. @param frames those to draw, in every format and theme */
export function writeGolden(root: string, subject: Subject, frames: readonly number[]): Golden {
  const golden = goldenOf(subject, frames);
  writeFileSync(join(root, goldenPath(subject.id)), formatGolden(golden));
  return golden;
}

/** What differs between two fingerprints of a frame. */
export type Extent = 'nothing' | 'markup' | 'pixels' | 'markup and pixels';

export function extentOf(before: Print, now: Print): Extent {
  const [markup, pixels] = [before.markup !== now.markup, before.pixels !== now.pixels];
  if (markup && pixels) return 'markup and pixels';
  return markup ? 'markup' : pixels ? 'pixels' : 'nothing';
}
