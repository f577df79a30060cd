import { z } from 'zod';
import type { Narration } from '../../story/recording.ts';

const recordingSchema = z.strictObject({
  name: z.string().min(1),
  bytes: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 of 64 hexadecimal digits'),
  seconds: z.number().positive().max(600),
  text: z.string().optional(),
});

/** A narration as data: what there is for each part, by its id. */
export const narrationSchema: z.ZodType<Narration> = z.record(z.string(), recordingSchema);
