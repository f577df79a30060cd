import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '@remotion/bundler';
import { BUILT, builtFile, PROJECT } from '../../src/film/project.ts';
import { bundlerSettings } from './settings.ts';

const place = (built: string, source: string): string =>
  BUILT ? fileURLToPath(builtFile(built)) : join(PROJECT, 'compositions', source);

/** Bundles the films for Remotion, with the static files of a folder. @returns the folder of the bundle */
export const bundleFilms = (publicDir: string): Promise<string> =>
  bundle({
    entryPoint: place('remotion-root.js', 'index.ts'),
    publicDir,
    rspack: true,
    rspackOverride: bundlerSettings(place('synthesis-loader.js', 'remotion/synthesis-loader.js')),
  });
