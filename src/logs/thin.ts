import { seenPoints } from './decimate.ts';
import { pick, type Reading, type Series } from './series.ts';

/** Points of a series that are kept of more, where what was read of a log is kept. */
const MOST = 100_000;

const thin = (series: Series): Series =>
  series.values.length <= MOST
    ? series
    : pick(
        series,
        seenPoints(series.values, (i) => i / series.values.length, MOST / 4),
      );

/** A reading in which no series has more than some hundred thousand points: no spike is lost, and it is said. */
export function thinned(reading: Reading): Reading {
  const runs = reading.runs.map((run) => ({ ...run, series: run.series.map(thin) }));
  const said = reading.runs.flatMap(({ id, series }) => {
    const most = series.reduce((long, { values }) => Math.max(long, values.length), 0);
    return most <= MOST
      ? []
      : [
          `${id}: of series with more than ${MOST} points (the longest has ${most}) the first, lowest, highest and last of each ${MOST / 4}th of them are kept`,
        ];
  });
  return { runs, warnings: [...reading.warnings, ...said] };
}
