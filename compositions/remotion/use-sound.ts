import { useEffect, useMemo, useState } from 'react';
import { cancelRender, getStaticFiles, staticFile, useDelayRender } from 'remotion';
import type { CueSheet } from '../../audio/cue-sheet.ts';
import { cueSheetHash } from '../../audio/cue-sheet-checks.ts';
import { synthesize } from '../../audio/synthesize.ts';
import { encodeWav } from '../../audio/wav.ts';
import { entryPlace } from '../../src/cache/entry.ts';
import { soundIn, soundKey } from '../../src/film/kept-sound.ts';
import { isMuted } from './muted.ts';
import { SYNTHESIS } from './synthesis.ts';
import { COMPUTING_TIMEOUT } from './timeouts.ts';

const sounds = new Map<string, Promise<string>>();

/** A sheet's WAV from the cache, which is served as static files, or `null` if there is no intact entry. */
async function keptSound(sheet: CueSheet): Promise<Uint8Array<ArrayBuffer> | null> {
  if (SYNTHESIS === null) return null;
  const key = soundKey(sheet, SYNTHESIS);
  const name = entryPlace('sound', key).replace(/^public\//, '');
  if (!getStaticFiles().some((file) => file.name === name)) return null;
  return soundIn(new Uint8Array(await (await fetch(staticFile(name))).arrayBuffer()), key);
}

/** URL of a sheet's WAV: from the cache, else synthesized in the page. */
async function findSound(sheet: CueSheet): Promise<string> {
  const wav = (await keptSound(sheet)) ?? encodeWav(await synthesize(sheet));
  return URL.createObjectURL(new Blob([wav], { type: 'audio/wav' }));
}

/** The URL of a cue sheet's sound once available; rendering waits for it. */
export function useSound(sheet: CueSheet): string | null {
  const hash = useMemo(() => cueSheetHash(sheet), [sheet]);
  const [sound, setSound] = useState<{ readonly hash: string; readonly url: string } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash represents the sheet
  useEffect(() => {
    if (isMuted()) return;
    const handle = delayRender('preparing the sound', { timeoutInMilliseconds: COMPUTING_TIMEOUT });
    const found = sounds.get(hash) ?? findSound(sheet);
    sounds.set(hash, found);
    found.then((url) => {
      setSound({ hash, url });
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [hash, delayRender, continueRender]);
  return sound?.hash === hash ? sound.url : null;
}
