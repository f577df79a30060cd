import type { KnownRun } from './understand.ts';

/** Folders in which one program writes what belongs to one run: training beside validation, as Keras does for TensorBoard. */
const HALF = /^(.*?)[/_. -]?(train|training|val|valid|validation|eval|test)$/i;

const rootOf = ({ id }: KnownRun): string | undefined => HALF.exec(id)?.[1];

/** Runs with what lies in neighbouring folders named `train` and `validation` put together as one run each. */
export function withHalves(runs: readonly KnownRun[], name: string): readonly KnownRun[] {
  const done = new Set<KnownRun>();
  return runs.flatMap((run): readonly KnownRun[] => {
    if (done.has(run)) return [];
    const root = rootOf(run);
    const halves =
      root === undefined
        ? [run]
        : runs.filter((one) => rootOf(one) === root && one.producer === run.producer);
    for (const half of halves) done.add(half);
    if (halves.length === 1) return [run];
    return [
      {
        ...run,
        id: root === undefined || root === '' ? name : root,
        series: halves.flatMap(({ series }) => series),
        events: halves.flatMap(({ events }) => events),
      },
    ];
  });
}
