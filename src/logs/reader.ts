import type { Mapping } from './place.ts';
import { LogError, type Reading } from './series.ts';

/** The beginning of a file, by which its kind is recognised. */
export interface Head {
  readonly bytes: Uint8Array;
  /** The bytes as text, the last unfinished line left out unless it is all there is. */
  readonly text: string;
  /** Whether these are all bytes of the file. */
  readonly complete: boolean;
}

/** What a reader may know besides the bytes of a file. */
export interface Source {
  /** For messages. */
  readonly name: string;
  /** For the run's id: the name without folders and ending. */
  readonly id: string;
  readonly map: Mapping;
  /** The bytes of a file that lies beside this one, by the ending of its name. */
  readonly beside?: (ending: string) => Promise<Uint8Array | undefined>;
}

/** Takes a file in pieces, in order. */
export interface Intake {
  take(chunk: Uint8Array): void;
  end(): Reading | Promise<Reading>;
}

/** Reads one family of logs. A new one is a file of its own and a line in `recognise.ts`. */
export interface Reader {
  readonly family: string;
  /** Whether a file is of this family, by its content. */
  readonly knows: (head: Head) => boolean;
  readonly begin: (source: Source, head: Head) => Intake;
}

/** More than this cannot be held at once. */
const WHOLE_AT_MOST = 2 ** 30;

/** A reader that needs all bytes at once. */
export const whole =
  (read: (bytes: Uint8Array, source: Source) => Reading | Promise<Reading>) =>
  (source: Source): Intake => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    return {
      take(chunk) {
        size += chunk.length;
        if (size > WHOLE_AT_MOST)
          throw new LogError(
            `${source.name}: more than 1 GB, and this kind of file cannot be read in pieces`,
          );
        chunks.push(chunk);
      },
      end: () => read(joined(chunks, size), source),
    };
  };

/** Pieces of bytes as one. */
function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A reading of a log of a known producer in which there is nothing to draw, and why. */
export const nothing = (source: Source, producer: string, why: string): Reading => ({
  runs: [{ id: source.id, producer, series: [] }],
  warnings: [`${source.name}: ${why}`],
});
