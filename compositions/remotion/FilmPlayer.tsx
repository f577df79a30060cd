import { Audio } from '@remotion/media';
import { memo, type ReactElement, useMemo } from 'react';
import { AbsoluteFill, Internals, useCurrentFrame, useRemotionEnvironment } from 'remotion';
import type { Film } from '../../src/film/film.ts';
import { type ToldFilm, tellFilm } from '../../src/film/told-film.ts';
import { createStage, type Format } from '../../src/scene/stage.ts';
import { brandedTypefaces } from '../../src/scene/type/branded-typefaces.ts';
import type { Story } from '../../src/story/story.ts';
import { useOneLayer } from './one-layer.ts';
import { type FilmProps, jobOf } from './prop-schema.ts';
import { useReducedMotion } from './reduced-motion.ts';
import { useSound } from './use-sound.ts';
import { useTrace } from './use-trace.ts';
import { useTypefaces } from './use-typefaces.ts';

/** What {@link FilmPlayer} and {@link FilmPoster} are given. */
export interface PlayerProps {
  readonly film: Film;
  readonly format: Format;
  /** The composition's props, unparsed. */
  readonly props: FilmProps;
}

/** What to show, once simulated; the same object as long as the props are equal. */
function useTold({ film, format, props }: PlayerProps): ToldFilm | null {
  const said = JSON.stringify(props);
  const job = useMemo(() => jobOf(film, format, JSON.parse(said)), [film, format, said]);
  const trace = useTrace(job);
  return useMemo(() => trace && tellFilm(job, trace), [job, trace]);
}

/**
 * A film in Remotion: simulated first, then played. While rendering it is promoted to a layer of its own, of which the
 * browser redraws only what has changed; without that it would redraw the whole page, twice per screenshot. Such a layer
 * is rasterized at full size or larger, so it would be blurred in a preview or a smaller picture. On a page it heeds
 * `prefers-reduced-motion`: neither does it play by itself nor again, and it begins with its poster.
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

/** The poster frame of a film. */
export function FilmPoster(props: PlayerProps): ReactElement {
  const told = useTold(props);
  return <AbsoluteFill>{told && <Picture {...told} frame={told.story.posterFrame} />}</AbsoluteFill>;
}

/** A simulated film: the only component that uses the current frame. */
function Playing(told: ToldFilm): ReactElement {
  const { job, story, sheet } = told;
  const frame = useReducedMotion(Math.min(useCurrentFrame(), story.frames - 1), story);
  const sound = useSound(sheet, job.look);
  return (
    <>
      <Picture {...told} frame={frame} />
      <Parts story={story} />
      {sound && <Audio name="sound" src={sound} />}
    </>
  );
}

/** Remotion's bare sequence: of {@link Sequence}s created in a loop, the Studio shows only the first. */
const { SequenceWithoutSchema: PlainSequence } = Internals;

/** The story's parts as named rows in the Studio's timeline; they draw nothing. */
const Parts = memo(function Parts({ story }: { readonly story: Story }): ReactElement {
  return (
    <>
      {story.parts.map(({ id, start, end }) => (
        <PlainSequence key={id} name={id} from={start} durationInFrames={end - start} layout="none">
          {null}
        </PlainSequence>
      ))}
    </>
  );
});

/** One frame; rendered once, even if its parent rerenders. */
const Picture = memo(function Picture(props: ToldFilm & { readonly frame: number }): ReactElement | null {
  const { job, trace, story, frame } = props;
  const type = useTypefaces();
  const stage = useMemo(
    () => type && createStage(job.format, job.look, brandedTypefaces(type, job.look.brand)),
    [job, type],
  );
  useOneLayer();
  return stage && job.film.Scene({ trace, story, frame, stage });
});
