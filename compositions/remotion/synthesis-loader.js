// Rspack's loader of synthesis.ts in a checkout: the version of the synthesis as it is when the bundle is made, or made
// again in the Studio after an edit. Rspack runs loaders with plain Node, so it is asked of a build.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { latestBuild } from '../../scripts/checkout.js';

export default async function synthesisLoader() {
  const built = join(await latestBuild(), 'synthesis-loader.js');
  return (await import(pathToFileURL(built).href)).default.call(this);
}
