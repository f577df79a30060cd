import { runningBuild } from '../src/film/sources/built-sources.ts';

/** The ids of all films, without loading them where a build tells which modules the catalogue imports. */
export async function filmIds(): Promise<readonly string[]> {
  const catalogue = runningBuild()?.modules['compositions/catalogue.ts'];
  if (catalogue === undefined) {
    const { CATALOGUE } = await import('../compositions/catalogue.ts');
    return CATALOGUE.map(({ id }) => id);
  }
  return catalogue.files.flatMap((path) => /^compositions\/([\w-]+)\/index\.tsx?$/.exec(path)?.[1] ?? []);
}
