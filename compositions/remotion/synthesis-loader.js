// Rspack loader for synthesis.ts: inserts the version of the synthesis at bundling time, including rebuilds in the
// Studio after an edit. Registers the TypeScript loader, as Rspack runs loaders in plain Node.
import { tsImport } from 'tsx/esm/api';

export default async function synthesisLoader() {
  this.cacheable(false);
  const { synthesisNow } = await tsImport('../../src/film/sources-version.ts', import.meta.url);
  return `export const SYNTHESIS: string | null = ${JSON.stringify(synthesisNow())};\n`;
}
