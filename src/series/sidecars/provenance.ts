import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PRESETS } from '../../render/encoder.ts';
import { FORMAT_NAMES } from '../../scene/stage.ts';
import { THEME_NAMES } from '../../scene/theme.ts';
import { LANGUAGES } from '../../story/captions.ts';
import { FRAME_RATES } from '../../story/clock.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 of 64 hexadecimal digits');
const frame = z.int().min(0);

/** The endings of the files beside an MP4 whose hashes its provenance holds. */
export const HASHED_SIDECARS = ['.srt', '.vtt', '.chapters.txt', '.transcript.md', '.poster.png'] as const;
export type HashedSidecar = (typeof HASHED_SIDECARS)[number];

/** What a rendered film is made from and of: enough to make it again and to prove that it is what it says. */
export const provenanceSchema = z
  .strictObject({
    lossreel: z.string(),
    film: z.string(),
    params: z.json(),
    seed: z.string(),
    fps: z.literal(FRAME_RATES),
    format: z.enum(FORMAT_NAMES),
    scale: z.number().min(0.1).max(2),
    /** Pixels. */
    width: z.int().min(2),
    height: z.int().min(2),
    theme: z.enum(THEME_NAMES),
    language: z.enum(LANGUAGES),
    captions: z.enum(['burned', 'none']),
    engine: z.enum(['native', 'chromium']),
    encoder: z.strictObject({
      preset: z.enum(PRESETS),
      crf: z.int().min(0).max(51),
      lookahead: z.int().min(0),
    }),
    /** First and last frame rendered. */
    frames: z
      .strictObject({ first: frame, last: frame })
      .refine(({ first, last }) => first <= last, 'the last frame comes before the first'),
    sound: z.boolean(),
    /** SHA-256 of each file that the params name, unpacked; absent where they name none. */
    inputs: z.record(z.string(), sha256).optional(),
    versions: z.record(z.string(), z.string()),
    hashes: z.strictObject({
      trace: sha256,
      story: sha256,
      cueSheet: sha256,
      /** Of the list of the rendered frames' markup hashes, as `lossreel frames` prints it. */
      frames: sha256,
      /** Of the synthesized WAV of the whole film; absent in a silent one. */
      sound: sha256.optional(),
      video: sha256,
      files: z.record(z.enum(HASHED_SIDECARS), sha256),
    }),
  })
  .refine(({ sound, hashes }) => sound === (hashes.sound !== undefined), {
    path: ['hashes', 'sound'],
    message: 'is there if and only if the film has sound',
  });
export type Provenance = z.infer<typeof provenanceSchema>;

/** Where in the data, and what is wrong. */
const describe = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;

/**
 * Reads a provenance file's text.
 *
 * @throws Error, one line, naming the field that is wrong
 */
export function parseProvenance(text: string): Provenance {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  const result = provenanceSchema.safeParse(data);
  if (!result.success) throw new Error(result.error.issues.map(describe).join('; '));
  return result.data;
}

/** SHA-256 of bytes. */
export const bytesHash = (bytes: string | Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of data as JSON. */
export const jsonHash = (value: unknown): string => bytesHash(JSON.stringify(value));
