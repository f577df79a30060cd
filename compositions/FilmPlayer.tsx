import { Audio } from '@remotion/media';
import { memo, type ReactElement, useMemo } from 'react';
import { AbsoluteFill, Internals, useCurrentFrame, useRemotionEnvironment } from 'remotion';
import { createStage, type Format } from '../src/scene/stage.ts';
import type { Trace } from '../src/sim/trace.ts';
import type { Story } from '../src/story/story.ts';
import type { Film } from './film.ts';
import { type FilmProps, splitProps, type ViewProps } from './prop-schema.ts';
import { useSound } from './use-sound.ts';
import { useTrace } from './use-trace.ts';
import { useTypefaces } from './use-typefaces.ts';

interface PlayerProps {
  readonly film: Film;
  readonly format: Format;
  /** Those of the composition, as they come. */
  readonly props: FilmProps;
}
interface ToldFilm {
  readonly film: Film;
  readonly format: Format;
  readonly view: ViewProps;
  readonly trace: Trace;
  readonly story: Story;
}

/** What there is to show, once it has been simulated; the same object as long as the props say the same. */
function useTold({ film, format, props }: PlayerProps): ToldFilm | null {
  const said = JSON.stringify(props);
  const { params, view } = useMemo(() => splitProps(film, JSON.parse(said)), [film, said]);
  const trace = useTrace(film, params, view.seed);
  return useMemo(
    () => trace && { film, format, view, trace, story: film.tell(trace, view.fps) },
    [film, format, view, trace],
  );
}

/**
 * A film in Remotion: simulated first, then played. While rendering it is a layer of its own, of which the browser
 * draws again what has changed; of the page it would draw all of it, twice for every screenshot. Such a layer is drawn
 * in full size at least, so it would be blurred in a preview or a smaller picture.
 */
export function FilmPlayer(props: PlayerProps): ReactElement {
  const told = useTold(props);
  const { isRendering } = useRemotionEnvironment();
  const layer = isRendering && window.devicePixelRatio >= 1;
  return (
    <AbsoluteFill style={{ willChange: layer ? 'transform' : 'auto' }}>
      {told && <Playing {...told} />}
    </AbsoluteFill>
  );
}

/** The frame that stands for a film. */
export function FilmPoster(props: PlayerProps): ReactElement {
  const told = useTold(props);
  return <AbsoluteFill>{told && <Picture {...told} frame={told.story.posterFrame} />}</AbsoluteFill>;
}

/** A simulated film: the only place that asks for the current frame. */
function Playing(told: ToldFilm): ReactElement {
  const { film, trace, story } = told;
  const frame = useCurrentFrame();
  const sound = useSound(useMemo(() => film.score(trace, story), [film, trace, story]));
  return (
    <>
      <Picture {...told} frame={Math.min(frame, story.frames - 1)} />
      <Beats story={story} />
      {sound && <Audio name="sound" src={sound} />}
    </>
  );
}

/** Remotion's plain sequence: of a {@link Sequence} in a loop the Studio shows the first only. */
const { SequenceWithoutSchema: PlainSequence } = Internals;

/** The story's beats by name in the Studio's timeline; they draw nothing. */
const Beats = memo(function Beats({ story }: { readonly story: Story }): ReactElement {
  return (
    <>
      {story.beats.map(({ id, start, end }) => (
        <PlainSequence key={id} name={id} from={start} durationInFrames={end - start} layout="none">
          {null}
        </PlainSequence>
      ))}
    </>
  );
});

/** One frame; drawn once, whatever else is new around it. */
const Picture = memo(function Picture(props: ToldFilm & { readonly frame: number }): ReactElement | null {
  const { film, format, view, trace, story, frame } = props;
  const type = useTypefaces();
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
  return stage && film.Scene({ trace, story, frame, stage });
});
