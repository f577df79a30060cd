import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { bundlerSettings } from '../src/render/remotion-settings.ts';
import { PROJECT } from './paths.ts';

/** Bundles the films for Remotion, with the static files of a folder. @returns the folder of the bundle */
export const bundleFilms = (publicDir: string): Promise<string> =>
  bundle({
    entryPoint: join(PROJECT, 'compositions', 'index.ts'),
    publicDir,
    rspack: true,
    rspackOverride: bundlerSettings,
  });
