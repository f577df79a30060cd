import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { PROJECT } from '../src/film/project.ts';

/** The script of Remotion's command line. */
export const remotionCli = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@remotion/cli/package.json')), 'remotion-cli.js');

/** `lossreel studio`: Remotion Studio with the films; further arguments are passed on to it. */
export const addStudio = (program: Command): Command =>
  program
    .command('studio')
    .description('Remotion Studio with the films')
    .argument('[arguments...]', "passed on to 'remotion studio'")
    .allowUnknownOption()
    .action(async (passed: readonly string[]) => {
      const child = spawn(process.execPath, [remotionCli(), 'studio', ...passed], {
        cwd: PROJECT,
        // The Studio needs a development bundle, whatever this process's NODE_ENV.
        env: { ...process.env, NODE_ENV: 'development' },
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
