import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** The first non-finite number in a possibly nested array: its position and value. */
function strayNumber(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (!Array.isArray(value)) return undefined;
  for (const [i, inner] of value.entries()) {
    const stray = strayNumber(inner, `${path}[${i}]`);
    if (stray !== undefined) return stray;
  }
  return undefined;
}

const END_RUN = 'end the run at its last finite state: divergence is content';

/** Law 3: losses and points have the same length, and every number in the trace's runs is finite. */
export function finiteTrace({ trace }: Subject): readonly Finding[] {
  return trace.runs.flatMap(({ id, losses, points, series }): readonly Finding[] => {
    const fields = { losses, points, ...series };
    const uneven = points !== undefined && points.length !== losses.length;
    return [
      ...(uneven
        ? [
            {
              law: 3,
              what: `run "${id}" has ${points.length} points and ${losses.length} losses`,
              todo: END_RUN,
            },
          ]
        : []),
      ...Object.entries(fields)
        .map(([name, values]) => strayNumber(values, name))
        .filter((what) => what !== undefined)
        .map((what) => ({ law: 3, what: `in run "${id}", ${what}`, todo: END_RUN })),
    ];
  });
}
