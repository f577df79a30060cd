/** Samples by which an AAC encoder's stream begins early, and which raw ADTS cannot tell its player to skip. */
const PRIMING = 2048;
const SAMPLE_RATE = 48_000;

/**
 * Remotion encodes the sound to ADTS and copies it into the MP4 without an edit list, so it comes 2048 samples late.
 * Shifts the `.aac` input of a stitching command back by as much.
 *
 * @param args FFmpeg's arguments; unchanged when there is no such input
 */
export function alignSound(args: readonly string[]): string[] {
  const input = args.findIndex((arg, i) => arg === '-i' && (args[i + 1] ?? '').endsWith('.aac'));
  if (input < 0) return [...args];
  return [...args.slice(0, input), '-itsoffset', String(-PRIMING / SAMPLE_RATE), ...args.slice(input)];
}
