import inter400 from '@fontsource/inter/files/inter-latin-400-normal.woff';
import inter600 from '@fontsource/inter/files/inter-latin-600-normal.woff';
import mono500 from '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff';
import math400 from '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff';
import { useEffect, useState } from 'react';
import { cancelRender, useDelayRender } from 'remotion';
import { FONT_FILES } from '../../src/scene/type/font-files.ts';
import { createTypeface } from '../../src/scene/type/font-typeface.ts';
import type { Typefaces } from '../../src/scene/type/typeface.ts';
import { TYPEFACES_TIMEOUT } from './timeouts.ts';

/** The URLs of the font files, as bundled. */
const URLS: Readonly<Record<string, string>> = {
  '@fontsource/inter/files/inter-latin-400-normal.woff': inter400,
  '@fontsource/inter/files/inter-latin-600-normal.woff': inter600,
  '@fontsource/jetbrains-mono/files/jetbrains-mono-latin-500-normal.woff': mono500,
  '@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff': math400,
};

async function fetchBytes(file: string): Promise<Uint8Array> {
  const url = URLS[file];
  if (url === undefined) throw new Error(`the font file ${file} is not bundled`);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

const fetchTypeface = async (files: readonly string[]) =>
  createTypeface(await Promise.all(files.map(fetchBytes)));

let loading: Promise<Typefaces> | undefined;
let loaded: Typefaces | null = null;

/** The typefaces, fetched once per page. */
function loadTypefaces(): Promise<Typefaces> {
  loading ??= Promise.all([
    fetchTypeface(FONT_FILES.regular),
    fetchTypeface(FONT_FILES.semibold),
    fetchTypeface(FONT_FILES.mono),
  ]).then(([regular, semibold, mono]) => {
    loaded = { regular, semibold, mono };
    return loaded;
  });
  return loading;
}

/** The typefaces once available; rendering waits for them. */
export function useTypefaces(): Typefaces | null {
  const [type, setType] = useState<Typefaces | null>(loaded);
  const { delayRender, continueRender } = useDelayRender();
  useEffect(() => {
    if (type !== null) return;
    const handle = delayRender('loading the typefaces', { timeoutInMilliseconds: TYPEFACES_TIMEOUT });
    loadTypefaces().then((faces) => {
      setType(faces);
      continueRender(handle);
    }, cancelRender);
    return () => continueRender(handle);
  }, [type, delayRender, continueRender]);
  return type;
}
