import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { useEffect, useMemo, useState } from 'react';
import { cancelRender, getStaticFiles, staticFile, useDelayRender } from 'remotion';
import type { CueSheet } from '../../audio/cue-sheet.ts';
import { cueSheetHash } from '../../audio/cue-sheet-checks.ts';
import { synthesize } from '../../audio/synthesize.ts';
import { encodeWav } from '../../audio/wav.ts';
import { entryPlace } from '../../src/cache/entry.ts';
import { soundIn, soundKey } from '../../src/film/kept-sound.ts';
import type { Look } from '../../src/story/look.ts';
import { isMuted } from './muted.ts';
import { fetchInput } from './static-inputs.ts';
import { decodedInPage, fetchRecordings } from './static-narration.ts';
import { DECODER, SYNTHESIS } from './synthesis.ts';
import { COMPUTING_TIMEOUT } from './timeouts.ts';

const sounds = new Map<string, Promise<string>>();

/** A sheet's WAV from the cache, which is served as static files, or `null` if there is no intact entry. */
async function keptSound(sheet: CueSheet, bed: Uint8Array | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (SYNTHESIS === null || DECODER === null) return null;
  const hash = bed === null ? undefined : bytesToHex(sha256(bed));
  const key = soundKey(sheet, { synthesis: SYNTHESIS, decoder: DECODER, bed: hash });
  const name = entryPlace('sound', key).replace(/^public\//, '');
  if (!getStaticFiles().some((file) => file.name === name)) return null;
  return soundIn(new Uint8Array(await (await fetch(staticFile(name))).arrayBuffer()), key);
}

/** URL of a sheet's WAV: from the cache, else synthesized in the page. */
async function findSound(
  sheet: CueSheet,
  { bed, narration }: Pick<Look, 'bed' | 'narration'>,
): Promise<string> {
  const bytes = bed === '' ? null : await fetchInput('bed', bed);
  const made = async () =>
    synthesize(
      sheet,
      bytes === null ? undefined : await decodedInPage('bed', bed, bytes),
      await fetchRecordings(sheet, narration),
    );
  const wav = (await keptSound(sheet, bytes)) ?? encodeWav(await made());
  return URL.createObjectURL(new Blob([wav], { type: 'audio/wav' }));
}

/** The URL of a cue sheet's sound once available; rendering waits for it. @param look with the names of static files */
export function useSound(sheet: CueSheet, look: Pick<Look, 'bed' | 'narration'>): string | null {
  const hash = useMemo(() => `${cueSheetHash(sheet)} ${look.bed}`, [sheet, look.bed]);
  const [sound, setSound] = useState<{ readonly hash: string; readonly url: string } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash represents the sheet with its narration, and the bed
  useEffect(() => {
    if (isMuted()) return;
    const handle = delayRender('preparing the sound', { timeoutInMilliseconds: COMPUTING_TIMEOUT });
    const found = sounds.get(hash) ?? findSound(sheet, look);
    sounds.set(hash, found);
    found.then((url) => {
      setSound({ hash, url });
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [hash, delayRender, continueRender]);
  return sound?.hash === hash ? sound.url : null;
}
