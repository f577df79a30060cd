import {
  closeSync,
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { byNumbers } from './folder.ts';
import { plainName } from './names.ts';
import type { Mapping } from './place.ts';
import type { Head, Source } from './reader.ts';
import { HEAD, headOf, intakeOf } from './recognise.ts';
import { LogError, type Reading } from './series.ts';

/** A file that may be a log. */
export interface LogFile {
  readonly path: string;
  /** Below the folder that was given, with `/` between; of a file that was given by itself its name. */
  readonly name: string;
}

const SKIPPED = /^(node_modules|__pycache__|\.git|\.trash|wandb-metadata|code)$/;
const AT_MOST = 20_000;

/** All files below a folder, numbers in their names in order. */
export function filesBelow(folder: string): readonly LogFile[] {
  const found: LogFile[] = [];
  const visit = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (found.length > AT_MOST)
        throw new LogError(`${folder}: more than ${AT_MOST} files; give a folder further down`);
      if (entry.isDirectory() && !SKIPPED.test(entry.name)) visit(path);
      else if (entry.isFile()) found.push({ path, name: relative(folder, path).split(sep).join('/') });
    }
  };
  visit(folder);
  return found.sort((a, b) => byNumbers(a.name, b.name));
}

/** The beginning of a file. */
function headAt(path: string): Head {
  const bytes = new Uint8Array(HEAD);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, bytes, 0, HEAD, 0);
    return headOf(bytes.subarray(0, length), statSync(path).size <= length);
  } finally {
    closeSync(file);
  }
}

const CHUNK = 2 ** 18;

/** What a reader knows of a file besides its bytes. */
export const sourceOf = ({ path, name }: LogFile, map: Mapping, id = plainName(name)): Source => ({
  name,
  id,
  map,
  beside: async (ending) => (existsSync(path + ending) ? readFileSync(path + ending) : undefined),
});

/** Reads a file in pieces. @throws LogError */
export async function readLog(file: LogFile, map: Mapping, id?: string): Promise<Reading> {
  const source = sourceOf(file, map, id);
  const intake = intakeOf(headAt(file.path), source);
  for await (const chunk of createReadStream(file.path, { highWaterMark: CHUNK })) intake.take(chunk);
  return intake.end();
}

/** Reads what comes in on a stream, whose beginning tells what it is. @throws LogError */
export async function readStream(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  map: Mapping,
): Promise<Reading> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const source: Source = { name: 'standard input', id: 'standard input', map };
  const intake = intakeOf(headOf(bytes.subarray(0, HEAD), bytes.length <= HEAD), source);
  intake.take(bytes);
  return intake.end();
}
