/** Who would win a race if rates and steps were a little different: a winner by chance has company. */
import { type RaceParams, type Racer, racer } from '../../sim/race.ts';
import { neighbours } from '../../sim/tuning.ts';
import { END, excessAt, isOut, placeOf, printedLoss, soleLeader } from '../standings.ts';

/** The race is looked at over this last share of its steps. */
const LATE = 0.1;

/** The lowest and the highest of what is printed of a run at the neighbouring rates, over the last steps. */
interface Reach<R> {
  readonly run: R;
  /** By step, the earliest first. */
  readonly spans: readonly (readonly [low: number, high: number])[];
}

function reachOf<R extends Racer>(params: RaceParams, run: R): Reach<R> {
  const beside = neighbours(run.optimizer).map((optimizer) => racer(params, optimizer));
  const early = Math.max(1, Math.floor((1 - LATE) * params.steps));
  const spans = Array.from({ length: params.steps - early + 1 }, (_, i) => {
    const heights = beside.map((other) =>
      isOut(other, early + i) ? END : printedLoss(excessAt(other, early + i)).value,
    );
    return [Math.min(...heights), Math.max(...heights)] as const;
  });
  return { run, spans };
}

/**
 * The runs that share the first place of a race, for neighbouring rates of the search and steps: one alone if it is ahead
 * of all others with each of them; several in a photo finish; none if everybody is out.
 */
export function contendersAmong<R extends Racer>(params: RaceParams, runs: readonly R[]): readonly R[] {
  const leader = soleLeader(runs, END);
  const staying = runs.filter(({ outSince }) => outSince === null);
  if (leader === undefined) return staying.filter((run) => placeOf(runs, run, END).place === 1);
  const reaches = staying.map((run) => reachOf(params, run));
  const own = reaches.find(({ run }) => run === leader)?.spans ?? [];
  return reaches.flatMap(({ run, spans }) =>
    run === leader || spans.some(([low], k) => low <= (own[k]?.[1] ?? END)) ? [run] : [],
  );
}
