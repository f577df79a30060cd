import { baseName, plainName } from './names.ts';
import { parseReading } from './reading-file.ts';
import { headOf, intakeOf } from './recognise.ts';
import { mappingOf, type Said } from './said.ts';
import { LogError, type Reading } from './series.ts';

/** Bytes that a reader is given at once, so that no copy of the whole is made; and those by which it is chosen. */
const PIECE = 1_048_576;
const HEAD = 65_536;

/** A reading that was kept has the title of its logs. */
export type TitledReading = Reading & { readonly title?: string };

/**
 * What the bytes of one log say, or of a reading that was kept: in pages too, where there are no files.
 *
 * @throws LogError if it is no log, or of a kind that takes other files or a library that has to be loaded
 */
export function readBytes(bytes: Uint8Array, path: string, said: Said): TitledReading {
  const kept = parseReading(bytes);
  if (kept !== null) return kept;
  const source = { name: baseName(path), id: plainName(path), map: mappingOf(said) };
  const intake = intakeOf(headOf(bytes.subarray(0, HEAD), bytes.length <= HEAD), source);
  for (let at = 0; at < bytes.length; at += PIECE) intake.take(bytes.subarray(at, at + PIECE));
  const reading = intake.end();
  if (reading instanceof Promise)
    throw new LogError(
      `${source.name}: a film cannot read this kind by itself: render it with 'lossreel run ${source.name}'`,
    );
  return reading;
}
