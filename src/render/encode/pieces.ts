/**
 * A cache of the pieces that films are joined from: video segments and encoded sound. `content` is everything a piece's
 * bytes depend on, as JSON, apart from the version of the code that makes them, which the keeper knows.
 */
export interface PieceKeeper {
  /** Copies the piece with this content to `file`. Returns its key, or `null` if it is not cached or damaged. */
  readonly find: (content: unknown, file: string) => Promise<string | null>;
  /** Stores a copy of `file` and returns its key. Failure to write to the cache is not an error. */
  readonly keep: (content: unknown, file: string) => Promise<string>;
}

/** A finished piece. */
export interface Piece {
  /** Its cache key; `null` without a keeper. */
  readonly key: string | null;
  /** Whether it had to be computed. */
  readonly made: boolean;
}

/**
 * Fetches a piece from the cache, or makes it and caches it.
 *
 * @param isRight checks a fetched file: a wrong one is recomputed
 * @param make writes `file`
 */
export async function fetchPiece(
  keeper: PieceKeeper | undefined,
  {
    content,
    file,
    isRight,
    make,
  }: {
    readonly content: unknown;
    readonly file: string;
    readonly isRight?: () => Promise<boolean>;
    readonly make: () => Promise<void>;
  },
): Promise<Piece> {
  const found = (await keeper?.find(content, file)) ?? null;
  if (found !== null && ((await isRight?.()) ?? true)) return { key: found, made: false };
  await make();
  return { key: (await keeper?.keep(content, file)) ?? null, made: true };
}
