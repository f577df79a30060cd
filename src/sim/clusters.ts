import { minIndex, sum } from 'd3-array';

type Spot = readonly [x: number, y: number];

/** The centroids of clusters in a plane. */
export interface Clusters {
  /** `null` for a cluster without points. */
  readonly centres: readonly (Spot | null)[];
  /** Of each cluster, the points that are nearer to its centroid than to any other. */
  readonly near: readonly number[];
}

/** The clusters of points in a plane, and how well they are told apart. @param members indices of the points of each */
export function clustersOf(points: readonly Spot[], members: readonly (readonly number[])[]): Clusters {
  const centres = members.map((own): Spot | null => {
    const middle = (axis: 0 | 1): number => sum(own, (i) => points[i]?.[axis]) / own.length;
    return own.length === 0 ? null : [middle(0), middle(1)];
  });
  const nearest = (i: number): number => {
    const [x = 0, y = 0] = points[i] ?? [];
    return minIndex(centres, (centre) => {
      const [dx, dy] = [x - (centre?.[0] ?? Number.NaN), y - (centre?.[1] ?? Number.NaN)];
      return dx * dx + dy * dy;
    });
  };
  return { centres, near: members.map((own, cluster) => own.filter((i) => nearest(i) === cluster).length) };
}
