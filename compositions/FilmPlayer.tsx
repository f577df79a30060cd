import { Audio } from '@remotion/media';
import { type ReactElement, useMemo } from 'react';
import { AbsoluteFill, useCurrentFrame } from 'remotion';
import { createStage, type Format } from '../src/scene/stage.ts';
import type { Film } from './film.ts';
import type { ViewProps } from './Root.tsx';
import { useSound } from './use-sound.ts';
import { useTypefaces } from './use-typefaces.ts';

/** A film in Remotion: the only place that asks for the current frame. */
export function FilmPlayer(props: {
  readonly film: Film;
  readonly format: Format;
  readonly params: unknown;
  readonly view: ViewProps;
}): ReactElement {
  const { film, format, params, view } = props;
  const frame = useCurrentFrame();
  const key = JSON.stringify([params, view.seed, view.fps]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all there is to know of params and view
  const { trace, story, sheet } = useMemo(() => {
    const simulated = film.simulate(params, view.seed);
    const told = film.tell(simulated, view.fps);
    return { trace: simulated, story: told, sheet: film.score(simulated, told) };
  }, [film, key]);
  const type = useTypefaces();
  const sound = useSound(sheet);
  const stage = useMemo(
    () =>
      type &&
      createStage({
        format,
        theme: view.theme,
        language: view.lang,
        type,
        burnCaptions: view.captions === 'burned',
      }),
    [format, view.theme, view.lang, view.captions, type],
  );
  const inside = Math.min(frame, story.frames - 1);
  return (
    <AbsoluteFill>
      {stage && film.Scene({ trace, story, frame: inside, stage })}
      {sound && <Audio src={sound} />}
    </AbsoluteFill>
  );
}
