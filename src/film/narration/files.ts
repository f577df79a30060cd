import { UsageError } from '../errors.ts';

// A page loads this too, so it uses nothing of Node's.

/** The names that files of sound end in. */
const SOUND =
  /\.(wav|wave|w64|bwf|aiff?|aifc|caf|au|mp[23]|m4[ab]|mp4|aac|flac|og[ga]|opus|mka|webm|wma|ac3|amr)$/i;
/** What a file ends in that says what a recording does. */
const TEXT = /\.txt$/i;
/** Characters of what a recording says: more than anybody says in the time that it may last. */
const MOST_TEXT = 20_000;

/** Seconds that a recording of a part may last. */
export const LONGEST_RECORDING = 600;

/** The files of a part, by their names. */
export interface RecordingFiles {
  readonly part: string;
  readonly sound: string;
  /** That says what the recording does. */
  readonly text: string | undefined;
}

const partOf = (name: string): string => name.replace(/\.\w+$/, '');

/**
 * The files of a narration among those of a folder: others than sound and text are none of it.
 *
 * @throws UsageError if there is no sound, more than one for a part, or a text without one
 */
export function recordingFiles(folder: string, names: readonly string[]): readonly RecordingFiles[] {
  const [sounds, texts] = [SOUND, TEXT].map((kind) =>
    names.filter((name) => !name.startsWith('.') && kind.test(name)).sort(),
  ) as [string[], string[]];
  if (sounds.length === 0)
    throw new UsageError(
      `narration: there is no file of sound in '${folder}': name one after each part, as 'lossreel script' prints them`,
    );
  const parts = sounds.map(partOf);
  const twice = parts.findIndex((part, i) => parts.indexOf(part) < i);
  if (twice >= 0)
    throw new UsageError(
      `narration: '${sounds[parts.indexOf(parts[twice] ?? '')]}' and '${sounds[twice]}' are of one part: keep one of them`,
    );
  const alone = texts.find((name) => !parts.includes(partOf(name)));
  if (alone !== undefined) throw new UsageError(`narration: '${alone}' has no sound of that name beside it`);
  return sounds.map((sound) => {
    const part = partOf(sound);
    return { part, sound, text: texts.find((name) => partOf(name) === part) };
  });
}

/** What a recording says, as one line. @param name of its file, for errors @throws UsageError if it is no text */
export function saidIn(bytes: Uint8Array, name: string): string {
  const wrong = (says: string): UsageError => new UsageError(`narration: '${name}' ${says}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong('is not text in UTF-8');
  }
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '') throw wrong('is empty: write what the recording says, or remove it');
  if (plain.length > MOST_TEXT) throw wrong(`has more than ${MOST_TEXT} characters`);
  if (/\p{Cc}/u.test(plain)) throw wrong('has control characters: it is not what a recording says');
  return plain;
}

/** Checks how long a recording is. @param name of its file, for errors @throws Error if it is empty; UsageError if it is too long */
export function requireLength(seconds: number, name: string): void {
  if (seconds === 0) throw new Error(`narration: there is no sound in '${name}'`);
  if (seconds > LONGEST_RECORDING)
    throw new UsageError(
      `narration: '${name}' lasts more than ${LONGEST_RECORDING / 60} minutes: say less, or divide the part`,
    );
}
