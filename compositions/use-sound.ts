import { useEffect, useMemo, useState } from 'react';
import { cancelRender, getStaticFiles, staticFile, useDelayRender } from 'remotion';
import type { CueSheet } from '../audio/cue-sheet.ts';
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { synthesize } from '../audio/synthesize.ts';
import { encodeWav } from '../audio/wav.ts';
import { isMuted } from './muted.ts';

const sounds = new Map<string, Promise<string>>();

/** Address of a sheet's WAV: the static file where there is one, else synthesized in the page. */
async function findSound(sheet: CueSheet, hash: string): Promise<string> {
  const name = `sound/${hash}.wav`;
  if (getStaticFiles().some((file) => file.name === name)) return staticFile(name);
  const wav = encodeWav(await synthesize(sheet));
  return URL.createObjectURL(new Blob([new Uint8Array(wav)], { type: 'audio/wav' }));
}

/** The address of the sound of a cue sheet once it is there; rendering waits for it. */
export function useSound(sheet: CueSheet): string | null {
  const hash = useMemo(() => cueSheetHash(sheet), [sheet]);
  const [sound, setSound] = useState<{ readonly hash: string; readonly url: string } | null>(null);
  const { delayRender, continueRender } = useDelayRender();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the sheet
  useEffect(() => {
    if (isMuted()) return;
    const handle = delayRender('preparing the sound', { timeoutInMilliseconds: 120_000 });
    const found = sounds.get(hash) ?? findSound(sheet, hash);
    sounds.set(hash, found);
    found.then((url) => {
      setSound({ hash, url });
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [hash, delayRender, continueRender]);
  return sound?.hash === hash ? sound.url : null;
}
