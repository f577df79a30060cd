import { gunzipped, isGzip } from './binary/archive.ts';
import { swanlab } from './binary/swanlab.ts';
import { tensorboard } from './binary/tensorboard.ts';
import { visualdl } from './binary/visualdl.ts';
import { wandb } from './binary/wandb.ts';
import { zip } from './binary/zip.ts';
import { encodingOf } from './decode.ts';
import { document } from './json/document.ts';
import { jsonLines } from './json/lines.ts';
import { type Head, type Intake, type Reader, type Source, whole } from './reader.ts';
import { LogError, type Reading } from './series.ts';
import { sqlite } from './sqlite/sqlite.ts';
import { table } from './table/table.ts';
import { consoleText } from './text/console.ts';

const BINARY: readonly Reader[] = [zip, sqlite, wandb, swanlab, tensorboard, visualdl];
const TEXT: readonly Reader[] = [jsonLines, document, table, consoleText];

/** So many bytes at the beginning tell what a file is. */
export const HEAD = 65_536;

/** The beginning of a file of these bytes. */
export function headOf(bytes: Uint8Array, complete: boolean): Head {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  const end = text.lastIndexOf('\n');
  return { bytes, complete, text: complete || end < 0 ? text : text.slice(0, end + 1) };
}

/** Bytes that no text has: zeros, or many that are no UTF-8. */
function isBinary({ bytes, text }: Head): boolean {
  if (encodingOf(bytes) !== 'utf-8') return false;
  if (bytes.includes(0)) return true;
  const strange = text.split('\uFFFD').length - 1;
  return strange > 8 && strange > text.length / 50;
}

const gzip: Reader = {
  family: 'gzip',
  knows: isGzip,
  begin: whole(async (bytes, source): Promise<Reading> => readBytes(gunzipped(bytes, source.name), source)),
};

/** The reader of a file with this beginning. @throws LogError if nothing here reads it */
function readerOf(head: Head, { name }: Source): Reader {
  if (head.bytes.length === 0) throw new LogError(`${name}: empty`);
  const binary = [gzip, ...BINARY].find((reader) => reader.knows(head));
  if (binary !== undefined) return binary;
  if (isBinary(head)) {
    const start = [...head.bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new LogError(`${name}: a binary file of no known program (it begins with the bytes ${start})`);
  }
  if (head.text.trim() === '') throw new LogError(`${name}: nothing but blanks`);
  const text = TEXT.find((reader) => reader.knows(head));
  if (text === undefined) throw new LogError(`${name}: of no known kind`);
  return text;
}

/** Begins to read a file whose beginning is known. @throws LogError */
export const intakeOf = (head: Head, source: Source): Intake => readerOf(head, source).begin(source, head);

/** Reads a whole file. @throws LogError */
async function readBytes(bytes: Uint8Array, source: Source): Promise<Reading> {
  const intake = intakeOf(headOf(bytes.subarray(0, HEAD), bytes.length <= HEAD), source);
  intake.take(bytes);
  return intake.end();
}
