import { minIndex, sum } from 'd3-array';

type Spot = readonly [x: number, y: number];

/** The centroids of clusters in a plane. */
export interface Clusters {
  /** `null` for a cluster without points. */
  readonly centres: readonly (Spot | null)[];
  /** Of each cluster, the points that are nearer to the centroid of its other points than to any other cluster's. */
  readonly near: readonly number[];
}

/**
 * The clusters of points in a plane, and how well they are told apart. A point is left out of the centroid that it is
 * compared with: two points would else be a cluster wherever they lie. That is n / (n − 1) times as far away.
 *
 * @param members indices of the points of each
 */
export function clustersOf(points: readonly Spot[], members: readonly (readonly number[])[]): Clusters {
  const centres = members.map((own): Spot | null => {
    const middle = (axis: 0 | 1): number => sum(own, (i) => points[i]?.[axis]) / own.length;
    return own.length === 0 ? null : [middle(0), middle(1)];
  });
  const nearest = (i: number, own: number): number => {
    const [x = 0, y = 0] = points[i] ?? [];
    const { length = 0 } = members[own] ?? [];
    return minIndex(centres, (centre, cluster) => {
      const [dx, dy] = [x - (centre?.[0] ?? Number.NaN), y - (centre?.[1] ?? Number.NaN)];
      // Of a single point there are no others: NaN is never the least.
      const further = cluster === own ? length / (length - 1) : 1;
      return further * further * (dx * dx + dy * dy);
    });
  };
  return {
    centres,
    near: members.map((own, cluster) => own.filter((i) => nearest(i, cluster) === cluster).length),
  };
}
