import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { difference, sideBySide } from './difference.ts';
import { type Extent, extentOf, type Golden, type Print, pictureName, printOf } from './golden.ts';
import { pastPictures } from './past.ts';
import { encodePng, LOOKS, type Look, type Picture, SCALE, type Subject, shortHash } from './pictures.ts';

/** A pinned frame that is drawn differently now, or not at all, with a description. */
export interface Change {
  readonly look: Look;
  readonly frame: number;
  readonly message: string;
}

export interface Places {
  /** The repository. */
  readonly root: string;
  /** Where pictures of changed frames go. */
  readonly out: string;
}

/** Removes old pictures, which might be mistaken for new ones. */
function sweep(out: string, film: string): void {
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(out))
    if (LOOKS.some(({ format, theme }) => file.startsWith(`${film}-${format}-${theme}-`)))
      rmSync(join(out, file));
}

const percent = (share: number): string => {
  const value = 100 * share;
  return value < 0.01 ? 'less than 0.01 %' : `${value.toFixed(2)} %`;
};

/** Old, new and difference in one picture, and a description of how much they differ. */
function compared(before: Picture, now: Picture): { readonly picture: Picture; readonly words: string } {
  const found = difference(before, now);
  if (found === undefined) {
    const words = `${before.width}×${before.height} pixels before, ${now.width}×${now.height} now`;
    return { picture: sideBySide([before, now]), words };
  }
  const words = `${percent(found.share)} of the pixels differ, a channel by up to ${found.largest} of 255`;
  return { picture: sideBySide([before, now, found.map]), words };
}

/**
 * Draws the frames that a golden names and finds those that have changed. For each with changed pixels it writes
 * `<film>-<format>-<theme>-<frame>.png`: old on the left, new in the middle, the difference on the right.
 */
export async function findChanges(
  subject: Subject,
  golden: Golden,
  { root, out }: Places,
): Promise<readonly Change[]> {
  sweep(out, subject.id);
  const found: { readonly print: Print; readonly extent: Extent | 'outside' }[] = golden.prints
    .map((print) => {
      if (print.frame >= subject.frames) return { print, extent: 'outside' as const };
      return { print, extent: extentOf(print, printOf(subject, print.look, print.frame)) };
    })
    .filter(({ extent }) => extent !== 'nothing');
  const repainted = found.filter(({ extent }) => extent === 'pixels' || extent === 'markup and pixels');
  const past =
    repainted.length === 0
      ? undefined
      : await pastPictures(
          root,
          subject.id,
          repainted.map(({ print }) => print),
        );

  /** A picture that is not the pinned one (another version of a package, a pin not committed) would mislead. */
  const pinned = (print: Print): Picture | undefined => {
    const picture = past?.pictures.get(pictureName(subject.id, print));
    return picture !== undefined && shortHash(picture.data) === print.pixels ? picture : undefined;
  };
  const noPast =
    past !== undefined && past.pictures.size > 0
      ? `commit ${past.from} draws something else than what is pinned`
      : (past?.from ?? '');

  const told = async (print: Print, extent: Extent | 'outside'): Promise<string> => {
    if (extent === 'outside') return `is outside the film, which has ${subject.frames} frames now`;
    if (extent === 'markup') return `only the markup changed; at scale ${SCALE} the pixels are the same`;
    const now = subject.picture(print.look, print.frame);
    const before = pinned(print);
    const file = join(out, `${pictureName(subject.id, print)}.png`);
    const what = extent === 'pixels' ? 'only the pixels changed' : `${extent} changed`;
    const { picture, words } =
      before === undefined
        ? { picture: now, words: `the old picture cannot be had (${noPast}), the new one alone` }
        : compared(before, now);
    writeFileSync(file, await encodePng(picture));
    return `${what}; ${words}: ${relative(root, file)}`;
  };

  const changes: Change[] = [];
  for (const { print, extent } of found) {
    const { look, frame } = print;
    const name = `${subject.id}, ${look.format}, ${look.theme}, frame ${frame}`;
    changes.push({ look, frame, message: `${name}: ${await told(print, extent)}` });
  }
  return changes;
}
