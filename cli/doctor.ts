import { existsSync } from 'node:fs';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { browserCommand, findBrowser, noBrowserMessage } from '../compositions/remotion/browser.ts';
import { oneLine } from '../src/film/errors.ts';
import { PROJECT, readPackage } from '../src/film/project.ts';
import { ffmpegPath, runFfmpeg } from '../src/render/encode/ffmpeg.ts';
import { loadCanvasKit } from '../src/render/paint/canvaskit.ts';
import { nodeTypefaces } from '../src/render/paint/fonts.ts';
import { printJson } from './print.ts';

interface Finding {
  readonly part: string;
  readonly ok: boolean;
  /** False if films can be rendered without it. */
  readonly needed: boolean;
  readonly found: string;
  /** The command that fixes it. */
  readonly mend: string | null;
}

/** Tries out one part; whatever it throws is the problem. */
async function check(
  part: string,
  needed: boolean,
  mend: string,
  probe: () => Promise<string> | string,
): Promise<Finding> {
  try {
    return { part, needed, ok: true, found: await probe(), mend: null };
  } catch (error) {
    return { part, needed, ok: false, found: oneLine(error), mend };
  }
}

const MIN_NODE = 20;

function nodeVersion(): string {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < MIN_NODE) throw new Error(`Node ${process.versions.node}; 20 or newer is needed`);
  return `Node ${process.versions.node}`;
}

const examine = (): Promise<readonly Finding[]> =>
  Promise.all([
    check('node', true, 'install Node 20 or newer', nodeVersion),
    check('machine', true, '', () => {
      const memory = Math.round(totalmem() / 2 ** 30);
      return `${platform()} ${release()} ${arch()}, ${availableParallelism()} cores, ${memory} GiB`;
    }),
    check('ffmpeg', true, 'npm ci', async () => {
      const banner = (await runFfmpeg(['-version'], { tool: 'ffprobe' })).toString();
      return `${banner.split(' Copyright')[0]?.replace('ffprobe', 'FFmpeg') ?? ''} (${ffmpegPath()})`;
    }),
    check('painter', true, 'npm ci', async () => {
      await loadCanvasKit();
      return `CanvasKit ${readPackage().dependencies['canvaskit-wasm'] ?? ''}`;
    }),
    check('fonts', true, 'npm ci', () => {
      nodeTypefaces();
      return 'Inter, Noto Sans Math';
    }),
    check('sound', true, 'npm ci', async () => {
      const { installWebAudio } = await import('../audio/node-web-audio.js');
      await installWebAudio();
      return `Tone ${readPackage().dependencies.tone ?? ''} on web-audio-api`;
    }),
    check('remotion', false, 'npm ci', () => {
      const path = join(PROJECT, 'node_modules', '@remotion', 'cli', 'package.json');
      if (!existsSync(path)) throw new Error('not installed');
      return `Remotion ${readPackage().dependencies.remotion ?? ''}`;
    }),
    check('browser', false, browserCommand(), () => {
      const browser = findBrowser(PROJECT);
      if (browser === null) throw new Error(noBrowserMessage());
      return `${browser.path} (${browser.kind})`;
    }),
  ]);

/** `lossreel doctor`: what this machine has and what it lacks. */
export const addDoctor = (program: Command): Command =>
  program
    .command('doctor')
    .description('what this machine has, what it lacks, and the command that fixes it')
    .option('--json', 'as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const findings = await examine();
      if (json) printJson(findings);
      else {
        for (const { part, ok, needed, found, mend } of findings) {
          const mark = ok ? 'ok  ' : needed ? 'FAIL' : 'warn';
          process.stdout.write(
            `${mark} ${part.padEnd(9)} ${found}${mend === null ? '' : `\n     to fix it: ${mend}`}\n`,
          );
        }
      }
      const lacking = findings.filter(({ ok, needed }) => needed && !ok);
      if (lacking.length > 0)
        throw new Error(`this machine lacks ${lacking.map(({ part }) => part).join(', ')}`);
    });
