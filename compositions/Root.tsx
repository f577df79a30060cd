import type { ReactElement } from 'react';
import { type CalculateMetadataFunction, Composition, Folder } from 'remotion';
import { z } from 'zod';
import { FORMAT_NAMES, FORMATS, type Format } from '../src/scene/stage.ts';
import { THEME_NAMES } from '../src/scene/theme.ts';
import { LANGUAGES } from '../src/story/captions.ts';
import { FRAME_RATES } from '../src/story/clock.ts';
import { CATALOGUE } from './catalogue.ts';
import { FilmPlayer } from './FilmPlayer.tsx';
import { compositionId, type Film } from './film.ts';
import { traceOf } from './use-trace.ts';

/** What every composition takes besides its film's params. */
const viewShape = {
  seed: z.string().default('1').describe('seed of everything random'),
  fps: z
    .literal([...FRAME_RATES])
    .default(30)
    .describe('frames a second'),
  theme: z.enum(THEME_NAMES).default('dark'),
  lang: z.enum(LANGUAGES).default('en'),
  captions: z.enum(['burned', 'none']).default('burned'),
};
const viewSchema = z.object(viewShape);

export type ViewProps = z.infer<typeof viewSchema>;
export type FilmProps = ViewProps & Record<string, unknown>;

/** Props of a composition as what the film asks for and how it is shown. */
export function splitProps(film: Film, props: Record<string, unknown>): { params: unknown; view: ViewProps } {
  const own = Object.fromEntries(Object.entries(props).filter(([key]) => !(key in viewShape)));
  return { params: film.params.parse(own), view: viewSchema.parse(props) };
}

/** What Remotion needs to know of a film in a format. */
function describe(film: Film, format: Format) {
  const calculateMetadata: CalculateMetadataFunction<FilmProps> = async ({ props }) => {
    const { params, view } = splitProps(film, props);
    const { frames } = film.tell(await traceOf(film, params, view.seed), view.fps);
    return {
      durationInFrames: frames,
      fps: view.fps,
      ...FORMATS[format],
      defaultOutName: compositionId(film.id, format),
    };
  };
  return {
    id: compositionId(film.id, format),
    component: (props: FilmProps): ReactElement => (
      <FilmPlayer film={film} format={format} {...splitProps(film, props)} />
    ),
    schema: film.params.safeExtend(viewShape),
    defaultProps: { ...(film.params.parse({}) as object), ...viewSchema.parse({}) } as FilmProps,
    calculateMetadata,
  };
}

const FOLDERS = CATALOGUE.map((film) => ({
  name: film.id,
  compositions: FORMAT_NAMES.map((format) => describe(film, format)),
}));

/** Remotion's view of the catalogue: a folder a film, a composition a format. */
export function Root(): ReactElement {
  return (
    <>
      {FOLDERS.map(({ name, compositions }) => (
        <Folder key={name} name={name}>
          {compositions.map((composition) => (
            <Composition key={composition.id} {...composition} />
          ))}
        </Folder>
      ))}
    </>
  );
}
