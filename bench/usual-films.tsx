import { Audio } from '@remotion/media';
import { type ReactElement, useMemo } from 'react';
import {
  AbsoluteFill,
  type CalculateMetadataFunction,
  Composition,
  registerRoot,
  staticFile,
  useCurrentFrame,
} from 'remotion';
import { CATALOGUE } from '../compositions/catalogue.ts';
import { useTypefaces } from '../compositions/remotion/use-typefaces.ts';
import type { Film } from '../src/film/film.ts';
import { createStage, FORMATS } from '../src/scene/stage.ts';
import { DEFAULT_LOOK } from '../src/story/look.ts';

/** A film with params, and everything that follows from them. */
function follow(film: Film, params: unknown) {
  const trace = film.simulate(film.params.parse(params), '1');
  return { trace, story: film.tell(trace, 30, DEFAULT_LOOK) };
}

/** A film as it would be written for Remotion without regard to speed: simulated in the page, then drawn. */
function UsualFilm({ film, params }: { readonly film: Film; readonly params: string }): ReactElement {
  const frame = useCurrentFrame();
  const { trace, story } = useMemo(() => follow(film, JSON.parse(params)), [film, params]);
  const type = useTypefaces();
  const stage = useMemo(() => type && createStage('landscape', DEFAULT_LOOK, type), [type]);
  return (
    <AbsoluteFill>
      {stage && film.Scene({ trace, story, frame, stage })}
      <Audio src={staticFile(`bench/${film.id}.wav`)} />
    </AbsoluteFill>
  );
}

const USUAL = CATALOGUE.map((film) => {
  const calculateMetadata: CalculateMetadataFunction<Record<string, unknown>> = ({ props }) => ({
    durationInFrames: follow(film, props).story.frames,
  });
  return {
    id: film.id,
    component: (props: Record<string, unknown>) => <UsualFilm film={film} params={JSON.stringify(props)} />,
    defaultProps: {},
    calculateMetadata,
    fps: 30,
    ...FORMATS.landscape,
  };
});

/** The baseline for the project's own compositions. */
registerRoot(() => (
  <>
    {USUAL.map((composition) => (
      <Composition key={composition.id} {...composition} />
    ))}
  </>
));
