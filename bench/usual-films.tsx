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
import { cueSheetHash } from '../audio/cue-sheet-checks.ts';
import { CATALOGUE } from '../compositions/catalogue.ts';
import type { Film } from '../compositions/film.ts';
import { useTypefaces } from '../compositions/use-typefaces.ts';
import { createStage, FORMATS } from '../src/scene/stage.ts';

/** A film at some params, with all that follows from them. */
function follow(film: Film, params: unknown) {
  const trace = film.simulate(film.params.parse(params), '1');
  const story = film.tell(trace, 30);
  return { trace, story, score: film.score(trace, story) };
}

/** A film as it would be written for Remotion with no thought of speed: simulated in the page, then drawn. */
function UsualFilm({ film, params }: { readonly film: Film; readonly params: string }): ReactElement {
  const frame = useCurrentFrame();
  const { trace, story, score } = useMemo(() => follow(film, JSON.parse(params)), [film, params]);
  const type = useTypefaces();
  const stage = useMemo(
    () =>
      type && createStage({ format: 'landscape', theme: 'dark', language: 'en', type, burnCaptions: true }),
    [type],
  );
  return (
    <AbsoluteFill>
      {stage && film.Scene({ trace, story, frame, stage })}
      <Audio src={useMemo(() => staticFile(`sound/${cueSheetHash(score)}.wav`), [score])} />
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

/** What the project's own compositions are measured against. */
registerRoot(() => (
  <>
    {USUAL.map((composition) => (
      <Composition key={composition.id} {...composition} />
    ))}
  </>
));
