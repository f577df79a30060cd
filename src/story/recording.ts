/** A recording of what is said in a part: what is in its file, not where that lies. */
export interface Recording {
  /** Of the file, without folders. */
  readonly name: string;
  /** Of the file. */
  readonly bytes: number;
  readonly sha256: string;
  /** That it lasts, decoded to 48 kHz. */
  readonly seconds: number;
  /** What it says, where that is known. */
  readonly text?: string | undefined;
}

/** A recording for each of some parts, by their ids, in the order of these. */
export type Narration = Readonly<Record<string, Recording>>;
