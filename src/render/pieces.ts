/** What films are joined from: encoded segments of the picture, and the encoded sound. */
export type PieceKind = 'segments' | 'sounds';

/**
 * Finished pieces, kept between renders. `content` is all that a piece's bytes depend on as JSON, beside the versions
 * of the parts that make them, which the keeper knows.
 */
export interface PieceKeeper {
  /** Copies the piece with this content to `file`. Returns its key, or `null` when it is not kept or not whole. */
  readonly find: (kind: PieceKind, content: unknown, file: string) => Promise<string | null>;
  /** Keeps a copy of `file` and returns its key. @throws Error naming the place that cannot be written */
  readonly keep: (kind: PieceKind, content: unknown, file: string) => Promise<string>;
}

/** A piece as it came to be. */
export interface Piece {
  /** Where it is kept; `null` without a keeper. */
  readonly key: string | null;
  /** Whether it had to be made. */
  readonly made: boolean;
}

/**
 * Fetches a piece that is kept, or makes it and keeps it.
 *
 * @param isRight looks at a fetched file: what is not right is made anew
 * @param make writes `file`
 */
export async function fetchPiece(
  keeper: PieceKeeper | undefined,
  kind: PieceKind,
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
  const found = (await keeper?.find(kind, content, file)) ?? null;
  if (found !== null && ((await isRight?.()) ?? true)) return { key: found, made: false };
  await make();
  return { key: (await keeper?.keep(kind, content, file)) ?? null, made: true };
}
