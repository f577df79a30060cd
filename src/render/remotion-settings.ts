import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { RspackOverrideFn } from '@remotion/bundler';
import type { Browser } from './browser.ts';

/**
 * How Remotion renders our films: lossless frames and the colours of HD video. What holds for one codec only cannot be
 * said here, or Remotion refuses all others, those of sound alone too: see {@link ffmpegCommand}.
 */
export const REMOTION_SETTINGS = {
  imageFormat: 'png',
  colorSpace: 'bt709',
  audioBitrate: '192k',
} as const;

interface Hook<T> {
  readonly tap: (name: string, listen: (value: T) => void) => void;
}
/** What a plugin of Rspack needs to say how much is told of a compilation. */
interface Compiler {
  readonly hooks: {
    readonly compilation: Hook<{ readonly hooks: { readonly statsNormalize: Hook<object> } }>;
  };
}

/** Remotion asks Rspack for all there is to know of every module, which takes as long as bundling, and reads the errors. */
const tellErrorsOnly = (compiler: Compiler): void =>
  compiler.hooks.compilation.tap('errors only', ({ hooks }) =>
    hooks.statsNormalize.tap('errors only', (asked) => Object.assign(asked, { all: false, errors: true })),
  );

const RUNTIME = 'react/jsx-runtime';
type Resolve = NonNullable<Parameters<RspackOverrideFn>[0]['resolve']>;

/** React's elements without the stack that its development build notes down for each: a third of an edit's time in the Studio. */
function plainElements(resolve: Resolve = {}): Resolve {
  const alias = resolve.alias || {};
  const runtime = alias[RUNTIME];
  if (typeof runtime !== 'string') return resolve;
  const plain = join(dirname(runtime), 'cjs', 'react-jsx-runtime.production.js');
  return { ...resolve, alias: { ...alias, [RUNTIME]: plain } };
}

/**
 * How Rspack bundles the films. Assets get names of their own: the Studio names them by their path, which cannot be
 * served where node_modules lies outside of the project.
 */
export const bundlerSettings: RspackOverrideFn = (config) => ({
  ...config,
  output: { ...config.output, assetModuleFilename: '[hash][ext]' },
  resolve: plainElements(config.resolve),
  plugins: [...(config.plugins ?? []), tellErrorsOnly],
});

/** What Remotion calls the two kinds of browser. */
export const chromeMode = ({ kind }: Browser): 'headless-shell' | 'chrome-for-testing' =>
  kind === 'headless-shell' ? 'headless-shell' : 'chrome-for-testing';

/** Tabs at once: the headless shell draws them in parallel, full Chromium one after the other. */
export const tabs = (browser: Browser | null): number =>
  browser?.kind === 'chromium' ? 1 : availableParallelism();

/** Samples by which an AAC encoder's stream begins early, and which raw ADTS cannot tell its player to skip. */
const PRIMING = 2048;
const SAMPLE_RATE = 48_000;

/** Remotion's hook before it calls FFmpeg, see {@link quickX264} and {@link alignSound}. */
export const ffmpegCommand = ({ type, args }: { readonly type: string; readonly args: string[] }): string[] =>
  quickX264(type === 'stitcher' ? alignSound(args) : args);

/**
 * The browser leaves x264 less time than the native engine does. Of lossless frames its quick preset makes smaller files,
 * closer to the picture, than the usual preset does of JPEG frames; where another preset is asked for, that one is taken.
 */
function quickX264(args: readonly string[]): string[] {
  const encoder = args.indexOf('libx264');
  if (encoder < 0 || args.includes('-preset')) return [...args];
  return [...args.slice(0, encoder + 1), '-preset', 'veryfast', ...args.slice(encoder + 1)];
}

/**
 * Remotion encodes the sound to ADTS and copies it into the MP4 without an edit list, so it comes 2048 samples late.
 * Shifts the `.aac` input of a stitching command back by as much.
 *
 * @param args FFmpeg's arguments; returned as they are where there is no such input
 */
export function alignSound(args: readonly string[]): string[] {
  const input = args.findIndex((arg, i) => arg === '-i' && (args[i + 1] ?? '').endsWith('.aac'));
  if (input < 0) return [...args];
  return [...args.slice(0, input), '-itsoffset', String(-PRIMING / SAMPLE_RATE), ...args.slice(input)];
}
