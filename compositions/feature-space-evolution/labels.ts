import { movedApart } from '../../src/scene/apart.ts';
import type { Place, Rect } from '../../src/scene/rect.ts';
import { clamp, lerp } from '../../src/sim/maths.ts';
import { rememberFor } from '../../src/sim/remember.ts';
import type { Playhead } from '../../src/story/playhead.ts';
import { MIXED, milestonesOf } from './milestones.ts';
import type { FeatureTrace } from './simulation.ts';
import { flatSight, type View, viewOf } from './view.ts';

/** Side of the square that a class label occupies. */
export const LABEL_SIZE = 56;
const GAP = 4;

/** A position for each class; `null` for a class without points. */
type Places = readonly (Place | null)[];

/** True if two labels stay apart along one axis all the way from one epoch to the next. */
function stayApart(a0: Place, b0: Place, a1: Place, b1: Place): boolean {
  return ([0, 1] as const).some((axis) => {
    const [from, to] = [b0[axis] - a0[axis], b1[axis] - a1[axis]];
    return from * to > 0 && Math.min(Math.abs(from), Math.abs(to)) >= LABEL_SIZE;
  });
}

/** Label positions after every epoch, and the epoch from which on each class is a cluster with a clear label. */
function labelsOf(trace: FeatureTrace, rect: Rect) {
  const figures = milestonesOf(trace).epochs;
  const view = viewOf(trace, flatSight(rect));
  const shown = ([x, y]: Place): Place => {
    const [px, py] = view.at(x, y, 0);
    return [px, py];
  };
  const centres = figures.map((epoch): Places => epoch.centres.map((centre) => centre && shown(centre)));
  // Backwards from the end, so that a label stays on the side of its cluster where it ends up.
  const places: Places[] = [];
  for (let k = centres.length - 1; k >= 0; k -= 1) {
    const [now, later, placed] = [centres[k] ?? [], centres[k + 1], places[0]];
    const wanted = now.map((centre, i): Place | null => {
      const [before, shown] = [later?.[i], placed?.[i]];
      if (!centre || !before || !shown) return centre;
      return [centre[0] + 0.9 * (shown[0] - before[0]), centre[1] + 0.9 * (shown[1] - before[1])];
    });
    places.unshift(movedApart(wanted, rect, LABEL_SIZE, GAP));
  }
  /** True if a class's label is clear of all others from one epoch to the next, and in between. */
  const clear = (epoch: number, digit: number): boolean =>
    (places[epoch] ?? []).every((other, i) => {
      const [own, next] = [places[epoch]?.[digit], places[epoch + 1]];
      const [ownNext, otherNext] = [next?.[digit], next?.[i]];
      if (i === digit || !own || !ownNext || !other || !otherNext) return true;
      return stayApart(own, other, ownNext, otherNext);
    });
  const since = (places[0] ?? []).map((_, digit) => {
    let epoch = places.length - 1;
    while (epoch > 0 && (figures[epoch - 1]?.apartByClass[digit] ?? 0) >= MIXED && clear(epoch - 1, digit)) {
      epoch -= 1;
    }
    return epoch;
  });
  return { places, since };
}

const byRect = rememberFor(labelsOf, ({ x, y, width, height }: Rect) => `${x} ${y} ${width} ${height}`);

/** Until the camera has drawn back there are no labels; this is how much closer it may still be. */
const NEARLY_BACK = 0.15;

/** The labels that are clear of each other at a given moment, at their clusters in the plane. */
export function labelsAt(trace: FeatureTrace, { rect, zoom, solid }: View, { step, t }: Playhead) {
  const back = Math.min(clamp(1 - (zoom - 1) / NEARLY_BACK, 0, 1), clamp(1 - 2 * solid, 0, 1));
  if (back === 0) return [];
  const { places, since } = byRect(trace, rect);
  const last = places.length - 1;
  return since.flatMap((epoch, digit) => {
    const [from, to] = [places[step]?.[digit], places[Math.min(step + 1, last)]?.[digit]];
    // A label fades in within an epoch from its own on, one that is clear only at the end just before it.
    const [begin, length] = epoch === last ? [last - 0.08, 0.08] : [epoch, 1];
    if (!from || !to || step + t < begin) return [];
    const opacity = back * (epoch === 0 ? 1 : clamp((step + t - begin) / length, 0, 1));
    return [{ digit, at: [lerp(from[0], to[0], t), lerp(from[1], to[1], t)] as const, opacity }];
  });
}
