import type { ReactElement } from 'react';
import { Composition, Folder, Still } from 'remotion';
import type { Film } from '../../src/film/film.ts';
import { FORMAT_NAMES, FORMATS, type Format } from '../../src/scene/stage.ts';
import { compositionId, posterId } from './composition-id.ts';
import { FilmPlayer, FilmPoster } from './FilmPlayer.tsx';
import { filmMetadata, posterMetadata } from './metadata.ts';
import { defaultProps, type FilmProps, propSchema } from './prop-schema.ts';

/** What Remotion needs to know about a film in a format: the film itself, and its poster. */
function describe(film: Film, format: Format) {
  const shared = { schema: propSchema(film), defaultProps: defaultProps(film) };
  return {
    composition: {
      ...shared,
      id: compositionId(film.id, format),
      component: (props: FilmProps): ReactElement => <FilmPlayer film={film} format={format} props={props} />,
      calculateMetadata: filmMetadata(film, format),
    },
    poster: {
      ...shared,
      id: posterId(film.id, format),
      component: (props: FilmProps): ReactElement => <FilmPoster film={film} format={format} props={props} />,
      calculateMetadata: posterMetadata(film, format),
      ...FORMATS[format],
    },
  };
}

/** What Remotion needs to know about films. */
export const foldersOf = (films: readonly Film[]) =>
  films.map((film) => ({
    name: film.id,
    entries: FORMAT_NAMES.map((format) => describe(film, format)),
  }));

/** Remotion's view of films: one folder per film, one composition per format, and a still for its poster. */
export function Root({ folders }: { readonly folders: ReturnType<typeof foldersOf> }): ReactElement {
  return (
    <>
      {folders.map(({ name, entries }) => (
        <Folder key={name} name={name}>
          {entries.map(({ composition }) => (
            <Composition key={composition.id} {...composition} />
          ))}
          {entries.map(({ poster }) => (
            <Still key={poster.id} {...poster} />
          ))}
        </Folder>
      ))}
    </>
  );
}
