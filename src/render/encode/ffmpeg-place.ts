import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';

/** Where an FFmpeg may be named that is used in place of the one that Remotion ships. */
export const FFMPEG_VARIABLE = 'LOSSREEL_FFMPEG';
/** The version of the packages that carry FFmpeg: one of the optional dependencies in package.json. */
export const COMPOSITOR_VERSION = '4.0.529';

/** Which FFmpeg is used. */
export interface FfmpegPlace {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** The package that carries it and the folder of all its files, or `null`: it was named by the user. */
  readonly carrier: { readonly name: string; readonly folder: string } | null;
}

const program = (tool: string): string => (process.platform === 'win32' ? `${tool}.exe` : tool);

/** The machines that there is such a package for, by platform, processor and, on Linux, C library. */
export const COMPOSITORS = [
  ...['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-arm64-musl', 'linux-x64-gnu', 'linux-x64-musl'],
  'win32-x64-msvc',
] as const;

/** The packages that may carry FFmpeg for this machine, the likelier one first; of Linux's two, one is installed. */
function compositorPackages(): readonly string[] {
  const machine = `${process.platform}-${process.arch}`;
  const own = COMPOSITORS.filter((name) => name === machine || name.startsWith(`${machine}-`));
  const likely = existsSync('/etc/alpine-release') ? '-musl' : '-gnu';
  const sorted = [...own].sort((a, b) => Number(b.endsWith(likely)) - Number(a.endsWith(likely)));
  return sorted.map((name) => `@remotion/compositor-${name}`);
}

function carried(): FfmpegPlace {
  const names = compositorPackages();
  const here = createRequire(import.meta.url);
  // A package manager may keep the package beside the renderer, which depends on it, or inside.
  for (const find of [() => here, () => createRequire(here.resolve('@remotion/renderer/package.json'))]) {
    for (const name of names) {
      try {
        const folder = dirname(find().resolve(`${name}/package.json`));
        const at = (tool: string): string => join(folder, program(tool));
        return { ffmpeg: at('ffmpeg'), ffprobe: at('ffprobe'), carrier: { name, folder } };
      } catch {}
    }
  }
  const [name] = names;
  throw new Error(
    name === undefined
      ? `Remotion ships no FFmpeg for ${process.platform}-${process.arch}: install one that has libx264, and name it by --ffmpeg or ${FFMPEG_VARIABLE}`
      : `FFmpeg is missing: run 'npm install ${name}@${COMPOSITOR_VERSION}', or name one that has libx264 by --ffmpeg or ${FFMPEG_VARIABLE}`,
  );
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function named(path: string): FfmpegPlace {
  const folders = /[\\/]/.test(path) ? [] : (process.env.PATH ?? '').split(delimiter);
  const places = [
    resolve(path),
    ...folders.flatMap((folder) => [join(folder, path), join(folder, program(path))]),
  ];
  const ffmpeg = places.find(isFile);
  if (ffmpeg === undefined) throw new Error(`${FFMPEG_VARIABLE}: there is no FFmpeg '${path}'`);
  return { ffmpeg, ffprobe: join(dirname(ffmpeg), program('ffprobe')), carrier: null };
}

let known: { readonly asked: string; readonly place: FfmpegPlace } | undefined;

/**
 * The FFmpeg to use: the one that {@link FFMPEG_VARIABLE} names, by its path or as a command, else the one that Remotion
 * ships.
 *
 * @throws Error, one line, when it is not there
 */
export function ffmpegPlace(): FfmpegPlace {
  const asked = process.env[FFMPEG_VARIABLE] ?? '';
  if (known?.asked !== asked) known = { asked, place: asked === '' ? carried() : named(asked) };
  return known.place;
}

/** The environment in which FFmpeg finds its libraries: those that are carried lie beside it. */
export function ffmpegEnvironment(): NodeJS.ProcessEnv {
  const { carrier } = ffmpegPlace();
  if (carrier === null) return process.env;
  const variable =
    { darwin: 'DYLD_LIBRARY_PATH', win32: 'PATH' }[process.platform as string] ?? 'LD_LIBRARY_PATH';
  const before = process.env[variable];
  return { ...process.env, [variable]: before ? `${carrier.folder}${delimiter}${before}` : carrier.folder };
}
