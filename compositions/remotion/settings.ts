import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { RspackOverrideFn } from '@remotion/bundler';
import type { Browser } from './browser.ts';

/**
 * How Remotion renders our films: lossless frames and HD video colours. Settings specific to one codec cannot go here,
 * or Remotion would refuse all others, including sound-only ones: see ffmpeg-command.ts.
 */
export const REMOTION_SETTINGS = {
  imageFormat: 'png',
  colorSpace: 'bt709',
  audioBitrate: '192k',
} as const;

interface Hook<T> {
  readonly tap: (name: string, listen: (value: T) => void) => void;
}
/** The parts of Rspack's plugin API needed to limit the compilation stats. */
interface Compiler {
  readonly hooks: {
    readonly compilation: Hook<{ readonly hooks: { readonly statsNormalize: Hook<object> } }>;
  };
}

/** Remotion requests full stats for every module from Rspack, which takes as long as bundling, and only reads the errors. */
const tellErrorsOnly = (compiler: Compiler): void =>
  compiler.hooks.compilation.tap('errors only', ({ hooks }) =>
    hooks.statsNormalize.tap('errors only', (asked) => Object.assign(asked, { all: false, errors: true })),
  );

const RUNTIME = 'react/jsx-runtime';
type Resolve = NonNullable<Parameters<RspackOverrideFn>[0]['resolve']>;

/** Creates React elements without the stack trace its development build records for each: a third of an edit's time in the Studio. */
function plainElements(resolve: Resolve = {}): Resolve {
  const alias = resolve.alias || {};
  const runtime = alias[RUNTIME];
  if (typeof runtime !== 'string') return resolve;
  const plain = join(dirname(runtime), 'cjs', 'react-jsx-runtime.production.js');
  // React 18 names it differently.
  return existsSync(plain) ? { ...resolve, alias: { ...alias, [RUNTIME]: plain } } : resolve;
}

/** What the sources of films of somebody's own import, by what they import it as. */
export interface OwnAliases {
  readonly alias: Readonly<Record<string, string>>;
  /** Only where they have none of their own. */
  readonly fallback: Readonly<Record<string, string>>;
}

/** The build that draws the film is made for React's plain runtime, so plain elements would be warned of. */
const withOwn = (resolve: Resolve = {}, own: OwnAliases): Resolve => ({
  ...resolve,
  alias: { ...(resolve.alias || {}), ...own.alias },
  fallback: { ...(resolve.fallback || {}), ...own.fallback },
});

/** Where a build's Remotion configuration is told of those, as JSON. */
export const ALIASES_VARIABLE = 'LOSSREEL_ALIASES';

/** Where a build's Remotion configuration is told the loader that fills in the version of the synthesis. */
export const LOADER_VARIABLE = 'LOSSREEL_SYNTHESIS_LOADER';

/**
 * How Rspack bundles the films. Assets get unique names: the Studio names them by path, which cannot be served if
 * node_modules is outside the project. The page receives the version of the synthesis.
 *
 * @param loader path of the loader that fills in the version of the synthesis
 * @param own what the sources of films of somebody's own import, where there are any
 */
export const bundlerSettings =
  (loader: string, own?: OwnAliases): RspackOverrideFn =>
  (config) => ({
    ...config,
    output: { ...config.output, assetModuleFilename: '[hash][ext]' },
    resolve: own === undefined ? plainElements(config.resolve) : withOwn(config.resolve, own),
    module: { ...config.module, rules: [...(config.module?.rules ?? []), synthesisRule(loader)] },
    plugins: [...(config.plugins ?? []), tellErrorsOnly],
  });

const synthesisRule = (loader: string) => ({
  test: /[\\/](remotion[\\/]synthesis\.ts|lossreel[\\/]dist[\\/]synthesis\.js|dist[\\/]checkout[\\/]\w+[\\/]synthesis\.js)$/,
  enforce: 'pre' as const,
  use: loader,
});

/** Remotion's name for a kind of browser. */
export const chromeMode = ({ kind }: Browser): 'headless-shell' | 'chrome-for-testing' =>
  kind === 'headless-shell' ? 'headless-shell' : 'chrome-for-testing';

/** Number of tabs: the headless shell draws them in parallel, full Chromium one after the other. */
export const tabs = (browser: Browser | null): number =>
  browser?.kind === 'chromium' ? 1 : availableParallelism();
