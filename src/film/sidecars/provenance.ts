import { z } from 'zod';
import { jsonHash } from '../../cache/hash.ts';
import { PRESETS } from '../../render/encode/presets.ts';
import { FORMAT_NAMES } from '../../scene/stage.ts';
import { FRAME_RATES } from '../../story/frame-rates.ts';
import { describeIssues } from '../errors.ts';
import { lookSchema } from '../look-schema.ts';
import { requireSchemaVersion, SCHEMA_VERSIONS } from '../schema-version.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 of 64 hexadecimal digits');
const frame = z.int().min(0);

/** The extensions of the sidecars whose hashes are in the provenance. */
export const HASHED_SIDECARS = ['.srt', '.vtt', '.chapters.txt', '.transcript.md', '.poster.png'] as const;
export type HashedSidecar = (typeof HASHED_SIDECARS)[number];

/** A brand as a provenance names it: where it is from the folder of the MP4, if it was a file, and the SHA-256 of it and its files. */
const brandRef = z.strictObject({ name: z.string(), path: z.string().nullable(), hash: sha256 });

/** How a rendered film was made: enough to rebuild it and to prove that it is what it claims to be. */
const provenanceSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSIONS.provenance),
    lossreel: z.string(),
    film: z.string(),
    /** Where somebody's own film is, from the folder of the MP4, and the SHA-256 of its sources as they ran. */
    source: z.strictObject({ path: z.string().nullable(), hash: sha256 }).optional(),
    params: z.json(),
    seed: z.string(),
    fps: z.literal(FRAME_RATES),
    format: z.enum(FORMAT_NAMES),
    scale: z.number().min(0.1).max(2),
    /** Pixels. */
    width: z.int().min(2),
    height: z.int().min(2),
    look: lookSchema.extend({ brand: z._default(z.nullable(brandRef), null) }),
    engine: z.enum(['native', 'chromium']),
    encoder: z.strictObject({
      preset: z.enum(PRESETS),
      crf: z.int().min(0).max(51),
      lookahead: z.int().min(0),
    }),
    /** First and last frame rendered, both included. */
    frames: z
      .strictObject({ first: frame, last: frame })
      .refine(({ first, last }) => first <= last, 'the last frame comes before the first'),
    sound: z.boolean(),
    /** SHA-256 of each file named in the params, unpacked, and of the look's bed as `look.bed`; absent if there are none. */
    inputs: z.record(z.string(), sha256).optional(),
    /** Bytes of those of them that are somebody's own, unpacked: params have their names, and nothing has their paths. */
    inputSizes: z.record(z.string(), z.int().min(0)).optional(),
    /** Where the files were, and what they hold, if that was asked for. */
    origins: z
      .strictObject({
        host: z.string(),
        files: z.record(
          z.string(),
          z.strictObject({ path: z.string(), columns: z.array(z.string()).readonly() }),
        ),
      })
      .optional(),
    versions: z.record(z.string(), z.string()),
    hashes: z.strictObject({
      trace: sha256,
      story: sha256,
      cueSheet: sha256,
      /** Hash of the list of the rendered frames' markup hashes, as printed by `lossreel frames`. */
      frames: sha256,
      /** Hash of the synthesized WAV of the whole film; absent if it is silent. */
      sound: sha256.optional(),
      video: sha256,
      files: z.record(z.enum(HASHED_SIDECARS), sha256),
      /** Hash of all of this record but itself. */
      record: sha256,
    }),
  })
  .refine(({ sound, hashes }) => sound === (hashes.sound !== undefined), {
    path: ['hashes', 'sound'],
    message: 'is there if and only if the film has sound',
  });
/** A film's provenance, the `.json` beside it: all that it follows from, and the hashes of all that follows. */
export type Provenance = z.infer<typeof provenanceSchema>;

/**
 * The hash by which a provenance says that nothing in it has been changed: of its JSON without white space and without
 * that hash, fields in the order in which they are written.
 *
 * @param data a provenance as JSON, with its hash or without
 */
export function recordHash(data: unknown): string {
  const { hashes, ...rest } = z.looseObject({ hashes: z.looseObject({}) }).parse(data);
  const { record: _, ...others } = hashes;
  return jsonHash({ ...rest, hashes: others });
}

/**
 * Reads a provenance file's text.
 *
 * @throws SchemaVersionError if another version of lossreel wrote it in another form
 * @throws Error, one line, naming the field that is wrong
 */
export function parseProvenance(text: string): Provenance {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error('it is not valid JSON');
  }
  requireSchemaVersion('provenance', data);
  const result = provenanceSchema.safeParse(data, { reportInput: true });
  if (!result.success) throw new Error(describeIssues(result.error));
  return result.data;
}
