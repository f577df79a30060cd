import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { getStaticFiles, staticFile } from 'remotion';
import { type CueSheet, SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import type { Channels } from '../../audio/loudness.ts';
import { UsageError } from '../../src/film/errors.ts';
import { recordingFiles, requireLength, saidIn } from '../../src/film/narration/files.ts';
import type { Recording } from '../../src/story/recording.ts';
import type { FilmProps } from './prop-schema.ts';

const fetchStatic = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fetch(staticFile(name))).arrayBuffer());

/** A sound as the browser decodes it, which for compressed files need not be to the bit as FFmpeg does. @param what it is, for errors @throws UsageError */
export async function decodedInPage(what: string, name: string, bytes: Uint8Array): Promise<Channels> {
  try {
    const sound = await new OfflineAudioContext(2, 1, SAMPLE_RATE).decodeAudioData(bytes.slice().buffer);
    return {
      left: sound.getChannelData(0),
      right: sound.getChannelData(Math.min(1, sound.numberOfChannels - 1)),
    };
  } catch {
    throw new UsageError(`${what}: '${name}' is not a sound that this browser can read`);
  }
}

/** Props with the narration that they name, a folder of Remotion's static files. @throws UsageError or Error, one line */
export async function withNarration(props: FilmProps): Promise<FilmProps> {
  const { narration: folder } = props;
  if (typeof folder !== 'string' || folder === '') return props;
  const inside = `${folder.replace(/\/$/, '')}/`;
  const names = getStaticFiles().flatMap(({ name }) =>
    name.startsWith(inside) && !name.slice(inside.length).includes('/') ? [name.slice(inside.length)] : [],
  );
  if (names.length === 0)
    throw new UsageError(
      `narration: there are no static files in '${folder}'; put the folder into Remotion's public folder`,
    );
  const narration: Record<string, Recording> = {};
  for (const { part, sound, text } of recordingFiles(folder, names)) {
    const bytes = await fetchStatic(inside + sound);
    const { left } = await decodedInPage('narration', sound, bytes);
    requireLength(left.length / SAMPLE_RATE, sound);
    narration[part] = {
      name: sound,
      bytes: bytes.length,
      sha256: bytesToHex(sha256(bytes)),
      seconds: left.length / SAMPLE_RATE,
      ...(text === undefined ? {} : { text: saidIn(await fetchStatic(inside + text), text) }),
    };
  }
  return { ...props, narration };
}

/**
 * The recordings of a sheet's narration, found among Remotion's static files by what is in them.
 *
 * @param names of their files, by part
 * @throws UsageError, one line, if one is not there
 */
export async function fetchRecordings(
  { narration = [] }: CueSheet,
  names: Readonly<Record<string, Pick<Recording, 'name'>>>,
): Promise<readonly Channels[]> {
  const recordings: Channels[] = [];
  for (const { id, sha256: wanted } of narration) {
    const { name = '' } = names[id] ?? {};
    const places = getStaticFiles().filter((file) => file.name === name || file.name.endsWith(`/${name}`));
    let found: Uint8Array | undefined;
    for (const place of places) {
      const bytes = await fetchStatic(place.name);
      if (bytesToHex(sha256(bytes)) !== wanted) continue;
      found = bytes;
      break;
    }
    if (found === undefined)
      throw new UsageError(`narration: '${name}' is not in Remotion's public folder as it was read`);
    recordings.push(await decodedInPage('narration', name, found));
  }
  return recordings;
}
