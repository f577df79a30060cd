import { canonicalJson } from '../../../audio/index.ts';
import { frameMarkup } from '../../render/paint/markup.ts';
import type { Stage } from '../../scene/stage.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Finding } from './finding.ts';
import { probeFrames, type Subject } from './subject.ts';

const KEYED = 'take every random number from random(seed, …), and ask no clock, locale or environment';
const PURE = 'make it a pure function of its arguments: keep nothing between calls except caches';

/** Law 1: the same params and seed give the same trace, story, cue sheet and markup. Simulates once more. */
export function repeats(
  { film, params, trace, story, look, inputs }: Subject,
  stage: Stage,
): readonly Finding[] {
  const again = film.simulate(params, trace.seed, inputs);
  const told = film.tell(again, story.fps, look);
  const frame = Math.floor(story.frames / 2);
  const draw = (t: Trace, s: typeof story): string =>
    frameMarkup(film.Scene({ trace: t, story: s, frame, stage }));
  const differs = (what: string, one: unknown, other: unknown, todo: string): readonly Finding[] =>
    canonicalJson(one) === canonicalJson(other) ? [] : [{ law: 1, what, todo }];
  return [
    ...differs('simulating twice gives two traces', trace, again, KEYED),
    ...differs('telling twice gives two stories', story, told, PURE),
    ...differs(
      'scoring twice gives two cue sheets',
      film.score(trace, story, look),
      film.score(again, told, look),
      PURE,
    ),
    ...differs('the Scene draws the middle frame in two ways', draw(trace, story), draw(again, told), PURE),
  ];
}

/** Law 1: a different seed changes what is random, never the params or runs. @param other trace, at another seed */
export function keepsToParams({ trace }: Subject, other: Trace): readonly Finding[] {
  const ids = ({ runs }: Trace): string => runs.map(({ id }) => id).join(' ');
  const kept = canonicalJson(other.params) === canonicalJson(trace.params) && ids(other) === ids(trace);
  return kept
    ? []
    : [{ law: 1, what: 'a different seed changes params or runs', todo: 'derive both from the params' }];
}

/** Law 2: a frame does not depend on which frame was drawn before it. */
export function anyOrder({ film, trace, story }: Subject, stage: Stage): readonly Finding[] {
  const frames = probeFrames(story, 3).filter((_, i) => i % 4 === 0);
  const draw = (frame: number): string => frameMarkup(film.Scene({ trace, story, frame, stage }));
  const ordered = new Map(frames.map((frame) => [frame, draw(frame)]));
  return frames
    .map((_, i) => frames[(i * 7919) % frames.length] ?? 0)
    .filter((frame) => draw(frame) !== ordered.get(frame))
    .map((frame) => ({ law: 2, frame, what: 'is drawn differently after other frames', todo: PURE }));
}
