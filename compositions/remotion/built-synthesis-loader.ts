import { decoderNow, synthesisNow } from '../../src/film/sources/sources-version.ts';

/** Rspack's loader of the build's synthesis.js: what it says are the versions of the synthesis of that build, and of its decoder. */
export default function synthesisLoader(this: { readonly cacheable: (flag: boolean) => void }): string {
  this.cacheable(false);
  return `export const SYNTHESIS = ${JSON.stringify(synthesisNow())};\nexport const DECODER = ${JSON.stringify(decoderNow())};\n`;
}
