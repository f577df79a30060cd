import { createTypeface, FONT_FILES } from '../../../src/scene/type/font-typeface.ts';
import { frameHashes } from './frame-hashes.ts';

const fetched = async (files: readonly string[]) =>
  createTypeface(
    await Promise.all(
      files.map(async (file) => new Uint8Array(await (await fetch(`/${file}`)).arrayBuffer())),
    ),
  );

/** {@link frameHashes} in the page, with the typefaces fetched from where the page comes from. */
export async function hashesInPage(id: string, count: number): Promise<readonly string[]> {
  const type = { regular: await fetched(FONT_FILES.regular), semibold: await fetched(FONT_FILES.semibold) };
  return frameHashes(id, count, type);
}
