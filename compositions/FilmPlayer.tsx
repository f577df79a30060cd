import { Audio } from '@remotion/media';
import { type ReactElement, useMemo } from 'react';
import { AbsoluteFill, useCurrentFrame } from 'remotion';
import { createStage, type Format } from '../src/scene/stage.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { Film } from './film.ts';
import type { ViewProps } from './Root.tsx';
import { useSound } from './use-sound.ts';
import { useTrace } from './use-trace.ts';
import { useTypefaces } from './use-typefaces.ts';

interface PlayerProps {
  readonly film: Film;
  readonly format: Format;
  readonly view: ViewProps;
}

/** A film in Remotion: simulated first, then played. */
export function FilmPlayer(props: PlayerProps & { readonly params: unknown }): ReactElement {
  const { film, format, params, view } = props;
  const trace = useTrace(film, params, view.seed);
  return <AbsoluteFill>{trace && <TracePlayer {...{ film, format, view, trace }} />}</AbsoluteFill>;
}

/** A simulated film: the only place that asks for the current frame. */
function TracePlayer(props: PlayerProps & { readonly trace: Trace }): ReactElement {
  const { film, format, view, trace } = props;
  const frame = useCurrentFrame();
  const { story, sheet } = useMemo(() => {
    const told = film.tell(trace, view.fps);
    return { story: told, sheet: film.score(trace, told) };
  }, [film, trace, view.fps]);
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
    <>
      {stage && film.Scene({ trace, story, frame: inside, stage })}
      {sound && <Audio src={sound} />}
    </>
  );
}
