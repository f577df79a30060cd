/** What a cache stores: encoded segments and sound, WAVs, simulation traces, and records of finished films. */
export const KINDS = ['segment', 'sound', 'trace', 'film'] as const;
export type Kind = (typeof KINDS)[number];

/** The folder of a kind within a cache; Remotion serves `public`, so sounds are found there as static files. */
export const kindFolder = (kind: Kind): string => (kind === 'sound' ? 'public/sound' : kind);

/** The path of an entry within a cache. */
export const entryPlace = (kind: Kind, key: string): string =>
  `${kindFolder(kind)}/${key.slice(0, 2)}/${key}`;

/** Bytes before an entry's content: a SHA-256 over {@link entryName} and content, so that no entry can pass for another. */
export const DIGEST_BYTES = 32;

/** What an entry's digest begins with. */
export const entryName = (kind: Kind, key: string): string => `${kind}/${key}\n`;
