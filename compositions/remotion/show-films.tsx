import type { ReactElement } from 'react';
import type { Film } from '../../src/film/film.ts';
import { foldersOf, Root } from './Root.tsx';

// Remotion wants to see it called in the root itself.
export { registerRoot } from 'remotion';

/** A root that shows these films and no others. */
export function rootFor(films: readonly Film[]): () => ReactElement {
  const folders = foldersOf(films);
  return () => <Root folders={folders} />;
}
