import { spelled } from './numbers.ts';
import type { Known, KnownRun, Understood } from './understand.ts';

type Told = number | 'NaN' | 'Infinity' | '-Infinity' | null;

/** A series as `lossreel run --describe --json` prints it. */
interface DescribedSeries {
  readonly name: string;
  readonly role: string;
  readonly axis: string;
  readonly unit: string;
  readonly points: number;
  readonly first: Told;
  readonly last: Told;
  readonly min: readonly [step: number, value: number] | null;
  readonly max: readonly [step: number, value: number] | null;
  readonly notFinite: readonly (readonly [step: number, value: Told])[];
}

/** What was understood, as data. */
export interface Description {
  readonly runs: readonly {
    readonly id: string;
    readonly producer: string;
    readonly axis: {
      readonly name: string;
      readonly unit: string;
      readonly first: number;
      readonly last: number;
    };
    readonly series: readonly DescribedSeries[];
    readonly events: readonly Pick<KnownRun['events'][number], 'kind' | 'at' | 'says'>[];
  }[];
  readonly warnings: readonly string[];
}

function describeSeries({ name, role, axis, steps, values }: Known): DescribedSeries {
  let [min, max]: (readonly [number, number] | null)[] = [null, null];
  const notFinite: [number, Told][] = [];
  values.forEach((value, i) => {
    const step = steps[i] ?? 0;
    if (!Number.isFinite(value)) notFinite.push([step, spelled(value)]);
    else {
      if (min === null || min === undefined || value < min[1]) min = [step, value];
      if (max === null || max === undefined || value > max[1]) max = [step, value];
    }
  });
  const told = (value: number | undefined): Told => (value === undefined ? null : spelled(value));
  return {
    name,
    role,
    axis: axis.name,
    unit: axis.unit,
    points: values.length,
    first: told(values[0]),
    last: told(values.at(-1)),
    min: min ?? null,
    max: max ?? null,
    notFinite,
  };
}

/** Describes what was understood of logs. */
export const describe = ({ runs, warnings }: Understood): Description => ({
  runs: runs.map(({ id, producer, axis, series, events }) => ({
    id,
    producer,
    axis: { name: axis.name, unit: axis.unit, first: axis.first, last: axis.last },
    series: series.map(describeSeries),
    events: events.map(({ kind, at, says }) => ({ kind, at, says })),
  })),
  warnings,
});
