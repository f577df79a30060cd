import { arch, availableParallelism, platform, release, totalmem } from 'node:os';
import { browserCommand, findBrowser, noBrowserMessage } from '../compositions/remotion/browser.ts';
import { BROWSER_PACKAGES, requireRemotion, STUDIO_PACKAGES } from '../compositions/remotion/packages.ts';
import { oneLine } from '../src/film/one-line.ts';
import { versionsOf } from '../src/film/sources/installed.ts';
import { PROJECT, WORKPLACE } from '../src/film/sources/project.ts';
import { runFfmpeg } from '../src/render/encode/ffmpeg.ts';
import { examineFfmpeg } from '../src/render/encode/ffmpeg-facts.ts';
import { ffmpegPlace } from '../src/render/encode/ffmpeg-place.ts';
import { loadCanvasKit } from '../src/render/paint/canvaskit.ts';
import { nodeTypefaces } from '../src/render/paint/fonts.ts';
import { coloursOf } from './colours.ts';
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

/** What mends an installation that lacks a part. */
const INSTALL = WORKPLACE === PROJECT ? 'npm ci' : 'npm install';
const versionOf = (name: string): string => versionsOf([name], PROJECT)[name] ?? '';

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
    check('ffmpeg', true, '', () => {
      const { version, x264 } = examineFfmpeg();
      return `FFmpeg ${version} with x264 ${x264} (${ffmpegPlace().ffmpeg})`;
    }),
    check('ffprobe', false, '', async () => {
      const banner = (await runFfmpeg(['-version'], { tool: 'ffprobe' })).toString();
      return `${banner.split(' Copyright')[0] ?? ''} (${ffmpegPlace().ffprobe})`;
    }),
    check('painter', true, INSTALL, async () => {
      await loadCanvasKit();
      return `CanvasKit ${versionOf('canvaskit-wasm')}`;
    }),
    check('fonts', true, INSTALL, () => {
      nodeTypefaces();
      return 'Inter, Noto Sans Math';
    }),
    check('sound', true, INSTALL, async () => {
      const { installWebAudio } = await import('../audio/node-web-audio.js');
      await installWebAudio();
      return `Tone ${versionOf('tone')} on web-audio-api`;
    }),
    check('remotion', false, '', () => {
      const needed = [...new Set([...STUDIO_PACKAGES, ...BROWSER_PACKAGES])];
      return `Remotion ${requireRemotion('the Studio or the browser engine', needed)}`;
    }),
    check('browser', false, browserCommand(), () => {
      const browser = findBrowser(WORKPLACE);
      if (browser === null) throw new Error(noBrowserMessage());
      return `${browser.path} (${browser.kind})`;
    }),
  ]);

const MARKS = { ok: 'ok  ', fail: 'FAIL', warn: 'warn' } as const;

/** A finding in a line, and in a second one what mends it. */
function findingLines({ part, ok, needed, found, mend }: Finding): string {
  const { green, red, yellow } = coloursOf(process.stdout);
  const mark = ok ? green(MARKS.ok) : needed ? red(MARKS.fail) : yellow(MARKS.warn);
  return `${mark} ${part.padEnd(9)} ${found}${mend === null || mend === '' ? '' : `\n     mend it: ${mend}`}\n`;
}

/** What `lossreel doctor` does. @throws Error if films cannot be rendered here */
export async function doctor({ json = false }: { readonly json?: boolean }): Promise<void> {
  const findings = await examine();
  if (json) printJson(findings);
  else process.stdout.write(findings.map(findingLines).join(''));
  const lacking = findings.filter(({ ok, needed }) => needed && !ok);
  if (lacking.length > 0) throw new Error(`this machine lacks ${lacking.map(({ part }) => part).join(', ')}`);
}
