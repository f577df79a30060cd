import { clamp, lerp } from '../sim/maths.ts';
import type { Playhead } from '../story/playhead.ts';
import { movedApart } from './apart.ts';
import type { Place, Rect } from './rect.ts';

/** Side of the square that a label occupies, and the space between two. */
export const CLUSTER_LABEL = 56;
const GAP = 4;
/** Share of the way to where it ends up that a label keeps to its side of its cluster. */
const FAITHFUL = 0.9;

/** A place for each cluster; `null` for one without points. */
type Places = readonly (Place | null)[];

/** Where the labels of clusters are after each step, and from which step on each is shown. */
export interface ClusterLabels {
  readonly places: readonly Places[];
  readonly since: readonly number[];
}

/** True if two labels stay apart along one axis all the way from one step to the next. */
function stayApart(a0: Place, b0: Place, a1: Place, b1: Place): boolean {
  return ([0, 1] as const).some((axis) => {
    const [from, to] = [b0[axis] - a0[axis], b1[axis] - a1[axis]];
    return from * to > 0 && Math.min(Math.abs(from), Math.abs(to)) >= CLUSTER_LABEL;
  });
}

/**
 * Places the labels of clusters that form: at their centres, moved apart where they would overlap. A label is shown as
 * soon as its cluster is one, and from then on clear of all others.
 *
 * @param centres after each step, in scene units
 * @param formed whether a cluster is one after a step
 * @param rect that the labels stay in
 */
export function clusterLabels(
  centres: readonly Places[],
  formed: (step: number, cluster: number) => boolean,
  rect: Rect,
): ClusterLabels {
  // Backwards from the end, so that a label stays on the side of its cluster where it ends up.
  const places: Places[] = [];
  for (let k = centres.length - 1; k >= 0; k -= 1) {
    const [now, later, placed] = [centres[k] ?? [], centres[k + 1], places[0]];
    const wanted = now.map((centre, i): Place | null => {
      const [before, shown] = [later?.[i], placed?.[i]];
      if (!centre || !before || !shown) return centre;
      return [centre[0] + FAITHFUL * (shown[0] - before[0]), centre[1] + FAITHFUL * (shown[1] - before[1])];
    });
    places.unshift(movedApart(wanted, rect, CLUSTER_LABEL, GAP));
  }
  /** True if a label is clear of all others from one step to the next, and in between. */
  const clear = (step: number, cluster: number): boolean =>
    (places[step] ?? []).every((other, i) => {
      const [own, next] = [places[step]?.[cluster], places[step + 1]];
      const [ownNext, otherNext] = [next?.[cluster], next?.[i]];
      if (i === cluster || !own || !ownNext || !other || !otherNext) return true;
      return stayApart(own, other, ownNext, otherNext);
    });
  const since = (places[0] ?? []).map((_, cluster) => {
    let step = places.length - 1;
    while (step > 0 && formed(step - 1, cluster) && clear(step - 1, cluster)) step -= 1;
    return step;
  });
  return { places, since };
}

/** The labels that are shown at a playhead: each fades in within a step. */
export function clusterLabelsAt({ places, since }: ClusterLabels, { step, t }: Playhead) {
  const last = places.length - 1;
  return since.flatMap((own, cluster) => {
    const [from, to] = [places[step]?.[cluster], places[Math.min(step + 1, last)]?.[cluster]];
    // One that is clear only at the end fades in just before it.
    const [begin, length] = own === last ? [last - 0.08, 0.08] : [own, 1];
    if (!from || !to || step + t < begin) return [];
    const opacity = own === 0 ? 1 : clamp((step + t - begin) / length, 0, 1);
    return [{ cluster, at: [lerp(from[0], to[0], t), lerp(from[1], to[1], t)] as const, opacity }];
  });
}
