/** What is checked of a film, by a name that stays. */
export type CheckId =
  | 'provenance'
  | 'versions'
  | 'inputs'
  | 'trace'
  | 'story'
  | 'cue-sheet'
  | 'frames'
  | 'video'
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

/** One result. `noted`: not as expected, and no fault of the film; `skipped`: cannot be asked of it. */
export interface Check {
  readonly id: CheckId;
  /** The ending of the file that it speaks of. */
  readonly file: string;
  readonly status: 'ok' | 'failed' | 'noted' | 'skipped';
  /** One line. */
  readonly says: string;
  readonly measured?: Readonly<Record<string, number>>;
}

/** A result of one file's checks, `failed` unless it is right. */
export const judge = (
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
