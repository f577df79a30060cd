import { synthesisNow } from '../../src/film/sources-version.ts';

/** Rspack's loader of the build's synthesis.js: what it says is the version of the synthesis of that build. */
export default function synthesisLoader(this: { readonly cacheable: (flag: boolean) => void }): string {
  this.cacheable(false);
  return `export const SYNTHESIS = ${JSON.stringify(synthesisNow())};\n`;
}
