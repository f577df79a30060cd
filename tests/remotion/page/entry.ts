import { CATALOGUE } from '../../../compositions/catalogue.ts';
import { FONT_FILES } from '../../../src/scene/type/font-files.ts';
import { createTypeface } from '../../../src/scene/type/font-typeface.ts';
import { frameHashes } from './frame-hashes.ts';

const fetched = async (files: readonly string[]) =>
  createTypeface(
    await Promise.all(
      files.map(async (file) => new Uint8Array(await (await fetch(`/${file}`)).arrayBuffer())),
    ),
  );

/** {@link frameHashes} of a film with default params, simulated in the page, with typefaces fetched from the page's origin. */
export async function hashesInPage(id: string, count: number): Promise<readonly string[]> {
  const type = {
    regular: await fetched(FONT_FILES.regular),
    semibold: await fetched(FONT_FILES.semibold),
    mono: await fetched(FONT_FILES.mono),
  };
  const film = CATALOGUE.find((one) => one.id === id);
  if (film === undefined) throw new Error(`no such film: '${id}'`);
  return frameHashes(film, film.simulate(film.params.parse({}), '1'), count, type);
}
