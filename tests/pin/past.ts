import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { goldenPath, type Print, pictureName } from './golden.ts';
import { decodePng, type Picture } from './pictures.ts';

const execute = promisify(execFile);

/** Pictures of frames as they were pinned. */
export interface Past {
  /** The commit they come from, or why there are none. */
  readonly from: string;
  /** By {@link pictureName}. */
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** The commit that last changed a film's golden. @throws Error saying why there is none */
async function pinningCommit(root: string, film: string): Promise<string> {
  const asked = ['log', '-1', '--format=%H', '--', goldenPath(film)];
  const { stdout } = await execute('git', asked, { cwd: root }).catch(() => {
    throw new Error('there is no git repository here');
  });
  if (stdout.trim() === '') throw new Error('no commit has pinned this film yet');
  return stdout.trim();
}

/** Unpacks a commit into a folder, with the currently installed packages. */
async function unpack(root: string, commit: string, folder: string): Promise<void> {
  const archive = `${folder}.tar`;
  try {
    await execute('git', ['archive', '--format=tar', '-o', archive, commit], { cwd: root });
    await execute('tar', ['-xf', archive, '-C', folder]);
  } finally {
    rmSync(archive, { force: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** An error as one line: for a failed command, its own message, not how it was called. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (/^\w*(?:Error|fatal): .*$/m.exec(message)?.[0] ?? message.split('\n')[0] ?? '').trim();
}

/**
 * Draws frames as they were when they were pinned: git keeps no pictures, so the commit that last changed the golden
 * draws them once more, in one process. It never fails: if the past cannot be restored, `from` says why.
 *
 * @param root the repository
 */
export async function pastPictures(root: string, film: string, prints: readonly Print[]): Promise<Past> {
  const folder = mkdtempSync(join(tmpdir(), 'lossreel-pin-'));
  try {
    const commit = await pinningCommit(root, film);
    await unpack(root, commit, folder);
    const drawn = join(folder, 'out', 'pin');
    const shots = prints.map(({ look, frame }) => `${look.format}/${look.theme}/${frame}`);
    const script = join('tests', 'pin', 'draw.ts');
    const settings = { NODE_ENV: 'production', TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') };
    await execute(process.execPath, ['--import', 'tsx', script, film, drawn, ...shots], {
      cwd: folder,
      env: { ...process.env, ...settings },
    });
    const pictures = new Map<string, Picture>();
    for (const print of prints) {
      const name = pictureName(film, print);
      const path = join(drawn, `${name}.png`);
      if (existsSync(path)) pictures.set(name, await decodePng(readFileSync(path)));
    }
    return { from: commit.slice(0, 8), pictures };
  } catch (error) {
    return { from: reasonOf(error), pictures: new Map() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
