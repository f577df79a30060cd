import type { PlannedFilm } from './plan.ts';

/** One of several equal parts of the work, from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** A series that is not split. */
export const WHOLE: Shard = { index: 1, of: 1 };

/**
 * Which shard each item belongs to: the costliest item first, each to the shard with the least work so far (LPT,
 * longest processing time first; Graham 1969: at most 4/3 of the best possible). Ties go to the earlier item and the
 * lower shard, so that all machines agree.
 *
 * @returns for each cost the index of its shard, from 1
 */
export function shardsOf(costs: readonly number[], shards: number): readonly number[] {
  const loads = Array.from({ length: shards }, () => 0);
  const chosen = costs.map(() => 1);
  const order = costs.map((cost, i) => ({ cost, i })).sort((a, b) => b.cost - a.cost || a.i - b.i);
  for (const { cost, i } of order) {
    let lightest = 0;
    for (let shard = 1; shard < shards; shard += 1)
      if ((loads[shard] ?? 0) < (loads[lightest] ?? 0)) lightest = shard;
    loads[lightest] = (loads[lightest] ?? 0) + cost;
    chosen[i] = lightest + 1;
  }
  return chosen;
}

/** A film, and the shard that renders it. */
export interface ShardedFilm {
  readonly film: PlannedFilm;
  readonly shard: number;
}

/** The films of a shard, in the order of the series. */
export function filmsOfShard(films: readonly PlannedFilm[], { index, of }: Shard): readonly ShardedFilm[] {
  const shards = shardsOf(
    films.map(({ cost }) => cost),
    of,
  );
  return films.map((film, i) => ({ film, shard: shards[i] ?? 1 })).filter(({ shard }) => shard === index);
}
