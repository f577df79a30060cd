import { oneLine } from '../one-line.ts';

/** The checks of a film, by stable names. */
export type CheckId =
  | 'provenance'
  | 'versions'
  | 'sources'
  | 'brand'
  | 'inputs'
  | 'trace'
  | 'story'
  | 'cue-sheet'
  | 'frames'
  | 'signature'
  | 'video'
  | 'contents'
  | 'encoding'
  | 'frame-count'
  | 'size'
  | 'fps'
  | 'picture-duration'
  | 'sound-duration'
  | 'pictures'
  | 'wav'
  | 'sound'
  | 'loudness'
  | 'peak'
  | 'captions'
  | 'legibility'
  | 'chapters'
  | 'transcript'
  | 'poster';

/** One result. `noted`: unexpected but not the film's fault; `skipped`: not applicable. */
export interface Check {
  readonly id: CheckId;
  /** The extension of the file it is about. */
  readonly file: string;
  readonly status: 'ok' | 'failed' | 'noted' | 'skipped';
  /** One line. */
  readonly says: string;
  readonly measured?: Readonly<Record<string, number>>;
}

/** The result of a check of one file: `ok` if `right`, else `failed`. */
export const checkThat = (
  id: CheckId,
  file: string,
  right: boolean,
  says: { readonly ok: string; readonly failed: string },
  measured?: Check['measured'],
): Check => ({
  id,
  file,
  ...(right ? { status: 'ok', says: says.ok } : { status: 'failed', says: says.failed }),
  ...(measured === undefined ? {} : { measured }),
});

/** Runs checks that may throw; an error counts as a failure. */
export async function attempt(
  about: Pick<Check, 'id' | 'file'>,
  check: () => Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await check();
  } catch (error) {
    return [{ ...about, status: 'failed', says: oneLine(error) }];
  }
}
