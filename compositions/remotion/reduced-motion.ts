import { useContext, useEffect, useRef, useState } from 'react';
import { Internals, useRemotionEnvironment } from 'remotion';

/** Whether whoever watches has asked their system for less motion. */
const asksForLess = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether a viewer has just done something: pressed a key or a button. */
const isTheirDoing = (): boolean => navigator.userActivation?.isActive ?? true;

/**
 * Keeps a film on a page from moving by itself where its viewer has asked for less motion: it starts when they start it, ends
 * at its end, whatever `autoPlay` and `loop` say, and until then shows its poster.
 *
 * @param frame that the player is at
 * @param film its number of frames, and its poster's
 * @returns the frame to show
 */
export function useReducedMotion(
  frame: number,
  { frames, posterFrame }: { readonly frames: number; readonly posterFrame: number },
): number {
  const { isPlayer } = useRemotionEnvironment();
  const [less] = useState(() => isPlayer && asksForLess());
  const [started, setStarted] = useState(false);
  const { isPlaying } = Internals.useTimelineContext();
  const { setPlaying, subscribePlaying } = useContext(Internals.SetTimelineContext);
  const before = useRef(frame);
  useEffect(() => {
    if (!less) return;
    const judge = (playing: boolean): void => {
      if (!playing) return;
      if (isTheirDoing()) setStarted(true);
      else setPlaying(false);
    };
    judge(isPlaying());
    return subscribePlaying(({ playing }) => judge(playing));
  }, [less, isPlaying, setPlaying, subscribePlaying]);
  useEffect(() => {
    if (less && frame < before.current && before.current >= frames - 2 && isPlaying()) setPlaying(false);
    before.current = frame;
  }, [less, frame, frames, isPlaying, setPlaying]);
  return less && !started && frame === 0 ? posterFrame : frame;
}
