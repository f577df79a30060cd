import { join } from 'node:path';
import { bundle } from '@remotion/bundler';
import { PROJECT } from '../../src/film/project.ts';
import { bundlerSettings } from './settings.ts';

/** Bundles the films for Remotion, with a folder of static files. @returns the folder of the bundle */
export const bundleFilms = (publicDir: string): Promise<string> =>
  bundle({
    entryPoint: join(PROJECT, 'compositions', 'index.ts'),
    publicDir,
    rspack: true,
    rspackOverride: bundlerSettings(PROJECT),
  });
