import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { useEffect, useMemo, useState } from 'react';
import { cancelRender, getStaticFiles, staticFile, useDelayRender } from 'remotion';
import { type CueSheet, SAMPLE_RATE } from '../../audio/cue-sheet.ts';
import { cueSheetHash } from '../../audio/cue-sheet-checks.ts';
import type { Channels } from '../../audio/loudness.ts';
import { synthesize } from '../../audio/synthesize.ts';
import { encodeWav } from '../../audio/wav.ts';
import { entryPlace } from '../../src/cache/entry.ts';
import { UsageError } from '../../src/film/errors.ts';
import { soundIn, soundKey } from '../../src/film/kept-sound.ts';
import { isMuted } from './muted.ts';
import { fetchInput } from './static-inputs.ts';
import { DECODER, SYNTHESIS } from './synthesis.ts';
import { COMPUTING_TIMEOUT } from './timeouts.ts';

const sounds = new Map<string, Promise<string>>();

/** A sheet's WAV from the cache, which is served as static files, or `null` if there is no intact entry. */
async function keptSound(sheet: CueSheet, bed: Uint8Array | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (SYNTHESIS === null || DECODER === null) return null;
  const beneath = bed ? { hash: bytesToHex(sha256(bed)), decoder: DECODER } : undefined;
  const key = soundKey(sheet, SYNTHESIS, beneath);
  const name = entryPlace('sound', key).replace(/^public\//, '');
  if (!getStaticFiles().some((file) => file.name === name)) return null;
  return soundIn(new Uint8Array(await (await fetch(staticFile(name))).arrayBuffer()), key);
}

/** A bed as the browser decodes it, which for compressed files need not be to the bit as FFmpeg does. @throws UsageError */
async function decodedBed(path: string, bytes: Uint8Array): Promise<Channels> {
  try {
    const sound = await new OfflineAudioContext(2, 1, SAMPLE_RATE).decodeAudioData(bytes.slice().buffer);
    return {
      left: sound.getChannelData(0),
      right: sound.getChannelData(Math.min(1, sound.numberOfChannels - 1)),
    };
  } catch {
    throw new UsageError(`bed: '${path}' is not a sound that this browser can read`);
  }
}

/** URL of a sheet's WAV: from the cache, else synthesized in the page. @param bed path of a static file; empty for none */
async function findSound(sheet: CueSheet, bed: string): Promise<string> {
  const bytes = bed === '' ? null : await fetchInput('bed', bed);
  const wav =
    (await keptSound(sheet, bytes)) ??
    encodeWav(await synthesize(sheet, bytes === null ? undefined : await decodedBed(bed, bytes)));
  return URL.createObjectURL(new Blob([wav], { type: 'audio/wav' }));
}

/** The URL of a cue sheet's sound once available; rendering waits for it. @param bed path of a static file; empty for none */
export function useSound(sheet: CueSheet, bed: string): string | null {
  const hash = useMemo(() => `${cueSheetHash(sheet)} ${bed}`, [sheet, bed]);
  const [sound, setSound] = useState<{ readonly hash: string; readonly url: string } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash represents the sheet and the bed
  useEffect(() => {
    if (isMuted()) return;
    const handle = delayRender('preparing the sound', { timeoutInMilliseconds: COMPUTING_TIMEOUT });
    const found = sounds.get(hash) ?? findSound(sheet, bed);
    sounds.set(hash, found);
    found.then((url) => {
      setSound({ hash, url });
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [hash, delayRender, continueRender]);
  return sound?.hash === hash ? sound.url : null;
}
