import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { ownFolder } from '../../src/cache/remains.ts';
import { fileOf } from './own-films.ts';
import { bundlerSettings } from './settings.ts';

/**
 * Bundles the films for Remotion, with the static files of a folder.
 *
 * @param entryPoint of the bundle; the films of the catalogue by default
 * @returns the folder of the bundle
 */
export const bundleFilms = (
  publicDir: string,
  entryPoint: string = fileOf('remotion-root.js', 'index.ts'),
): Promise<string> =>
  bundle({
    // There it goes with this process, or with the next command if this one is killed.
    outDir: mkdtempSync(join(ownFolder(), 'bundle-')),
    entryPoint,
    publicDir,
    rspack: true,
    rspackOverride: bundlerSettings(fileOf('synthesis-loader.js', 'remotion/synthesis-loader.js')),
  });
