import { z } from 'zod';
import { cut } from './errors.ts';

/**
 * The version of each kind of document that lossreel writes or reads. It rises when a reader of the version before would not
 * understand the new one; a field more does not raise it. A document without a version is of version 1.
 *
 * Provenance 2: `look` in place of `theme`, `language` and `captions`. Provenance 3: `hashes.record`.
 */
export const SCHEMA_VERSIONS = { provenance: 3, manifest: 1, report: 1, plan: 1, trace: 1 } as const;
export type DocumentKind = keyof typeof SCHEMA_VERSIONS;

/** A document is of a schema version that this lossreel does not read; the message is one line. */
export class SchemaVersionError extends Error {
  override readonly name = 'SchemaVersionError';
  constructor(
    message: string,
    /** The lossreel that wrote it, if it says so. */
    readonly madeWith: string | undefined,
  ) {
    super(message);
  }
}

const signed = z.looseObject({
  schemaVersion: z.unknown().optional(),
  lossreel: z.string().optional().catch(undefined),
});

/** The version of lossreel that a document names as its maker. */
export const makerOf = (data: unknown): string | undefined => signed.safeParse(data).data?.lossreel;

/** @throws SchemaVersionError if a document is of another schema version than this lossreel reads */
export function requireSchemaVersion(kind: DocumentKind, data: unknown): void {
  const told = signed.safeParse(data);
  if (!told.success) return;
  const { schemaVersion = 1, lossreel } = told.data;
  const wanted = SCHEMA_VERSIONS[kind];
  if (schemaVersion === wanted) return;
  const maker = lossreel === undefined ? '' : `made with lossreel ${lossreel}: `;
  throw new SchemaVersionError(
    `${maker}schema version ${cut(JSON.stringify(schemaVersion))} of a ${kind}, where this lossreel reads ${wanted}`,
    lossreel,
  );
}

/** How to verify a film with the version that made it. @param path of the film's MP4 or provenance */
export const verifiedBy = (version: string, path: string): string =>
  `verify it with that version: npx lossreel@${version} verify ${path} (or from its tarball: npx ./lossreel-${version}.tgz verify ${path})`;
