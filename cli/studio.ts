import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { requireRemotion, STUDIO_PACKAGES } from '../compositions/remotion/packages.ts';
import { LOADER_VARIABLE } from '../compositions/remotion/settings.ts';
import { builtFile, PROJECT, WORKPLACE } from '../src/film/project.ts';

/** The script of Remotion's command line. */
export const remotionCli = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@remotion/cli/package.json')), 'remotion-cli.js');

/** What Remotion is told beside: in a checkout it finds the sources and their configuration itself. */
function whatToShow(): { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv } {
  if (WORKPLACE === PROJECT) return { args: [], env: {} };
  const path = (name: string): string => fileURLToPath(builtFile(name));
  return {
    args: [path('remotion-root.js'), `--config=${path('remotion-config.js')}`],
    env: { [LOADER_VARIABLE]: path('synthesis-loader.js') },
  };
}

/** `lossreel studio`: Remotion Studio on the films; further arguments go to it. */
export const addStudio = (program: Command): Command =>
  program
    .command('studio')
    .argument('[arguments...]', "passed on to 'remotion studio'")
    .allowUnknownOption()
    .action(async (passed: readonly string[]) => {
      requireRemotion('the Studio', STUDIO_PACKAGES);
      const { args, env } = whatToShow();
      const child = spawn(process.execPath, [remotionCli(), 'studio', ...args, ...passed], {
        cwd: WORKPLACE,
        // Its bundle is one for development, whatever this process runs as.
        env: { ...process.env, ...env, NODE_ENV: 'development' },
        stdio: 'inherit',
      });
      const forward = (): void => {
        child.kill('SIGINT');
      };
      process.on('SIGINT', forward).on('SIGTERM', forward);
      process.exitCode = await new Promise<number>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code) => resolve(code ?? 0));
      });
      process.off('SIGINT', forward).off('SIGTERM', forward);
    });
